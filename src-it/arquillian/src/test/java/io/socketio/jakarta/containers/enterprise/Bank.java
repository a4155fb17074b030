package io.socketio.jakarta.containers.enterprise;

import io.socketio.jakarta.AckError;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.OnError;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.annotation.Resource;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;

/** Handlers that call transactional beans, and handlers that are transactional themselves. */
@SocketIoNamespace("/bank")
public class Bank {

    @Inject
    Ledger ledger;

    @Inject
    Event<Paid> paid;

    @Resource
    TransactionSynchronizationRegistry transactions;

    @OnEvent("open")
    void open(Socket socket, String account) {
        socket.join("account-" + account);
    }

    @OnEvent("pay")
    void pay(String account, int amount) {
        ledger.pay(account, amount);
    }

    @OnEvent("pay by hand")
    void payByHand(String account, int amount) throws Exception {
        ledger.payByHand(account, amount);
    }

    @Transactional
    @OnEvent("pay at once")
    String payAtOnce(String account, int amount) {
        paid.fire(new Paid(account, amount));
        if (amount < 0) {
            throw new Refused();
        }
        return transactions.getTransactionKey() == null ? "no transaction" : "in a transaction";
    }

    @OnEvent("no transaction")
    String noTransaction() {
        return transactions.getTransactionKey() == null ? "no transaction" : "in a transaction";
    }

    @OnError
    AckError refused(Refused e) {
        return new AckError(e.getMessage());
    }
}

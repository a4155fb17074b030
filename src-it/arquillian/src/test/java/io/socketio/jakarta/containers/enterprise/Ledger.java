package io.socketio.jakarta.containers.enterprise;

import io.socketio.jakarta.annotation.EmitOn;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.UserTransaction;

/** Pays within transactions, of the container and of its own. */
@ApplicationScoped
public class Ledger {

    /** Something was written into the ledger. */
    public record Written(int amount) {}

    @Inject
    Event<Paid> paid;

    @Inject
    Event<Written> written;

    @Resource
    UserTransaction transaction;

    @Transactional
    public void pay(String account, int amount) {
        paid.fire(new Paid(account, amount));
        written.fire(new Written(amount));
        if (amount < 0) {
            throw new Refused();
        }
    }

    public void payByHand(String account, int amount) throws Exception {
        transaction.begin();
        paid.fire(new Paid(account, amount));
        if (amount < 0) {
            transaction.rollback();
        } else {
            transaction.commit();
        }
    }

    @EmitOn(event = "written", namespace = "/bank", during = TransactionPhase.AFTER_SUCCESS)
    void onWritten(@Observes Written written) {
        // The annotation says it all.
    }
}

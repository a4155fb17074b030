package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.memory.MemoryAccount;
import io.socketio.jakarta.internal.engine.memory.MemoryBudget;

/** What one session may keep in memory, and what it keeps. Thread-safe. */
public final class SessionMemory implements MemoryAccount.Owner {

    private final EngineSession session;
    private final MemoryAccount account;
    private final int connectBytes;
    private volatile boolean joined;

    SessionMemory(EngineSession session, MemoryBudget budget) {
        this.session = session;
        this.account = new MemoryAccount(budget, this);
        this.connectBytes = budget.limits().connectBytes();
    }

    /** Returns where everything that waits for this session is weighed. */
    public MemoryAccount account() {
        return account;
    }

    /** The owner has let the client in: from now on its messages may be as large as the options say. */
    public void onJoined() {
        joined = true;
    }

    /** Returns how large a message or the body of a POST may be now. */
    int maxMessageBytes() {
        int most = session.options().maxPayloadBytes();
        return joined ? most : Math.min(most, connectBytes);
    }

    @Override
    public void onCut() {
        session.inbound.events.call(SessionListener::onCut);
        session.end(
                CloseReason.TRANSPORT_ERROR,
                "more waits in the server than may, and most for this client (SocketIoOptions.memoryBudgetBytes)");
    }
}

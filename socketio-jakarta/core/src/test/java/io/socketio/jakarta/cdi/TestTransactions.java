package io.socketio.jakarta.cdi;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.UserTransaction;
import java.util.ArrayList;
import java.util.List;
import org.jboss.weld.transaction.spi.TransactionServices;
import org.jspecify.annotations.Nullable;

/** The transactions of a test, as Weld sees those of a container: one at a time, begun and ended by the test. */
public final class TestTransactions implements TransactionServices {

    private static volatile @Nullable List<Synchronization> current;

    static void begin() {
        current = new ArrayList<>();
    }

    static void end(boolean commit) {
        List<Synchronization> waiting = current;
        current = null;
        if (waiting != null) {
            for (Synchronization each : waiting) {
                each.beforeCompletion();
                each.afterCompletion(commit ? Status.STATUS_COMMITTED : Status.STATUS_ROLLEDBACK);
            }
        }
    }

    @Override
    public void registerSynchronization(Synchronization synchronization) {
        List<Synchronization> waiting = current;
        if (waiting != null) {
            waiting.add(synchronization);
        }
    }

    @Override
    public boolean isTransactionActive() {
        return current != null;
    }

    @Override
    public @Nullable UserTransaction getUserTransaction() {
        return null;
    }

    @Override
    public void cleanup() {}
}

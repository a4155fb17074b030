package io.socketio.jakarta.faults.client;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Sends numbered messages, which the server sends back, and hears the server's numbered broadcasts, until it is told to finish. A client that
 * upgrades connects anew after some messages, so that it upgrades again and again.
 */
final class WellBehavedClient {

    /** How a client is connected. */
    enum Path {
        POLLING,
        WEBSOCKET,
        UPGRADE
    }

    private static final int UPGRADE_AFTER = 5;
    private static final int CONNECT_ANEW_AFTER = 20;
    private static final int RETRY_MS = 50;

    private final int port;
    private final Path path;
    private final Group.Manners manners;
    private final Observations observations;
    private final CountDownLatch joined = new CountDownLatch(1);
    private final CountDownLatch finishing = new CountDownLatch(1);
    private final Thread thread;

    WellBehavedClient(int port, Path path, Group.Manners manners, Observations observations) {
        this.port = port;
        this.path = path;
        this.manners = manners;
        this.observations = observations;
        thread = new Thread(this::converse, "well-behaved-" + path);
        thread.setDaemon(true);
        thread.start();
    }

    void awaitJoined(long millis) throws InterruptedException {
        if (!joined.await(millis, TimeUnit.MILLISECONDS)) {
            observations.fault(path + " could not connect within " + millis + " ms");
        }
    }

    void finish() {
        finishing.countDown();
    }

    void awaitEnd(long millis) throws InterruptedException {
        thread.join(millis);
        if (thread.isAlive()) {
            observations.fault(path + " has not finished within " + millis + " ms");
            thread.interrupt();
        }
    }

    private void converse() {
        try {
            while (finishing.getCount() > 0) {
                try {
                    converseOnce();
                } catch (ServerBusy e) {
                    finishing.await(RETRY_MS, TimeUnit.MILLISECONDS);
                } catch (IOException e) {
                    if (!manners.mayBeCut()) {
                        observations.fault(path + " was cut: " + e.getMessage());
                        return;
                    }
                    finishing.await(RETRY_MS, TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            // Told to end at once.
        }
    }

    private void converseOnce() throws IOException, InterruptedException {
        Session session = path == Path.WEBSOCKET ? Session.webSocket(port) : Session.polling(port);
        NumberedConversation conversation =
                new NumberedConversation(session, path.name(), observations, !manners.mayBeCut());
        try {
            session.join("/");
            observations.connected();
            conversation.startReading();
            joined.countDown();
            for (int i = 0; path != Path.UPGRADE || i < CONNECT_ANEW_AFTER; i++) {
                if (manners.sends()) {
                    conversation.sendNext();
                }
                if (path == Path.UPGRADE && i == UPGRADE_AFTER) {
                    session.upgrade();
                    observations.upgraded();
                }
                if (finishing.await(manners.intervalMillis(), TimeUnit.MILLISECONDS)) {
                    break;
                }
                conversation.throwFailure();
            }
            conversation.awaitEchoes();
        } finally {
            conversation.close();
        }
    }
}

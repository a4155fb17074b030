package io.socketio.jakarta.faults;

import io.socketio.jakarta.faults.client.Group;
import io.socketio.jakarta.faults.client.Session;

/** All threads for handlers are inside handlers that block. */
final class BlockedHandlers implements Scenario {

    private static final int CONNECTIONS = 32;
    private static final int BLOCKED_MS = 2500;

    @Override
    public Line line(Form form) {
        return new Line(
                "Blocked handlers: all threads (here 16)",
                CONNECTIONS + " connections, each with a handler that blocks for 2.5 s",
                "broadcasts arrive, clients connect, no healthy reader is cut");
    }

    /** Their own handlers would wait. */
    @Override
    public Group.Manners others() {
        return new Group.Manners(10, 40, false, false);
    }

    @Override
    public boolean handlersAreFree() {
        return false;
    }

    @Override
    public String measure(TestBed bed) throws Exception {
        for (int i = 0; i < CONNECTIONS; i++) {
            Session session = bed.listen(Session.webSocket(bed.port()).join("/block"));
            session.send("42/block,[\"block\"," + BLOCKED_MS + "]");
        }
        long begin = System.nanoTime();
        long slowest = 0;
        int connects = 0;
        while (TestBed.millisSince(begin) < BLOCKED_MS - 500) {
            long one = System.nanoTime();
            Session.webSocket(bed.port()).join("/").close();
            slowest = Math.max(slowest, TestBed.millisSince(one));
            connects++;
            bed.pass(20);
        }
        bed.require(slowest < BLOCKED_MS - 500, "a client needed " + slowest + " ms to connect");
        return connects + " clients connected meanwhile, the slowest in " + slowest + " ms";
    }
}

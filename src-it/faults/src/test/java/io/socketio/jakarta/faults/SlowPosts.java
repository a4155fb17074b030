package io.socketio.jakarta.faults;

import io.socketio.jakarta.faults.client.HttpConnection;
import io.socketio.jakarta.faults.client.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** POSTs whose bodies come byte by byte: more than a container has threads. */
final class SlowPosts implements Scenario {

    private static final int BYTES = 20;
    private static final int PAUSE_MS = 100;

    @Override
    public Line line(Form form) {
        return new Line(
                "Slow POSTs, one byte each 100 ms",
                count(form) + " at once, each on a session of its own",
                "they hold no thread of the container; their sessions end with the heartbeat");
    }

    private static int count(Form form) {
        return form.of(250, 1000);
    }

    private record SlowPost(Session session, long opened) {

        /** A machine that is late meets the end of the session. */
        void writeByte() throws IOException {
            try {
                session.posts().write("4");
            } catch (IOException e) {
                if (System.nanoTime() - opened < TimeUnit.MILLISECONDS.toNanos(TestBed.HEARTBEAT_MS)) {
                    throw e;
                }
            }
        }
    }

    @Override
    public String measure(TestBed bed) throws Exception {
        List<SlowPost> slow = new ArrayList<>();
        for (int i = 0; i < count(bed.form()); i++) {
            long opened = System.nanoTime();
            Session session = bed.keep(Session.polling(bed.port()));
            session.posts().write(HttpConnection.postHead(session.path(), 1000));
            slow.add(new SlowPost(session, opened));
        }
        for (int i = 0; i < BYTES; i++) {
            for (SlowPost post : slow) {
                post.writeByte();
            }
            bed.pass(PAUSE_MS);
        }
        long last = bed.awaitOnlyOthers(TestBed.HEARTBEAT_MS + TestBed.SLACK_MS);
        return slow.size() + " sessions ended, the last after " + last + " ms";
    }
}

package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What the call of a bean through Weld costs the collector beyond that of a listener, between two events that one thread handles one after the other.
 * Counted by the JVM and not by a clock, so a busy machine does not matter.
 */
class BeanAllocationTest {

    /** Two thirds of it are three texts that the RequestContextController of Weld makes for events that nobody observes. */
    private static final int MOST_BYTES = 2_500;

    private static final int EVENTS_PER_POST = 50;
    private static final int POSTS = 200;
    private static final int WARM_UP_POSTS = 200;

    /** Adds up what the calls of one handler allocate. The mailbox calls it on one thread at a time. */
    private static final class Calls {

        private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        private @Nullable Thread thread;
        private long seenBytes;
        private volatile long bytes;
        private volatile long pairs;
        private volatile long count;

        void onCall() {
            long now = THREADS.getCurrentThreadAllocatedBytes();
            if (thread == Thread.currentThread() && count % EVENTS_PER_POST != 0) {
                bytes = bytes + now - seenBytes;
                pairs = pairs + 1;
            }
            count = count + 1;
            thread = Thread.currentThread();
            seenBytes = THREADS.getCurrentThreadAllocatedBytes();
        }

        void reset() {
            bytes = 0;
            pairs = 0;
        }

        double perCall() {
            return (double) bytes / pairs;
        }
    }

    private static final Calls BEAN = new Calls();
    private static final Calls LISTENER = new Calls();

    @SocketIoNamespace("/")
    public static class Counting {

        @OnEvent("bean")
        void call(int argument) {
            BEAN.onCall();
        }
    }

    /** A client that polls. */
    private static final class PollingPeer {

        private final HttpClient http = HttpClient.newHttpClient();
        private final WeldTomcat tomcat;
        private final String path;

        PollingPeer(WeldTomcat tomcat) throws Exception {
            this.tomcat = tomcat;
            String start = "/socket.io/?EIO=4&transport=polling";
            String open = send(HttpRequest.newBuilder(tomcat.uri(start)).build());
            this.path = start + "&sid=" + open.replaceAll(".*\"sid\":\"([^\"]*)\".*", "$1");
            post("40");
            assertTrue(send(HttpRequest.newBuilder(tomcat.uri(path)).build()).startsWith("40"));
        }

        void post(String payload) throws Exception {
            HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(payload);
            assertEquals(
                    "ok",
                    send(HttpRequest.newBuilder(tomcat.uri(path)).POST(body).build()));
        }

        private String send(HttpRequest request) throws Exception {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private static double bytesPerCall(PollingPeer peer, String event, Calls calls) throws Exception {
        String payload = String.join("\u001e", Collections.nCopies(EVENTS_PER_POST, "42[\"" + event + "\",7]"));
        for (int i = 0; i < WARM_UP_POSTS + POSTS; i++) {
            long before = calls.count;
            if (i == WARM_UP_POSTS) {
                calls.reset();
            }
            peer.post(payload);
            long end = System.nanoTime() + 1_000_000_000L * WeldTomcat.TIMEOUT_S;
            while (calls.count < before + EVENTS_PER_POST) {
                assertTrue(System.nanoTime() < end, "the events are handled");
                Thread.onSpinWait();
            }
        }
        assertTrue(calls.pairs > POSTS, "events are handled one after the other");
        return calls.perCall();
    }

    @Test
    void callOfBeanAllocatesLittleMoreThanListener() throws Exception {
        try (WeldTomcat tomcat =
                WeldTomcat.with(context -> context.addParameter("socketio.virtual-threads", "false"), Counting.class)) {
            tomcat.server()
                    .onConnection(socket -> socket.on("listener", event -> {
                        event.arg(0, int.class);
                        LISTENER.onCall();
                    }));
            PollingPeer peer = new PollingPeer(tomcat);
            double listener = bytesPerCall(peer, "listener", LISTENER);
            double bean = bytesPerCall(peer, "bean", BEAN);
            System.out.printf("BeanAllocationTest: %.0f bytes for a bean, %.0f for a listener%n", bean, listener);
            assertTrue(
                    bean - listener <= MOST_BYTES,
                    () -> bean - listener + " bytes more than a listener, at most " + MOST_BYTES);
        }
    }
}

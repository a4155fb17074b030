package io.socketio.jakarta.web.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.engine.port.WebSocketLink;
import io.socketio.jakarta.internal.engine.port.WebSocketListener;
import io.socketio.jakarta.internal.websocket.ClientFrame;
import io.socketio.jakarta.internal.websocket.CloseStatus;
import io.socketio.jakarta.internal.websocket.WebSocketViolation;
import io.socketio.jakarta.web.container.ContainerUpgrade;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.WebConnection;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A client that sends without a pause: its stream is always ready. */
class InboundFramesTest {

    /** A stream that is read in portions. */
    private abstract static class Portions extends ServletInputStream {

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public void setReadListener(ReadListener listener) {}

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Endless extends Portions {

        final AtomicInteger portions = new AtomicInteger();
        final CountDownLatch many = new CountDownLatch(1_000);

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public int read(byte[] bytes) {
            byte[] ping = ClientFrame.of(0x89, (byte) 7);
            System.arraycopy(ping, 0, bytes, 0, ping.length);
            portions.incrementAndGet();
            many.countDown();
            return ping.length;
        }
    }

    private static final class Silent implements InboundFrames.Events, WebSocketListener {

        final List<String> events = new ArrayList<>();

        @Override
        public void onPing(byte[] payload) {
            if (payload.length > 1) {
                events.add("pong " + payload[1]);
            }
        }

        @Override
        public void onCloseFrame(CloseStatus status) {
            events.add("close");
        }

        @Override
        public void onViolation(WebSocketViolation violation, Exception error) {}

        @Override
        public void onEnd() {}

        @Override
        public void onReadFailed(Throwable cause) {}

        @Override
        public void onOpen(WebSocketLink link) {}

        @Override
        public void onBatch(boolean begins) {
            events.add(begins ? "begin" : "end");
        }

        @Override
        public void onText(String message) {
            events.add(message);
        }

        @Override
        public void onBinary(byte[] message) {}

        @Override
        public void onError(Throwable cause) {}

        @Override
        public void onClose() {}
    }

    /**
     * @param shared whether its threads read other connections, too
     * @param fullRead see {@link ContainerUpgrade#fullRead}
     */
    private record Threads(boolean shared, AtomicInteger turns, int fullRead) implements ContainerUpgrade {

        @Override
        public int fullRead(ServletInputStream stream) {
            return fullRead;
        }

        @Override
        public boolean readLater(ServletInputStream stream) {
            turns.incrementAndGet();
            return shared;
        }

        @Override
        public void close(WebConnection connection) {}

        @Override
        public void abort(WebConnection connection, AutoCloseable raw) {}
    }

    /** Brings one portion. */
    private static final class Once extends Portions {

        private final byte[] portion;
        private boolean read;

        Once(byte[]... frames) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (byte[] frame : frames) {
                all.writeBytes(frame);
            }
            portion = all.toByteArray();
        }

        @Override
        public boolean isReady() {
            return !read;
        }

        @Override
        public int read(byte[] bytes) {
            read = true;
            System.arraycopy(portion, 0, bytes, 0, portion.length);
            return portion.length;
        }
    }

    private final Endless stream = new Endless();
    private final AtomicInteger turns = new AtomicInteger();

    private final Silent silent = new Silent();

    private InboundFrames frames(boolean sharedThreads) {
        return frames(sharedThreads, 0);
    }

    private InboundFrames frames(boolean sharedThreads, int fullRead) {
        UpgradeParts parts = new UpgradeParts(
                new Threads(sharedThreads, turns, fullRead),
                (task, delay) -> {
                    throw new UnsupportedOperationException();
                },
                Runnable::run);
        InboundFrames frames = new InboundFrames(silent, new ListenerGate(silent), parts, 1_000, null);
        frames.start(stream);
        return frames;
    }

    /** The thread was held for as long as the client sent, and the connection that was to be closed stayed open. */
    @Test
    void readingEndsWhenItIsStopped() throws Exception {
        InboundFrames frames = frames(false);
        Thread reader = new Thread(frames::onDataAvailable);
        reader.setDaemon(true);
        reader.start();
        assertTrue(stream.many.await(30, TimeUnit.SECONDS));
        frames.stop();
        reader.join(30_000);
        assertFalse(reader.isAlive());
    }

    /** The other connections of this thread waited for as long as the client sent. */
    @Test
    void threadOfSeveralConnectionsIsLeftAfterATurn() {
        InboundFrames frames = frames(true);
        frames.onDataAvailable();
        assertEquals(8, stream.portions.get());
        frames.onDataAvailable();
        assertEquals(16, stream.portions.get());
        assertEquals(2, turns.get());
    }

    private static byte[] ping(int number) {
        return ClientFrame.of(0x89, (byte) 0, (byte) number);
    }

    /** Each answer was a write on the thread that also reads other connections, for 77 pings in each portion of a flood. */
    @Test
    void lastOfSeveralPingsIsAnswered() {
        InboundFrames frames = frames(true);
        frames.start(new Once(ping(1), ping(2), ping(3)));
        frames.onDataAvailable();
        assertEquals(List.of("pong 3"), silent.events);
    }

    @Test
    void listenerKnowsWhichMessagesWereReadTogether() {
        InboundFrames frames = frames(true);
        frames.start(new Once(ClientFrame.text("a"), ClientFrame.text("b"), ClientFrame.text("c")));
        frames.onDataAvailable();
        frames.start(new Once(ClientFrame.text("d")));
        frames.onDataAvailable();
        assertEquals(List.of("begin", "a", "b", "c", "end", "d"), silent.events);
    }

    /** To ask is a system call on Tomcat, which mostly finds nothing. A frame with a payload of one byte has 7. */
    @Test
    void streamIsNotAskedAfterAReadThatHasEmptiedTheSocket() {
        InboundFrames frames = frames(true, 8);
        frames.onDataAvailable();
        assertEquals(1, stream.portions.get());
        InboundFrames full = frames(true, 7);
        full.onDataAvailable();
        assertEquals(1 + 8, stream.portions.get());
    }

    @Test
    void pingIsAnsweredBeforeWhatCameBehindIt() {
        InboundFrames frames = frames(true);
        frames.start(new Once(
                ping(1), ClientFrame.of(0x81, (byte) 'a'), ping(2), ClientFrame.of(0x88, (byte) 3, (byte) 0xe8)));
        frames.onDataAvailable();
        assertEquals(List.of("pong 1", "begin", "a", "pong 2", "end", "close"), silent.events);
    }
}

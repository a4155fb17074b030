package io.socketio.jakarta.web.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.socketio.jakarta.internal.engine.port.WebSocketLink;
import io.socketio.jakarta.internal.engine.port.WebSocketListener;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UntilReleasedTest {

    private final List<String> calls = new ArrayList<>();

    @Test
    void listenerOfAConnectionThatIsGoneIsNotReferredTo() {
        Listener listener = new Listener(calls);
        WeakReference<Listener> seen = new WeakReference<>(listener);
        UntilReleased connection = new UntilReleased(listener);
        listener = null;
        connection.onText("a");
        connection.onBatch(true);
        assertEquals(7, connection.maxMessageBytes());
        assertEquals(false, connection.onPartial(3));
        connection.onBinary(new byte[2]);
        connection.onReleased();

        // Tomcat may tell of the end later than the library knows of it, or never.
        connection.onError(new IOException("late"));
        connection.onClose();
        connection.onReleased();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (seen.get() != null && System.nanoTime() < end) {
            System.gc();
        }
        assertNull(seen.get());
        assertEquals(List.of("text a", "batch true", "partial 3", "binary 2", "released"), calls);
    }

    private record Listener(List<String> calls) implements WebSocketListener {

        @Override
        public void onOpen(WebSocketLink link) {
            calls.add("open");
        }

        @Override
        public int maxMessageBytes() {
            return 7;
        }

        @Override
        public boolean onPartial(int keptBytes) {
            calls.add("partial " + keptBytes);
            return false;
        }

        @Override
        public void onBatch(boolean begins) {
            calls.add("batch " + begins);
        }

        @Override
        public void onText(String message) {
            calls.add("text " + message);
        }

        @Override
        public void onBinary(byte[] message) {
            calls.add("binary " + message.length);
        }

        @Override
        public void onError(Throwable cause) {
            calls.add("error");
        }

        @Override
        public void onClose() {
            calls.add("close");
        }

        @Override
        public void onReleased() {
            calls.add("released");
        }
    }
}

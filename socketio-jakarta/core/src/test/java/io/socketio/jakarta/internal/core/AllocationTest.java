package io.socketio.jakarta.internal.core;

import static io.socketio.jakarta.EventListener.nonBlocking;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.core.mailbox.ManualExecutor;
import io.socketio.jakarta.options.SocketIoOptions;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What one message costs the collector between the carrier that has read its text and the carrier that is given the answer: the library alone, counted by
 * the JVM and not by a clock, so a busy machine does not matter. The text that comes and the frame that goes are the carrier's.
 */
class AllocationTest {

    /** As in the benchmark. */
    private static final String ARGUMENT = "\"" + "0123456789".repeat(8) + "abc\"";

    /** Besides the two strings that are the application's: the argument that it is given, and the text that it sends. */
    private static final int MOST_BYTES = 400;

    private static final int ARGUMENT_BYTES = stringBytes(ARGUMENT.length() - 2);
    private static final int WARM_UP = 3_000;
    private static final int MESSAGES = 3_000;

    private final ManualExecutor executor = new ManualExecutor();
    private final CoreFixture fixture = new CoreFixture(SocketIoOptions.defaults(), executor);

    /** A Latin-1 string and its array, on a 64-bit JVM with compressed pointers. */
    private static int stringBytes(int length) {
        return 24 + (16 + length + 7) / 8 * 8;
    }

    private FakeClient client() {
        List<Socket> sockets = fixture.sockets(fixture.server);
        FakeClient client = fixture.connected();
        executor.runAll();
        Socket socket = sockets.get(0);
        socket.on("echo", event -> socket.emit("echo", event.arg(0)));
        socket.on("ack", event -> event.ack(event.arg(0)));
        socket.on("quick", nonBlocking(event -> event.ack(event.arg(0))));
        return client;
    }

    private double bytesPerMessage(String message) {
        FakeClient client = client();
        client.keepsNothing();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < WARM_UP; i++) {
            send(client, message);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < MESSAGES; i++) {
            send(client, message);
        }
        return (double) (threads.getCurrentThreadAllocatedBytes() - before) / MESSAGES;
    }

    private void send(FakeClient client, String message) {
        client.sendsOne(message);
        executor.runAll();
    }

    /** @param answer what is sent */
    private void allocatesLittle(String message, String answer) {
        int content = ARGUMENT_BYTES + stringBytes(answer.length());
        double bytes = bytesPerMessage(message) - content;
        System.out.println(
                "AllocationTest: " + Math.round(bytes) + " bytes, and " + content + " of content, for " + message);
        assertTrue(bytes <= MOST_BYTES, () -> bytes + " bytes for " + message + ", at most " + MOST_BYTES);
    }

    @Test
    void echoAllocatesLittle() {
        allocatesLittle("42[\"echo\"," + ARGUMENT + "]", "42[\"echo\"," + ARGUMENT + "]");
    }

    @Test
    void acknowledgementAllocatesLittle() {
        allocatesLittle("421000000[\"ack\"," + ARGUMENT + "]", "431000000[" + ARGUMENT + "]");
    }

    @Test
    void nonBlockingListenerAllocatesLittle() {
        allocatesLittle("421000000[\"quick\"," + ARGUMENT + "]", "431000000[" + ARGUMENT + "]");
    }
}

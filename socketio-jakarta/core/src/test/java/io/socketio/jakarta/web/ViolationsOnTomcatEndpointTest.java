package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socketio.jakarta.internal.websocket.Violations;
import io.socketio.jakarta.options.SocketIoOptions;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Tomcat's own WebSocket does about each violation of RFC 6455, beside what the frames of this library do. */
class ViolationsOnTomcatEndpointTest {

    private static final String ACCEPTED = "accepted";
    private static final String NO_ANSWER = "no answer";
    /** Tomcat resets the connection if it has not read everything; the client may lose the close frame. */
    private static final String END = "end of the connection";

    /**
     * Seen on Tomcat 10.1.59. {@link UpgradeViolationsTest} has the codes of the other carrier, which are those of the reference implementation. Tomcat
     * waits for the bytes of a message that is announced as too large.
     */
    private static final Map<String, String> DIFFERENT = Map.of(
            "close with a bad reason", "1002",
            "close with a reason that ends within a character", "1002",
            "length 2^63", "1002",
            "length 2^64 - 1", "1002",
            "length 2^63 - 1", NO_ANSWER,
            "length 2^53", NO_ANSWER,
            "length 2^31", NO_ANSWER,
            "text of more than the limit", NO_ANSWER,
            "ping with a long length of 0", NO_ANSWER);

    @Test
    void answersAreThoseOfTheOtherCarrierButForAFew() throws Exception {
        SocketIoOptions options =
                SocketIoOptions.builder().maxPayloadBytes(Violations.LIMIT).build();
        List<String> unexpected = new ArrayList<>();
        try (EmbeddedTomcat tomcat = EmbeddedTomcat.echoing(new EchoHooks(), options)) {
            for (Map.Entry<String, Violations.Violation> each : Violations.all().entrySet()) {
                int code = each.getValue().code();
                String same = code == Violations.ACCEPTED ? ACCEPTED : Integer.toString(code);
                String expected = DIFFERENT.getOrDefault(each.getKey(), same);
                try (RawWebSocket socket = new RawWebSocket(tomcat.port(), WebSocketOnTomcatContract.TARGET)) {
                    socket.receive();
                    socket.http.socket.getOutputStream().write(each.getValue().bytes());
                    String answer = answer(socket, expected);
                    boolean lost = answer.equals(END) && !expected.equals(ACCEPTED) && !expected.equals(NO_ANSWER);
                    if (!answer.equals(expected) && !lost) {
                        unexpected.add(each.getKey() + ": " + answer + " instead of " + expected);
                    }
                }
            }
        }
        assertEquals(List.of(), unexpected);
    }

    private static String answer(RawWebSocket socket, String expected) throws IOException {
        socket.http.socket.setSoTimeout(expected.equals(NO_ANSWER) ? 300 : 10_000);
        try {
            while (true) {
                RawWebSocket.Frame frame = socket.receive();
                if (frame.opcode() == 8) {
                    return Integer.toString(frame.closeCode());
                }
                if (frame.text().equals("4ab")) {
                    return ACCEPTED;
                }
            }
        } catch (SocketTimeoutException e) {
            return NO_ANSWER;
        } catch (EOFException | SocketException e) {
            return END;
        }
    }
}

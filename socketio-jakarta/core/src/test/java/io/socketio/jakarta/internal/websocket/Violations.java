package io.socketio.jakarta.internal.websocket;

import static io.socketio.jakarta.internal.websocket.ClientFrame.bytes;
import static io.socketio.jakarta.internal.websocket.ClientFrame.close;
import static io.socketio.jakarta.internal.websocket.ClientFrame.joined;
import static io.socketio.jakarta.internal.websocket.ClientFrame.of;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a client may do wrong according to RFC 6455, sections 5 and 7, and the code of the close frame that answers it. */
public final class Violations {

    /** The limit of messages, in bytes, that the cases assume. */
    public static final int LIMIT = 10_000;

    /** The server does not object. */
    public static final int ACCEPTED = 0;

    /** One case: the bytes of the client, and the code of our answer. */
    public record Violation(byte[] bytes, int code) {}

    private static final Map<String, Violation> ALL = new LinkedHashMap<>();

    static {
        add("RSV1 without an extension", 1002, of(0xc1, bytes('4')));
        add("RSV2", 1002, of(0xa1, bytes('4')));
        add("RSV3", 1002, of(0x91, bytes('4')));
        add("RSV1 on a control frame", 1002, of(0xc9));
        for (int opcode : new int[] {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
            add("opcode " + opcode, 1002, of(0x80 | opcode, bytes('4')));
        }
        add("unmasked text", 1002, of(0x81, bytes('4'), 0, null));
        add("unmasked ping", 1002, of(0x89, bytes(), 0, null));
        add("unmasked close", 1002, of(0x88, bytes(), 0, null));
        add("continuation of nothing", 1002, of(0x80, bytes('4')));
        add("continuation of nothing, not final", 1002, of(0x00, bytes('4')));
        add("continuation after a whole message", 1002, joined(of(0x81, bytes('4')), of(0x80, bytes('4'))));
        add("text within a fragmented message", 1002, joined(of(0x01, bytes('4')), of(0x81, bytes('4'))));
        add("binary within a fragmented message", 1002, joined(of(0x02, bytes('4')), of(0x02, bytes('4'))));
        add("fragmented ping", 1002, of(0x09));
        add("fragmented pong", 1002, of(0x0a));
        add("fragmented close", 1002, of(0x08));
        add("ping of 126 bytes", 1002, of(0x89, new byte[126]));
        add("pong of 126 bytes", 1002, of(0x8a, new byte[126]));
        add("close of 126 bytes", 1002, of(0x88, new byte[126]));
        add("ping with a long length of 0", 1002, of(0x89, bytes(), 2, ClientFrame.KEY));
        add("length 2^63", 1009, ClientFrame.announcing(0x82, Long.MIN_VALUE));
        add("length 2^64 - 1", 1009, ClientFrame.announcing(0x82, -1));
        add("length 2^63 - 1", 1009, ClientFrame.announcing(0x82, Long.MAX_VALUE));
        add("length 2^53", 1009, ClientFrame.announcing(0x82, 1L << 53));
        add("length 2^31", 1009, ClientFrame.announcing(0x82, 1L << 31));
        add("text of more than the limit", 1009, ClientFrame.announcing(0x81, LIMIT + 1));
        add("fragments of more than the limit", 1009, joined(of(0x02, new byte[LIMIT]), of(0x80, new byte[1])));
        add("length of 3 in two bytes", ACCEPTED, of(0x81, "4ab".getBytes(), 2, ClientFrame.KEY));
        add("length of 3 in eight bytes", ACCEPTED, of(0x81, "4ab".getBytes(), 8, ClientFrame.KEY));
        texts();
        closes();
    }

    private Violations() {}

    private static void texts() {
        add("text with a lone continuation byte", 1007, of(0x81, bytes('4', 0x80)));
        add("text with an overlong slash", 1007, of(0x81, bytes('4', 0xc0, 0xaf)));
        add("text with an overlong form of three bytes", 1007, of(0x81, bytes('4', 0xe0, 0x80, 0xaf)));
        add("text with a surrogate", 1007, of(0x81, bytes('4', 0xed, 0xa0, 0x80)));
        add("text above U+10FFFF", 1007, of(0x81, bytes('4', 0xf4, 0x90, 0x80, 0x80)));
        add("text with the byte 0xff", 1007, of(0x81, bytes('4', 0xff)));
        add("text that ends within a character", 1007, of(0x81, bytes('4', 0xe2, 0x82)));
        add(
                "fragments that end within a character",
                1007,
                joined(of(0x01, bytes('4', 0xe2)), of(0x89), of(0x80, bytes(0x82))));
        add(
                "fragments whose second part is no continuation",
                1007,
                joined(of(0x01, bytes('4', 0xe2)), of(0x80, bytes('a'))));
    }

    private static void closes() {
        add("close with one byte", 1002, of(0x88, bytes(3)));
        for (int code : new int[] {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535}) {
            add("close with code " + code, 1002, close(code));
        }
        add("close with a bad reason", 1007, close(1000, bytes(0xff)));
        add("close with a reason that ends within a character", 1007, close(1000, bytes(0xe2, 0x82)));
    }

    private static void add(String name, int code, byte[] bytes) {
        if (ALL.put(name, new Violation(bytes, code)) != null) {
            throw new IllegalStateException(name);
        }
    }

    public static Map<String, Violation> all() {
        return ALL;
    }
}

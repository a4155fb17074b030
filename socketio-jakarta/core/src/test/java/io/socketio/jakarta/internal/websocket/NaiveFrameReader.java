package io.socketio.jakarta.internal.websocket;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The naive twin of {@link FrameReader}: one byte at a time, everything in lists, no optimisation. The oracle of its fuzz test. */
final class NaiveFrameReader {

    private final Recorded recorded = new Recorded();
    private final int limit;
    private final List<Integer> message = new ArrayList<>();
    private int messageOpcode;

    NaiveFrameReader(int limit) {
        this.limit = limit;
    }

    private static final class Bad extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final int code;

        Bad(int code) {
            super(null, null, false, false);
            this.code = code;
        }
    }

    private static final class Incomplete extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Incomplete() {
            super(null, null, false, false);
        }
    }

    static List<String> read(byte[] bytes, int limit) {
        NaiveFrameReader reader = new NaiveFrameReader(limit);
        List<Integer> rest = new ArrayList<>();
        for (byte b : bytes) {
            rest.add(b & 0xff);
        }
        try {
            while (reader.frame(rest)) {
                // until a close frame or the end
            }
        } catch (Bad e) {
            reader.recorded.onViolation(e.code);
        } catch (Incomplete e) {
            // The rest has not arrived.
        }
        return reader.recorded.events;
    }

    private static int next(List<Integer> rest) {
        if (rest.isEmpty()) {
            throw new Incomplete();
        }
        return rest.remove(0);
    }

    private static void require(boolean condition, int code) {
        if (!condition) {
            throw new Bad(code);
        }
    }

    private boolean frame(List<Integer> rest) {
        int first = next(rest);
        int second = next(rest);
        int opcode = first & 15;
        boolean fin = first >= 128;
        boolean control = opcode >= 8;
        int code = second & 127;
        require((first & 0x70) == 0, 1002);
        require(List.of(0, 1, 2, 8, 9, 10).contains(opcode), 1002);
        require(second >= 128, 1002);
        require(!control || fin && code < 126, 1002);
        BigInteger length = BigInteger.valueOf(code);
        if (code >= 126) {
            length = BigInteger.ZERO;
            for (int i = 0; i < (code == 126 ? 2 : 8); i++) {
                length = length.multiply(BigInteger.valueOf(256)).add(BigInteger.valueOf(next(rest)));
            }
        }
        int[] mask = {next(rest), next(rest), next(rest), next(rest)};
        if (!control) {
            require(opcode == 0 ? messageOpcode != 0 : messageOpcode == 0, 1002);
            messageOpcode = opcode == 0 ? messageOpcode : opcode;
            require(length.add(BigInteger.valueOf(message.size())).compareTo(BigInteger.valueOf(limit)) <= 0, 1009);
        }
        List<Integer> payload = new ArrayList<>();
        for (int i = 0; i < length.intValue(); i++) {
            int plain = next(rest) ^ mask[i % 4];
            payload.add(plain);
            if (!control) {
                message.add(plain);
                require(messageOpcode != 1 || isPrefix(message), 1007);
            }
        }
        if (control) {
            return onControl(opcode, payload);
        }
        if (fin) {
            onMessage();
        }
        return true;
    }

    private boolean onControl(int opcode, List<Integer> payload) {
        if (opcode == 9) {
            recorded.onPing(toBytes(payload));
        }
        if (opcode != 8) {
            return true;
        }
        if (payload.isEmpty()) {
            recorded.onClose(new CloseStatus(1005, ""));
            return false;
        }
        require(payload.size() > 1, 1002);
        int code = payload.get(0) * 256 + payload.get(1);
        List<Integer> unassigned = List.of(1004, 1005, 1006);
        require(code >= 1000 && code < 1015 && !unassigned.contains(code) || code >= 3000 && code < 5000, 1002);
        List<Integer> reason = payload.subList(2, payload.size());
        require(isWhole(reason), 1007);
        recorded.onClose(new CloseStatus(code, new String(toBytes(reason), StandardCharsets.UTF_8)));
        return false;
    }

    private void onMessage() {
        byte[] bytes = toBytes(message);
        if (messageOpcode == 1) {
            require(isWhole(message), 1007);
            recorded.onText(new String(bytes, StandardCharsets.UTF_8));
        } else {
            recorded.onBinary(bytes);
        }
        message.clear();
        messageOpcode = 0;
    }

    private static byte[] toBytes(List<Integer> values) {
        byte[] bytes = new byte[values.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = values.get(i).byteValue();
        }
        return bytes;
    }

    /** Whether the JDK decodes and encodes these bytes to themselves. */
    private static boolean isWhole(List<Integer> values) {
        byte[] bytes = toBytes(values);
        return java.util.Arrays.equals(
                bytes, new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
    }

    /** Whether some ending makes valid text of these bytes. */
    private static boolean isPrefix(List<Integer> values) {
        int start = lastStart(values);
        List<Integer> end = new ArrayList<>(values.subList(start, values.size()));
        return isWhole(values.subList(0, start)) && (isWhole(end) || canEnd(end, 3));
    }

    private static int lastStart(List<Integer> values) {
        int start = Math.max(0, values.size() - 1);
        for (int back = 0; back < 3 && start > 0 && (values.get(start) & 0xc0) == 0x80; back++) {
            start--;
        }
        return start;
    }

    private static boolean canEnd(List<Integer> values, int more) {
        if (more == 0) {
            return false;
        }
        for (int next : new int[] {0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf}) {
            List<Integer> longer = new ArrayList<>(values);
            longer.add(next);
            if (isWhole(longer) || canEnd(longer, more - 1)) {
                return true;
            }
        }
        return false;
    }
}

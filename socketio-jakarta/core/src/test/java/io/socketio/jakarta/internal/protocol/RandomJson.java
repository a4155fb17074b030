package io.socketio.jakarta.internal.protocol;

import java.util.Random;

/** Makes and breaks JSON texts. */
final class RandomJson {

    private static final String[] SCALARS = {
        "0",
        "-0",
        "1",
        "-17",
        "3.25",
        "1e3",
        "-2.5E-7",
        "12345678901234567890",
        "true",
        "false",
        "null",
        "\"\"",
        "\"a\"",
        "\"\\u00e9\\n\"",
        "\"\u00e9\u2028\"",
        "\"\\ud83d\\ude00\"",
        "\"\\\\\\\"/\"",
        "\"_placeholder\""
    };
    private static final String[] KEYS = {"\"a\"", "\"num\"", "\"_placeholder\"", "\"\"", "\"\\u006eum\"", "\"b c\""};
    private static final String BREAKERS = "[]{}\",:\\0123456789-+.eEtrufalsn/ \t\n\0x\u00e9\ud800";

    private RandomJson() {}

    static void array(Random random, StringBuilder out) {
        items(random, out, 0);
    }

    static void mutate(Random random, StringBuilder out) {
        if (out.length() == 0) {
            out.append('[');
            return;
        }
        int at = random.nextInt(out.length());
        char breaker = BREAKERS.charAt(random.nextInt(BREAKERS.length()));
        switch (random.nextInt(4)) {
            case 0 -> out.setCharAt(at, breaker);
            case 1 -> out.insert(at, breaker);
            case 2 -> out.deleteCharAt(at);
            default -> out.insert(random.nextInt(out.length()), out.substring(at, Math.min(out.length(), at + 4)));
        }
    }

    private static void value(Random random, StringBuilder out, int depth) {
        int choice = random.nextInt(depth < 4 ? 8 : 6);
        space(random, out);
        if (choice < 6) {
            out.append(SCALARS[random.nextInt(SCALARS.length)]);
        } else if (choice == 6) {
            items(random, out, depth + 1);
        } else {
            members(random, out, depth + 1);
        }
        space(random, out);
    }

    private static void items(Random random, StringBuilder out, int depth) {
        out.append('[');
        int size = random.nextInt(5);
        for (int i = 0; i < size; i++) {
            out.append(i > 0 ? "," : "");
            value(random, out, depth);
        }
        out.append(']');
    }

    private static void members(Random random, StringBuilder out, int depth) {
        out.append('{');
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            out.append(i > 0 ? "," : "").append(KEYS[random.nextInt(KEYS.length)]);
            space(random, out);
            out.append(':');
            value(random, out, depth);
        }
        out.append('}');
    }

    private static void space(Random random, StringBuilder out) {
        if (random.nextInt(12) == 0) {
            out.append(" \t\r\n".charAt(random.nextInt(4)));
        }
    }
}

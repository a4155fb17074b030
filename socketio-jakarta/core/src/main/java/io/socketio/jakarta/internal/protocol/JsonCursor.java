package io.socketio.jakarta.internal.protocol;

import io.socketio.jakarta.parser.PacketException;

/** A position in a JSON text, with methods that read strings, numbers, literals and whitespace. */
final class JsonCursor {

    String text;
    private int length;
    /** All characters of all strings, joined by "or". Outside of strings JSON is ASCII. */
    private int seen;

    /** The position of the next character to read. */
    int pos;

    JsonCursor(String text, int from) {
        this.text = text;
        this.length = text.length();
        this.pos = from;
    }

    /** Begins with another text. */
    void reset(String other, int from) {
        text = other;
        length = other.length();
        pos = from;
        seen = 0;
    }

    boolean isAtEnd() {
        return pos == length;
    }

    void string() throws PacketException {
        if (current() != '"') {
            throw PacketException.invalidPayload();
        }
        int next = pos + 1;
        int all = seen;
        while (next < length) {
            char c = text.charAt(next++);
            all |= c;
            if (c == '"') {
                pos = next;
                seen = all;
                return;
            }
            if (c < ' ') {
                break;
            }
            if (c == '\\') {
                next = escape(next);
            }
        }
        throw PacketException.invalidPayload();
    }

    /**
     * Reads an escape sequence whose letter is at this position.
     *
     * @return the position after the escape
     */
    private int escape(int at) throws PacketException {
        char c = at < length ? text.charAt(at) : 0;
        switch (c) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return at + 1;
            }
            case 'u' -> {
                int end = at + 5;
                if (end > length) {
                    throw PacketException.invalidPayload();
                }
                for (int i = at + 1; i < end; i++) {
                    if (JsonText.hexDigit(text.charAt(i)) < 0) {
                        throw PacketException.invalidPayload();
                    }
                }
                return end;
            }
            default -> throw PacketException.invalidPayload();
        }
    }

    /** Returns whether all strings so far are Latin-1, so that the JVM stores one byte per character. */
    boolean isLatin1() {
        return seen <= 0xff;
    }

    void literal(String expected) throws PacketException {
        if (!text.startsWith(expected, pos)) {
            throw PacketException.invalidPayload();
        }
        pos += expected.length();
    }

    void number() throws PacketException {
        if (current() == '-') {
            pos++;
        }
        if (current() == '0') {
            pos++;
        } else {
            digits();
        }
        if (current() == '.') {
            pos++;
            digits();
        }
        char c = current();
        if (c == 'e' || c == 'E') {
            pos++;
            c = current();
            if (c == '+' || c == '-') {
                pos++;
            }
            digits();
        }
    }

    private void digits() throws PacketException {
        int start = pos;
        while (pos < length && text.charAt(pos) >= '0' && text.charAt(pos) <= '9') {
            pos++;
        }
        if (pos == start) {
            throw PacketException.invalidPayload();
        }
    }

    void skipWhitespace() {
        while (pos < length) {
            char c = text.charAt(pos);
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return;
            }
            pos++;
        }
    }

    /** Returns the current character; at the end a NUL, which JSON allows nowhere. */
    char current() {
        return pos < length ? text.charAt(pos) : 0;
    }
}

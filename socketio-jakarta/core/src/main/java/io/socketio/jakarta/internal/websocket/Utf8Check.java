package io.socketio.jakarta.internal.websocket;

/**
 * Checks the UTF-8 of one text message in portions (RFC 3629): a portion may end within a character. No overlong forms, no surrogates, nothing above
 * U+10FFFF. Not thread-safe.
 */
final class Utf8Check {

    /** Continuation bytes that the current character still needs. */
    private int needed;
    /** Range of the next continuation byte; narrower than usual after some first bytes. */
    private int lowest = 0x80;

    private int highest = 0xbf;

    /** Returns whether the bytes may continue the text. */
    boolean accept(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (needed == 0 && b >= 0) {
                continue;
            }
            if (!accept(b & 0xff)) {
                return false;
            }
        }
        return true;
    }

    private boolean accept(int b) {
        if (needed == 0) {
            return first(b);
        }
        if (b < lowest || b > highest) {
            return false;
        }
        needed--;
        lowest = 0x80;
        highest = 0xbf;
        return true;
    }

    private boolean first(int b) {
        if (b < 0xc2 || b > 0xf4) {
            return false;
        }
        needed = b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
        switch (b) {
            case 0xe0 -> lowest = 0xa0;
            case 0xed -> highest = 0x9f;
            case 0xf0 -> lowest = 0x90;
            case 0xf4 -> highest = 0x8f;
            default -> {}
        }
        return true;
    }

    /** Returns whether the text may end here. */
    boolean isComplete() {
        return needed == 0;
    }

    void reset() {
        needed = 0;
        lowest = 0x80;
        highest = 0xbf;
    }

    static boolean isValid(byte[] bytes, int from, int to) {
        Utf8Check check = new Utf8Check();
        return check.accept(bytes, from, to) && check.isComplete();
    }
}

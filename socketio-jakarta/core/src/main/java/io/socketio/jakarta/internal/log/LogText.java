package io.socketio.jakarta.internal.log;

/** Texts of clients, as logs show them: they cannot begin a line of their own, and not fill the disk. */
public final class LogText {

    private static final int MAX_LENGTH = 100;

    private LogText() {}

    /** In quotation marks, cut at 100 characters, control characters as question marks. */
    public static String quoted(String text) {
        boolean isLong = text.length() > MAX_LENGTH;
        StringBuilder quoted = new StringBuilder(isLong ? text.substring(0, MAX_LENGTH) : text);
        for (int i = 0; i < quoted.length(); i++) {
            if (Character.isISOControl(quoted.charAt(i))) {
                quoted.setCharAt(i, '?');
            }
        }
        return quoted.insert(0, '"').append(isLong ? "…\"" : "\"").toString();
    }
}

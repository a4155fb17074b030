package io.socketio.jakarta.internal.log;

/** Formats text from clients for logs, so that it can neither start a new line nor fill the disk. */
public final class LogText {

    private static final int MAX_LENGTH = 100;

    private LogText() {}

    /** Returns the text in quotation marks, truncated to 100 characters, with control characters replaced by question marks. */
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

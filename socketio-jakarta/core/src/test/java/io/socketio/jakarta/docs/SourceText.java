package io.socketio.jakarta.docs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Source code as the snippets of the documentation are compared with it. */
final class SourceText {

    /** A text block, a string, a character, a template of JavaScript, or a comment; the first alternative that begins wins. */
    private static final Pattern TOKEN = Pattern.compile(
            "\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*'"
                    + "|`(?:\\\\.|[^`\\\\])*`|(?<comment>//[^\\n]*|/\\*.*?\\*/)",
            Pattern.DOTALL);

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    private SourceText() {}

    /**
     * Code without comments, because a snippet in a comment is not compiled; without white space, because the formatter breaks lines where a page does
     * not; and without {@code static}, which nested classes need.
     */
    static String comparable(String code) {
        Matcher token = TOKEN.matcher(code);
        StringBuilder text = new StringBuilder();
        while (token.find()) {
            token.appendReplacement(
                    text, Matcher.quoteReplacement(token.group("comment") == null ? token.group() : ""));
        }
        token.appendTail(text);
        return WHITE_SPACE
                .matcher(text.toString()
                        .replace("public static class", "public class")
                        .replace("public static final class", "public final class"))
                .replaceAll("");
    }
}

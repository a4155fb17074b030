package io.socketio.jakarta;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/** What is logged from now until this is closed, instead of on the console: a line such as {@code FINE engine: text} for each record. */
public final class CapturedLog extends Handler implements AutoCloseable {

    private static final String ROOT = "io.socketio.jakarta";
    private static final long TIMEOUT_S = 10;

    /** What a log file would hold. @param trace the lines of the exception and its stack trace, empty without one */
    public record Entry(Level level, String message, List<String> trace) {}

    private final Formatter formatter = new SimpleFormatter();
    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    /** Held, because the configuration of a logger that nobody holds is lost. */
    private final Logger logger;

    private final Level usualLevel;

    private CapturedLog(String name, Level level) {
        logger = Logger.getLogger(name);
        usualLevel = logger.getLevel();
        logger.setLevel(level);
        logger.setUseParentHandlers(false);
        logger.addHandler(this);
    }

    /** What operators see who configure nothing. */
    public static CapturedLog ofOperators() {
        return new CapturedLog(ROOT, Level.INFO);
    }

    /** With what {@code DEBUG} shows. */
    public static CapturedLog ofDebug() {
        return new CapturedLog(ROOT, Level.FINE);
    }

    /** With all that can be shown. */
    public static CapturedLog ofEverything() {
        return new CapturedLog(ROOT, Level.ALL);
    }

    /** What Tomcat tells of applications that do not start, with the messages of the causes. */
    public static CapturedLog ofTomcat() {
        return new CapturedLog("org.apache", Level.SEVERE);
    }

    /** What has been logged so far, and not been taken. */
    public List<String> lines() {
        return new ArrayList<>(lines);
    }

    /** All that has been logged so far. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** The lines that hold this text. */
    public List<String> with(String text) {
        return lines.stream().filter(line -> line.contains(text)).toList();
    }

    /** Takes lines until one holds this text; fails when none comes. */
    public String await(String text) throws InterruptedException {
        List<String> passed = new ArrayList<>();
        for (String line = next(); line != null; line = next()) {
            passed.add(line);
            if (line.contains(text)) {
                return line;
            }
        }
        throw new AssertionError("\"" + text + "\" was not logged, but " + String.join("\n", passed));
    }

    private String next() throws InterruptedException {
        return lines.poll(TIMEOUT_S, TimeUnit.SECONDS);
    }

    @Override
    public void publish(LogRecord record) {
        String name = record.getLoggerName();
        String shortName = name.startsWith(ROOT + ".") ? name.substring(ROOT.length() + 1) : name;
        StringBuilder line =
                new StringBuilder(record.getLevel() + " " + shortName + ": " + formatter.formatMessage(record));
        entries.add(new Entry(record.getLevel(), formatter.formatMessage(record), trace(record.getThrown())));
        for (Throwable cause = record.getThrown(); cause != null; cause = cause.getCause()) {
            line.append(" < ").append(cause.getMessage());
        }
        lines.add(line.toString());
    }

    private static List<String> trace(@Nullable Throwable thrown) {
        if (thrown == null) {
            return List.of();
        }
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        return trace.toString().lines().toList();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
        logger.setLevel(usualLevel);
    }
}

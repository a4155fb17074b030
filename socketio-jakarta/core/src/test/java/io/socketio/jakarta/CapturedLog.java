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

/** What is logged from now until this is closed, instead of on the console: a line such as {@code FINE engine: text} for each record. */
public final class CapturedLog extends Handler implements AutoCloseable {

    private static final String ROOT = "io.socketio.jakarta";
    private static final long TIMEOUT_S = 10;

    /**
     * What a log file would hold.
     *
     * @param thrown the simple name of the exception's class, empty without one
     * @param trace the lines of the exception and its stack trace
     */
    public record Entry(Level level, String message, String thrown, List<String> trace) {

        private static Entry of(LogRecord record, String message) {
            Throwable thrown = record.getThrown();
            if (thrown == null) {
                return new Entry(record.getLevel(), message, "", List.of());
            }
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace, true));
            return new Entry(
                    record.getLevel(),
                    message,
                    thrown.getClass().getSimpleName(),
                    trace.toString().lines().toList());
        }

        private boolean isWarning() {
            return level.intValue() >= Level.WARNING.intValue();
        }
    }

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

    /** What operators should act upon. */
    public static CapturedLog ofWarnings() {
        return new CapturedLog(ROOT, Level.WARNING);
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

    /** What Tomcat warns of: threads that an application has left behind, for example. */
    public static CapturedLog ofTomcatWarnings() {
        return new CapturedLog("org.apache", Level.WARNING);
    }

    /** What has been logged so far, and not been taken. */
    public List<String> lines() {
        return new ArrayList<>(lines);
    }

    /** All that has been logged so far, and not been taken as warnings. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** The messages of warnings that begin so. */
    public List<String> warnings(String code) {
        return entries.stream()
                .filter(entry -> entry.isWarning() && entry.message().startsWith(code))
                .map(Entry::message)
                .toList();
    }

    /** The warnings since the last call, each as its message and the class of its exception. */
    public List<String> takeWarnings() {
        List<String> taken = new ArrayList<>();
        for (Entry entry = entries.poll(); entry != null; entry = entries.poll()) {
            if (entry.isWarning()) {
                taken.add(entry.message() + (entry.thrown().isEmpty() ? "" : ": " + entry.thrown()));
            }
        }
        return taken;
    }

    /** The lines that hold this text. */
    public List<String> with(String text) {
        return lines.stream().filter(line -> line.contains(text)).toList();
    }

    /** Takes lines until one holds this text; fails when none comes. */
    public String await(String text) throws InterruptedException {
        return awaitAny(List.of(text));
    }

    /** Takes lines until both texts have come, whichever comes first. @return the line of each, in the order of the texts */
    public List<String> awaitBoth(String one, String other) throws InterruptedException {
        String first = awaitAny(List.of(one, other));
        return first.contains(one) ? List.of(first, await(other)) : List.of(await(one), first);
    }

    private String awaitAny(List<String> texts) throws InterruptedException {
        List<String> passed = new ArrayList<>();
        for (String line = next(); line != null; line = next()) {
            passed.add(line);
            if (texts.stream().anyMatch(line::contains)) {
                return line;
            }
        }
        throw new AssertionError(texts + " was not logged, but " + String.join("\n", passed));
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
        entries.add(Entry.of(record, formatter.formatMessage(record)));
        for (Throwable cause = record.getThrown(); cause != null; cause = cause.getCause()) {
            line.append(" < ").append(cause.getMessage());
        }
        lines.add(line.toString());
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

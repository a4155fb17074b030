package io.socketio.jakarta.processes;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that prints {@code ready <port>} and then answers each line on its standard input with one line. It must end with its standard input, so
 * that it never outlives the process that has started it.
 */
public final class CommandProcess implements AutoCloseable {

    private static final String READY = "ready ";
    private static final long PATIENCE_SECONDS = 10;

    private final Process process;
    private final BufferedWriter commands;
    private final BufferedReader answers;
    private final int port;

    /**
     * Starts the command and returns when the process is ready.
     *
     * @param log receives its standard error
     */
    public CommandProcess(List<String> command, Path log) throws IOException {
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        commands = process.outputWriter(StandardCharsets.US_ASCII);
        answers = process.inputReader(StandardCharsets.US_ASCII);
        String ready = answers.readLine();
        while (ready != null && !ready.startsWith(READY)) {
            // A recording JVM has things to say first.
            ready = answers.readLine();
        }
        if (ready == null) {
            process.destroyForcibly();
            throw new IOException("Expected \"" + READY + "<port>\", but the server ended; see " + log);
        }
        port = Integer.parseInt(ready.substring(READY.length()));
    }

    /** Returns the port that the process has printed. */
    public int port() {
        return port;
    }

    /** Returns the process id. */
    public long pid() {
        return process.pid();
    }

    /** Returns the user and system time of all its threads, those of the compiler and the collector included. Ticks every 10 ms. */
    public Duration cpu() {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("The server has ended with " + process.exitValue()));
    }

    /** Sends a command and returns the answer. */
    public String ask(String command) throws IOException {
        commands.write(command);
        commands.newLine();
        commands.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("The server ended instead of answering " + command);
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        commands.close();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

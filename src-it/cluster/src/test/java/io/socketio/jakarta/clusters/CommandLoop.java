package io.socketio.jakarta.clusters;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Reads commands from the standard input, a line of JSON each, and answers each with a line. Everything else that is printed goes to the standard error. */
final class CommandLoop {

    private static final PrintStream OUT = System.out;

    private CommandLoop() {}

    /** Serves commands until the end of the input, and ends the process. */
    static void serve(Function<Command, CompletionStage<?>> execute) throws IOException {
        System.setOut(System.err);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            JsonObject command = Json.createReader(new StringReader(line)).readObject();
            execute.apply(new Command(command))
                    .whenComplete((value, failure) -> answer(command.getInt("id"), value, failure));
        }
        Runtime.getRuntime().halt(0);
    }

    private static synchronized void answer(int id, Object value, Throwable failure) {
        JsonObjectBuilder answer = Json.createObjectBuilder().add("id", id);
        if (failure == null) {
            answer.add("value", Command.json(value));
        } else {
            StringWriter text = new StringWriter();
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            cause.printStackTrace(new PrintWriter(text));
            answer.add("failure", text.toString());
        }
        byte[] line = (answer.build() + "\n").getBytes(StandardCharsets.UTF_8);
        OUT.write(line, 0, line.length);
        OUT.flush();
    }
}

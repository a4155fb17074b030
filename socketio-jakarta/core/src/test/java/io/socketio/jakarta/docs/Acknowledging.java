package io.socketio.jakarta.docs;

import io.socketio.jakarta.AckDisconnectedException;
import io.socketio.jakarta.AckTimeoutException;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.EventRefused;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.logging.Logger;

/** The snippets of docs/guide-api.md about acknowledgements; {@link AcknowledgingTest} runs them. */
final class Acknowledging {

    private static final Logger LOG = Logger.getLogger("guide");

    interface Stock {
        int count(String item);

        CompletionStage<Integer> countLater(String item);
    }

    private Acknowledging() {}

    static void answering(Socket socket, Stock stock) {
        // now
        socket.on("count", String.class, (item, event) -> event.ack(stock.count(item)));

        // later, from another thread
        socket.on("count later", String.class, (item, event) -> stock.countLater(item)
                .whenComplete((count, error) -> {
                    if (error == null) {
                        event.ack(count);
                    } else {
                        event.ack(Map.of("error", "try again"));
                    }
                }));
    }

    static void refusing(Socket socket, Stock stock) {
        socket.on("reserve", String.class, (item, event) -> {
            if (stock.count(item) == 0) {
                throw new EventRefused("sold out", Map.of("item", item));
            }
            event.ack("reserved");
        });
    }

    static void asking(Socket socket) {
        // a CompletionStage
        socket.emitWithAck("how are you").thenAccept(answer -> LOG.info("fine: " + answer.arg(0, Boolean.class)));

        // a callback
        socket.emit("how are you", new Object[] {"today"}, (error, answer) -> {
            if (error instanceof AckTimeoutException) {
                LOG.info("no answer in time");
            } else if (error instanceof AckDisconnectedException) {
                LOG.info("the client left before it answered");
            } else {
                LOG.info("fine: " + answer.arg(0, Boolean.class));
            }
        });
    }

    static void askingWithTimeout(Socket socket) {
        socket.timeout(Duration.ofSeconds(5)).emitWithAck("how are you").whenComplete((answer, error) -> {
            if (error == null) {
                LOG.info("fine: " + answer.arg(0, Boolean.class));
            } else {
                LOG.info("no answer: " + error.getMessage());
            }
        });
    }

    static void waiting(Socket socket) {
        socket.on("buy", String.class, (item, event) -> {
            // blocks this socket's listeners, and nothing else
            Arguments answer = socket.timeout(Duration.ofSeconds(30))
                    .emitWithAck("confirm", item)
                    .toCompletableFuture()
                    .join();
            event.ack(Boolean.TRUE.equals(answer.arg(0, Boolean.class)) ? "bought" : "cancelled");
        });
    }

    static void askingMany(SocketIoServer io) {
        io.to("voters").timeout(Duration.ofSeconds(5)).emitWithAck("vote").whenComplete((votes, error) -> {
            if (error == null) {
                LOG.info("all " + votes.size() + " have voted");
            } else if (error instanceof AckTimeoutException timeout) {
                List<Arguments> some = timeout.responses();
                LOG.info(some.size() + " have voted, some have not");
            }
        });
    }
}

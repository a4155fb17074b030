package io.socketio.jakarta.conformance.app;

import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.engine.Engine;
import io.socketio.jakarta.engine.EngineRequest;
import io.socketio.jakarta.engine.Next;
import io.socketio.jakarta.engine.RequestDecision;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The application of reference-server.mjs on our API: whatever is changed here must be changed there. */
final class Application {

    private final SocketIoServer io;
    private final Notes notes;
    private final ScheduledExecutorService timer;
    private final SecureRandom random = new SecureRandom();

    Application(SocketIoServer io, Notes notes, ScheduledExecutorService timer) {
        this.io = io;
        this.notes = notes;
        this.timer = timer;
    }

    void start(String configuration) {
        io.engine().onConnectionError(notes::refused);
        if (configuration.equals("hooks")) {
            decide(io.engine());
        }
        if (configuration.endsWith("hooks")) {
            hook(io.engine());
        }
        if (configuration.endsWith("refusing")) {
            io.use(Application::refuse);
        }
        everywhere(io.of("/"));
        everywhere(io.of("/other"));
        everywhere(io.of("/custom"));
        io.of("/custom")
                .onConnection(socket -> socket.emit("auth", socket.handshake().auth()));
        everywhere(admin(io.of("/admin")));
        everywhere(io.of("/early").use((socket, next) -> {
            socket.emit("early", 1);
            next.proceed();
        }));
        everywhere(io.of("/hang").use((socket, next) -> {}));
        everywhere(io.of("/slow").use((socket, next) -> timer.schedule(next::proceed, 150, TimeUnit.MILLISECONDS)));
        everywhere(checked(io.of("/checked")));
        if (Configurations.hasParents(configuration)) {
            new Parents(io, this::everywhere, timer).start();
        }
    }

    private void everywhere(Namespace namespace) {
        namespace.onConnection(socket -> {
            notes.watch(socket);
            new Conversation(io, socket, timer).start();
        });
    }

    private static void refuse(Socket socket, Next next) {
        boolean hasData = "data".equals(socket.handshake().query().get("refuse"));
        next.fail(new ConnectRefused("Not here", hasData ? Map.of("code", "E2") : null));
    }

    private static Namespace admin(Namespace namespace) {
        return namespace.use((socket, next) -> {
            Map<String, @Nullable Object> auth = socket.handshake().auth();
            if ("123".equals(auth.get("token"))) {
                next.proceed();
                return;
            }
            if (auth.containsKey("plain")) {
                next.fail(new IllegalStateException("Not authorized"));
                return;
            }
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("code", "E1");
            data.put("details", Arrays.asList("a", 1, null));
            next.fail(new ConnectRefused("Not authorized", data));
        });
    }

    private static Namespace checked(Namespace namespace) {
        return namespace
                .use((socket, next) -> {
                    socket.data().put("first", "one");
                    next.proceed();
                })
                .use((socket, next) -> {
                    socket.data().put("second", socket.data("first", String.class) + " two");
                    socket.join("made by middleware");
                    next.proceed();
                });
    }

    private void decide(Engine engine) {
        engine.use((request, response, next) -> {
            response.header("x-middleware", "seen");
            switch (request.query().getOrDefault("mw", "")) {
                case "fail" -> next.fail(refusal());
                case "throw" -> throw new IllegalStateException("thrown by middleware");
                case "later" -> timer.schedule(next::proceed, 50, TimeUnit.MILLISECONDS);
                case "later-fail" -> timer.schedule(() -> next.fail(refusal()), 50, TimeUnit.MILLISECONDS);
                case "twice" -> {
                    next.proceed();
                    next.fail(new IllegalStateException("a second time"));
                }
                case "end" -> response.end(418, "stopped".getBytes(StandardCharsets.UTF_8));
                default -> next.proceed();
            }
        });
        engine.use((request, response, next) -> {
            response.header("x-second", "after " + response.header("x-middleware"));
            next.proceed();
        });
        engine.allowRequest(request -> CompletableFuture.completedFuture(
                switch (request.query().getOrDefault("deny", "")) {
                    case "message" -> RequestDecision.refuse("not today");
                    case "plain" -> RequestDecision.refuse();
                    default -> RequestDecision.allow();
                }));
    }

    private void hook(Engine engine) {
        engine.onInitialHeaders((response, request) -> {
            response.header("x-initial", "yes");
            if (request.url().contains("cookie=1")) {
                response.addHeader("set-cookie", "mine=1");
            }
        });
        engine.onHeaders((response, request) -> response.header("x-every", "yes"));
        engine.generateId(this::id);
    }

    private static RuntimeException refusal() {
        return new IllegalStateException("refused by middleware");
    }

    private CompletionStage<String> id(EngineRequest request) {
        String wanted = request.query().getOrDefault("id", "");
        if (wanted.equals("fail")) {
            return CompletableFuture.failedFuture(new IllegalStateException("no id"));
        }
        if (!wanted.isEmpty()) {
            return CompletableFuture.completedFuture(wanted);
        }
        byte[] bytes = new byte[15];
        random.nextBytes(bytes);
        return CompletableFuture.completedFuture(Base64.getUrlEncoder().encodeToString(bytes));
    }
}

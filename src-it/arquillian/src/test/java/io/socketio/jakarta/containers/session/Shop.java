package io.socketio.jakarta.containers.session;

import io.socketio.jakarta.HttpSessionAttributes;
import io.socketio.jakarta.HttpSessionEndedException;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

@SocketIoNamespace("/shop")
public class Shop {

    private static final long PATIENCE_NANOS = Duration.ofSeconds(15).toNanos();

    @Inject
    Cart cart;

    @Inject
    Visit visit;

    /** The request that ended the session is over, too: OpenWebBeans keeps the session's beans until then, as CDI has it. */
    private final CountDownLatch isLogoutOver = new CountDownLatch(1);

    /** What the last handler saw whose session had ended. */
    private final CompletableFuture<String> afterTheEnd = new CompletableFuture<>();

    @OnEvent("add")
    public String add() {
        try {
            return String.valueOf(cart.add());
        } catch (ContextNotActiveException e) {
            return "not active";
        }
    }

    @OnEvent("call")
    public int call() {
        return visit.call();
    }

    @OnEvent("get")
    public @Nullable String attribute(Socket socket, String name) {
        HttpSessionAttributes session = socket.httpSession();
        return session == null ? "no session" : session.attribute(name, String.class);
    }

    @OnEvent("set")
    public void attribute(Socket socket, String name, String value) {
        HttpSessionAttributes session = socket.httpSession();
        if (session != null) {
            session.set(name, value);
        }
    }

    /** Stays until the session ends, and tells then what is left of it. */
    @OnEvent("outlive")
    public void outlive(Socket socket) throws InterruptedException {
        HttpSessionAttributes session = socket.httpSession();
        socket.emit("outliving");
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (session != null && session.isActive() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        String attributes = session == null ? "no session" : read(session) + ", " + write(session);
        isLogoutOver.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        afterTheEnd.complete(add() + ", " + attributes);
    }

    private static String read(HttpSessionAttributes session) {
        return session.attribute("colour") + " " + session.names().size();
    }

    private static String write(HttpSessionAttributes session) {
        try {
            session.set("colour", "blue");
            return "written";
        } catch (HttpSessionEndedException e) {
            return "refused";
        }
    }

    @OnEvent("after the end")
    public CompletableFuture<String> afterTheEnd() {
        isLogoutOver.countDown();
        return afterTheEnd;
    }
}

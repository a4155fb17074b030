package io.socketio.jakarta.containers.session;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.annotation.OnConnect;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnDisconnect;
import io.socketio.jakarta.annotation.OnDisconnecting;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.session.HttpSessionAttributes;
import io.socketio.jakarta.session.HttpSessionEndedException;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

@SocketIoNamespace("/shop")
public class Shop {

    private static final long PATIENCE_NANOS = Duration.ofSeconds(90).toNanos();

    private static final long POLL_NANOS = Duration.ofMillis(20).toNanos();

    @Inject
    Cart cart;

    @Inject
    Trolley trolley;

    @Inject
    Visit visit;

    private volatile Ending ending = new Ending();

    /** What a handler sees whose session ends, once the request that ended it is over, too: OpenWebBeans keeps the session's beans until then, as CDI has it. */
    private static final class Ending {
        final CountDownLatch isLogoutOver = new CountDownLatch(1);
        final CompletableFuture<String> seen = new CompletableFuture<>();
    }

    @OnConnecting
    public void connecting(Socket socket) {
        socket.data().put("connecting", size());
    }

    @OnConnect
    public void connected(Socket socket) {
        socket.data().put("connected", size());
    }

    @OnEvent("arrival")
    public String arrival(Socket socket) {
        return socket.data().get("connecting") + ", " + socket.data().get("connected");
    }

    @OnDisconnecting
    public void leaving(Socket socket) {
        socket.data().put("disconnecting", size());
    }

    @OnDisconnect
    public void left(Namespace everybody, Socket socket) {
        everybody.emit("left", socket.id(), socket.data().get("disconnecting"), size());
    }

    private String size() {
        try {
            return String.valueOf(cart.size());
        } catch (ContextNotActiveException e) {
            return "not active";
        }
    }

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

    @OnEvent("push")
    public int push() {
        return trolley.push();
    }

    @OnEvent("get")
    public @Nullable String attribute(Socket socket, String name) {
        HttpSessionAttributes session = socket.httpSession();
        return session == null ? "no session" : session.attribute(name, String.class);
    }

    /** Reads on a thread that belongs to nobody. */
    @OnEvent("get elsewhere")
    public CompletableFuture<@Nullable String> attributeElsewhere(Socket socket, String name) {
        return CompletableFuture.supplyAsync(() -> attribute(socket, name));
    }

    @OnEvent("set")
    public void attribute(Socket socket, String name, String value) {
        HttpSessionAttributes session = socket.httpSession();
        if (session != null) {
            session.set(name, value);
        }
    }

    /** Ends the session on its own thread. */
    @OnEvent("end")
    public void end(Socket socket) {
        HttpSessionAttributes session = socket.httpSession();
        if (session != null) {
            HttpSessions.end(session.id());
        }
    }

    /** Stays until the session ends, and tells then what is left of it. */
    @OnEvent("outlive")
    public void outlive(Socket socket) throws InterruptedException {
        Ending ours = new Ending();
        ending = ours;
        HttpSessionAttributes session = socket.httpSession();
        socket.emit("outliving");
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (session != null && session.isActive() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        String attributes = session == null ? "no session" : read(session) + ", " + write(session);
        ours.isLogoutOver.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        ours.seen.complete(add() + ", " + attributes);
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
        Ending ours = ending;
        ours.isLogoutOver.countDown();
        return ours.seen;
    }
}

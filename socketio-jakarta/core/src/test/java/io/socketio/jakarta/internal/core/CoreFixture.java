package io.socketio.jakarta.internal.core;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.core.mailbox.ServerExecutors;
import io.socketio.jakarta.internal.core.socket.ServerContext;
import io.socketio.jakarta.internal.core.socket.ServerParts;
import io.socketio.jakarta.internal.engine.FakeHttpExchange;
import io.socketio.jakarta.internal.engine.ManualScheduler;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import io.socketio.jakarta.options.SocketIoOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** A server whose time is a test's, with real engine, protocol and codec. User code runs at once on the caller's thread unless told otherwise. */
public final class CoreFixture {

    public final ManualScheduler scheduler = new ManualScheduler();
    public final ServerContext context;
    public final CoreServer server;

    public CoreFixture() {
        this(SocketIoOptions.defaults());
    }

    public CoreFixture(SocketIoOptions options) {
        this(options, Runnable::run);
    }

    public CoreFixture(SocketIoOptions options, Executor executor) {
        this(options, executor, new JsonbPayloadCodec());
    }

    public CoreFixture(SocketIoOptions options, Executor executor, PayloadCodec codec) {
        this(options, executor, ServerParts.of(codec));
    }

    public CoreFixture(ServerParts parts) {
        this(SocketIoOptions.defaults(), Runnable::run, parts);
    }

    public CoreFixture(SocketIoOptions options, Executor executor, ServerParts parts) {
        context = ServerContext.of(options, parts, ServerExecutors.shared(executor), scheduler, scheduler::nowNanos);
        server = CoreServer.create(context);
    }

    /** A client on WebSocket, without any namespace. */
    public FakeClient client() {
        return new FakeClient(this);
    }

    /** A client on WebSocket in {@code /}. */
    public FakeClient connected() {
        return connected("/");
    }

    public FakeClient connected(String namespace) {
        FakeClient client = client();
        client.connect(namespace);
        return client;
    }

    /** The server's sockets in the order in which they connect from now on. */
    public List<Socket> sockets(Namespace namespace) {
        List<Socket> sockets = new ArrayList<>();
        namespace.onConnection(sockets::add);
        return sockets;
    }

    FakeHttpExchange http(String method, String query) {
        return http(new FakeHttpExchange(method, query));
    }

    FakeHttpExchange http(FakeHttpExchange exchange) {
        server.engineServer().onRequest(exchange);
        return exchange;
    }

    /** @return the session id of a new polling session */
    String pollingHandshake() {
        String open = http("GET", "EIO=4&transport=polling").bodyText();
        int from = open.indexOf("\"sid\":\"") + 7;
        return open.substring(from, open.indexOf('"', from));
    }

    FakeHttpExchange poll(String sid) {
        return http("GET", "EIO=4&transport=polling&sid=" + sid);
    }

    FakeHttpExchange post(String sid, String body) {
        return http(new FakeHttpExchange("POST", "EIO=4&transport=polling&sid=" + sid).body(body));
    }
}

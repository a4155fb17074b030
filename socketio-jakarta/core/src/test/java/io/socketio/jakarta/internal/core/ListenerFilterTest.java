package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.ListenerFilter;
import io.socketio.jakarta.ParentNamespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.engine.Next;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What surrounds the listeners of all namespaces. */
class ListenerFilterTest {

    private final CoreFixture fixture = new CoreFixture();
    private final CoreServer io = fixture.server;
    private final List<String> order = new ArrayList<>();

    /** Notes before and after. */
    private final class Recording implements ListenerFilter {

        private final String name;

        Recording(String name) {
            this.name = name;
        }

        @Override
        public void onConnecting(Socket socket, Next next) {
            order.add(name + " asked");
            next.proceed();
        }

        @Override
        public void onAbandoned(Socket socket) {
            order.add(name + " abandoned");
        }

        @Override
        public void aroundConnection(Socket socket, Runnable listeners) {
            around("connection", listeners);
        }

        @Override
        public void aroundEvent(Event event, Runnable listeners) {
            around(event.name(), listeners);
        }

        @Override
        public void aroundDisconnecting(Socket socket, DisconnectReason reason, Runnable listeners) {
            around("disconnecting", listeners);
        }

        @Override
        public void aroundDisconnect(Socket socket, DisconnectReason reason, Runnable listeners) {
            around("disconnect", listeners);
        }

        private void around(String what, Runnable listeners) {
            order.add(name + " < " + what);
            listeners.run();
            order.add(name + " > " + what);
        }
    }

    private void listen(Socket socket) {
        order.add("connection");
        socket.on("event", event -> order.add("event"));
        socket.onDisconnecting(reason -> order.add("disconnecting"));
        socket.onDisconnect(reason -> order.add("disconnect"));
    }

    @Test
    void everythingIsSurroundedInNamespacesMadeBeforeAndAfter() {
        io.of("/before").onConnection(this::listen);
        io.surround(new Recording("f"));
        io.of("/after").onConnection(this::listen);
        io.of(Pattern.compile("^/dynamic-")).onConnection(this::listen);
        for (String namespace : List.of("/before", "/after", "/dynamic-1")) {
            order.clear();
            FakeClient client = fixture.connected(namespace);
            client.sends("42" + namespace + ",[\"event\"]", "41" + namespace + ",");
            assertEquals(
                    List.of(
                            "f asked",
                            "f < connection",
                            "connection",
                            "f > connection",
                            "f < event",
                            "event",
                            "f > event",
                            "f < disconnecting",
                            "disconnecting",
                            "f > disconnecting",
                            "f < disconnect",
                            "disconnect",
                            "f > disconnect"),
                    order);
        }
    }

    @Test
    void filterThatWasAddedFirstIsTheOutermostAndIsAskedBeforeMiddleware() {
        io.use((socket, next) -> {
            order.add("middleware");
            next.proceed();
        });
        io.surround(new Recording("a")).surround(new Recording("b"));
        io.onConnection(socket -> order.add("connection"));
        fixture.connected();
        assertEquals(
                List.of(
                        "a asked",
                        "b asked",
                        "middleware",
                        "a < connection",
                        "b < connection",
                        "connection",
                        "b > connection",
                        "a > connection"),
                order);
    }

    @Test
    void filterMayRefuseAndIsToldOfTheAbandoned() {
        io.surround(new Recording("a"));
        io.surround(new ListenerFilter() {
            @Override
            public void onConnecting(Socket socket, Next next) {
                throw new ConnectRefused("closed today");
            }
        });
        FakeClient client = fixture.client();
        client.sends("40");
        assertEquals(List.of("44{\"message\":\"closed today\"}"), client.received());
        assertEquals(List.of("a asked", "a abandoned"), order);
    }

    @Test
    void filterThatDoesNotRunTheListenersKeepsTheEventFromThem() {
        io.surround(new ListenerFilter() {
            @Override
            public void aroundEvent(Event event, Runnable listeners) {
                event.ack("not today");
            }
        });
        io.onConnection(this::listen);
        FakeClient client = fixture.connected();
        client.sends("421[\"event\"]");
        assertEquals(List.of("431[\"not today\"]"), client.received());
        assertEquals(List.of("connection"), order);
    }

    @Test
    void filterThatThrowsIsAnErrorOfTheSocketOnly() {
        io.surround(new ListenerFilter() {
            @Override
            public void aroundEvent(Event event, Runnable listeners) {
                if (event.size() == 0) {
                    throw new IllegalStateException("broken filter");
                }
                listeners.run();
            }
        });
        List<String> errors = new ArrayList<>();
        io.onConnection(this::listen);
        io.onConnection(socket -> socket.onError(error -> errors.add(String.valueOf(error.getMessage()))));
        FakeClient client = fixture.connected();
        client.sends("42[\"event\"]", "42[\"event\",1]");
        assertEquals(List.of("broken filter"), errors);
        assertEquals(List.of("connection", "event"), order);
    }

    @Test
    void childrenKnowTheirParent() {
        ParentNamespace parent = io.of(Pattern.compile("^/dynamic-"));
        fixture.connected("/dynamic-1");
        assertSame(parent, io.of("/dynamic-1").parent());
        assertNull(io.of("/other").parent());
        assertNull(io.parent());
    }

    @Test
    void executedTaskWaitsForTheListenerThatRuns() {
        io.onConnection(socket -> socket.on("event", event -> {
            socket.execute(() -> order.add("task"));
            order.add("listener");
        }));
        fixture.connected().sends("42[\"event\"]");
        assertEquals(List.of("listener", "task"), order);
    }

    @Test
    void taskThatThrowsIsAnErrorOfTheSocketAndRunsAfterItsEnd() {
        List<Socket> sockets = fixture.sockets(io);
        FakeClient client = fixture.connected();
        Socket socket = sockets.get(0);
        socket.onError(error -> order.add(String.valueOf(error.getMessage())));
        client.sends("41");
        socket.execute(() -> {
            throw new IllegalStateException("broken task");
        });
        assertEquals(List.of("broken task"), order);
    }
}

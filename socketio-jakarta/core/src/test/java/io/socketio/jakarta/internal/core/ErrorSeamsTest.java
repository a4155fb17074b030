package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.CapturedLog;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.ListenerFilter;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.engine.Next;
import io.socketio.jakarta.internal.engine.FakeWebSocketLink;
import io.socketio.jakarta.options.SocketIoOptions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An {@link Error} anywhere while something is done for a client ends this connection completely: no ghost in a room, {@code disconnect} told once,
 * nothing counted that is gone, one entry in the log, and a client beside it notices nothing.
 */
class ErrorSeamsTest {

    /**
     * One place where code may fail.
     *
     * @param point see {@link Faults#arm}
     * @param prepare before the clients connect
     * @param act makes the place run for the victim, which is connected or, if {@code connecting}, is about to connect
     */
    record Seam(String point, boolean connecting, Consumer<ErrorSeamsTest> prepare, Consumer<ErrorSeamsTest> act) {

        @Override
        public String toString() {
            return point + (connecting ? " while connecting" : "");
        }
    }

    /** Only the codec can write it. */
    public static final class Answer {
        public final int b = 2;
    }

    private final CapturedLog log = CapturedLog.ofWarnings();
    private final Faults faults = new Faults();
    private final CoreFixture fixture = new CoreFixture(SocketIoOptions.defaults(), Runnable::run, faults.parts());
    private final CoreServer io = fixture.server;
    private final AtomicInteger disconnects = new AtomicInteger();
    private final AtomicInteger closes = new AtomicInteger();
    private boolean makesDynamic;
    private FakeClient victim;
    private Socket socket;

    @AfterEach
    void closeLog() {
        log.close();
    }

    private static Seam connected(String point, Consumer<ErrorSeamsTest> prepare, Consumer<ErrorSeamsTest> act) {
        return new Seam(point, false, prepare, act);
    }

    private static Seam connecting(String point, Consumer<ErrorSeamsTest> prepare, String connect) {
        return new Seam(point, true, prepare, test -> test.victim.sends(connect));
    }

    private static Seam on(String point, Consumer<ErrorSeamsTest> prepare) {
        return connected(point, prepare, test -> test.victim.sends("420[\"work\",{\"a\":1}]"));
    }

    static Stream<Seam> seams() {
        return Stream.of(
                // Listeners and what stands around them.
                on("listener", test -> {}),
                on("once", test -> test.eachSocket(s -> s.once("work", event -> test.faults.hit("once")))),
                on("any", test -> test.eachSocket(s -> s.onAny(event -> test.faults.hit("any")))),
                on(
                        "middleware",
                        test -> test.eachSocket(s -> s.use((event, next) -> {
                            test.faults.hit("middleware");
                            next.proceed();
                        }))),
                on("aroundEvent", test -> test.io.surround(test.new FailingFilter())),
                on(
                        "outgoing",
                        test -> test.eachSocket(s -> s.onAnyOutgoing((event, args) -> {
                            test.faults.hit("outgoing");
                        }))),
                on(
                        "error listener",
                        test -> test.eachSocket(s -> {
                            s.onError(error -> test.faults.hit("error listener"));
                            s.on("work", event -> {
                                throw new io.socketio.jakarta.EventRefused("as the test wants it");
                            });
                        })),
                connected("task", test -> {}, test -> test.socket.execute(() -> test.faults.hit("task"))),
                connected("ack callback", test -> {}, test -> {
                    test.socket.emit("ask", new Object[0], (error, answer) -> test.faults.hit("ack callback"));
                    test.victim.sends("430[]");
                }),
                connected("ack timeout", test -> {}, test -> {
                    test.socket.emit("ask", new Object[0], (error, answer) -> test.faults.hit("ack timeout"));
                    test.fixture.scheduler.advanceMillis(20_000);
                    test.victim.sends("3");
                    test.fixture.scheduler.advanceMillis(10_000);
                }),
                connected(
                        "outgoing of a broadcast",
                        test -> test.eachSocket(s -> s.onAnyOutgoing((event, args) -> {
                            if (s == test.socket) {
                                test.faults.hit("outgoing of a broadcast");
                            }
                        })),
                        test -> test.io.emit("x")),
                connected(
                        "disconnecting",
                        test -> test.eachSocket(s -> s.onDisconnecting(reason -> {
                            test.faults.hit("disconnecting");
                        })),
                        test -> test.victim.sends("41")),
                connected(
                        "aroundDisconnect",
                        test -> test.io.surround(test.new FailingFilter()),
                        test -> test.victim.sends("41")),
                // Parts of the server.
                on("Decoder.onText", test -> {}),
                on("PayloadCodec.read", test -> {}),
                on("PayloadCodec.write", test -> {}),
                on("Parser.ack", test -> {}),
                on("Adapter.addAll", test -> {}),
                on("ServerMonitor.onReceived", test -> {}),
                on("ServerMonitor.onEventReceived", test -> {}),
                on("ServerMonitor.onAckSent", test -> {}),
                connected("Adapter.delAll", test -> {}, test -> test.victim.sends("41")),
                connected("Parser.disconnect", test -> {}, test -> test.socket.execute(() -> test.socket.disconnect())),
                connected("ServerMonitor.onSocketDisconnected", test -> {}, test -> {
                    test.victim.sends("41", "420[\"work\"]");
                    test.victim.exchange.closes();
                }),
                // The transport, on the thread of an emit and on the timer.
                connected("link", test -> {}, test -> {
                    test.victim.exchange.link().completing(FakeWebSocketLink.Completion.THROWING_ERROR);
                    test.socket.emit("x");
                    test.faults.arm("none");
                }),
                connected("link", test -> {}, test -> {
                    test.victim.exchange.link().completing(FakeWebSocketLink.Completion.THROWING_ERROR);
                    test.fixture.scheduler.advanceMillis(25_000);
                    test.faults.arm("none");
                }),
                // While connecting.
                connecting(
                        "namespace middleware",
                        test -> test.io.of("/guarded").use((s, next) -> test.faults.hit("namespace middleware")),
                        "40/guarded,"),
                connecting("connection", test -> test.io.onConnection(s -> test.faults.hit("connection")), "40"),
                connecting("aroundConnection", test -> test.io.surround(test.new FailingFilter()), "40"),
                connecting("onConnecting", test -> test.io.surround(test.new FailingFilter()), "40"),
                connecting("PayloadCodec.read", test -> {}, "40{\"token\":1}"),
                connecting("Adapter.register", test -> {}, "40"),
                connecting("Adapter.addAll", test -> {}, "40"),
                connecting("Parser.connected", test -> {}, "40"),
                connecting("Parser.connectError", test -> {}, "40/nowhere,"),
                connecting("ServerMonitor.onSocketConnected", test -> {}, "40"),
                connecting(
                        "matcher",
                        test -> test.io.of((name, auth, decision) -> {
                            test.faults.hit("matcher");
                            decision.refuse();
                        }),
                        "40/dynamic,"),
                connecting(
                        "new_namespace",
                        test -> {
                            test.io.of(Pattern.compile("^/dynamic$"));
                            test.io.onNewNamespace(made -> test.faults.hit("new_namespace"));
                        },
                        "40/dynamic,"),
                connecting("Adapter.open", test -> test.io.of(Pattern.compile("^/dynamic$")), "40/dynamic,"));
    }

    /** Surrounds everything, and fails wherever it is told to. */
    private final class FailingFilter implements ListenerFilter {

        @Override
        public void onConnecting(Socket joining, Next next) {
            faults.hit("onConnecting");
            next.proceed();
        }

        @Override
        public void aroundConnection(Socket joined, Runnable listeners) {
            faults.hit("aroundConnection");
            listeners.run();
        }

        @Override
        public void aroundEvent(Event event, Runnable listeners) {
            faults.hit("aroundEvent");
            listeners.run();
        }

        @Override
        public void aroundDisconnect(Socket left, DisconnectReason reason, Runnable listeners) {
            listeners.run();
            faults.hit("aroundDisconnect");
        }
    }

    private void eachSocket(Consumer<Socket> action) {
        io.onConnection(action);
    }

    private void onConnection(Socket joined) {
        socket = joined;
        joined.join("room");
        joined.client().onClose(closes::incrementAndGet);
        joined.onDisconnect(reason -> disconnects.incrementAndGet());
        joined.on("work", event -> {
            joined.join("another");
            joined.emit("outgoing");
            faults.hit("listener");
            event.arg(0, Map.class);
            event.ack(new Answer());
        });
    }

    @ParameterizedTest
    @MethodSource("seams")
    void errorEndsItsConnectionCompletelyAndNothingElse(Seam seam) {
        seam.prepare.accept(this);
        makesDynamic = seam.point.equals("new_namespace") || seam.point.equals("Adapter.open");
        io.onConnection(this::onConnection);
        FakeClient bystander = fixture.client();
        String bystanderId = bystander.connect("/");
        disconnects.set(0);
        victim = fixture.client();
        if (!seam.connecting) {
            victim.connect("/");
        }
        faults.arm(seam.point);

        seam.act.accept(this);
        fixture.scheduler.advanceMillis(2_000);

        assertTrue(!faults.isArmed() || seam.point.equals("link"), "the seam was not reached");
        assertTrue(victim.closed(), "the connection is open");
        assertEquals(1, io.engine().clientsCount());
        assertEquals(Set.of(bystanderId), io.sockets().keySet());
        faults.adapters.forEach(adapter -> assertEquals(
                Set.of(),
                adapter.socketRooms(socket == null ? "" : socket.id().equals(bystanderId) ? "" : socket.id())));
        boolean told = socket != null && !socket.id().equals(bystanderId);
        assertEquals(told ? 1 : 0, disconnects.get(), "calls of the disconnect listener");
        assertEquals(told ? 1 : 0, closes.get(), "calls of the close listener");
        List<String> warnings = log.takeWarnings();
        assertEquals(seam.point.equals("link") ? 0 : 1, warnings.size(), warnings::toString);
        assertTrue(warnings.stream().allMatch(warning -> warning.startsWith("SIO-0120 ")), warnings::toString);
        isUnharmed(bystander);
        closesInOrder(bystander);
    }

    private void isUnharmed(FakeClient bystander) {
        bystander.received();
        bystander.sends("421[\"work\",{\"a\":1}]");
        assertEquals(List.of("42[\"outgoing\"]", "431[{\"b\":2}]"), bystander.received());
        io.to("room").emit("x");
        assertEquals(List.of("42[\"x\"]"), bystander.received());
        FakeClient next = fixture.client();
        next.connect("/");
        // Nothing that could not be made stays in the way.
        next.sends("40/dynamic,");
        assertTrue(FakeClient.only(next.received()).startsWith(makesDynamic ? "40" : "44"));
        next.exchange.closes();
    }

    private void closesInOrder(FakeClient bystander) {
        bystander.exchange.closes();
        assertEquals(0, io.engine().clientsCount());
        assertTrue(io.close().toCompletableFuture().isDone(), "the server still counts a socket");
    }
}

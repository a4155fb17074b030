package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.NamespaceMatcher.Decision;
import io.socketio.jakarta.ParentNamespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.core.mailbox.ManualExecutor;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadException;
import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import io.socketio.jakarta.options.SocketIoOptions;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DynamicNamespacesTest {

    private static final Pattern DYNAMIC = Pattern.compile("^/dynamic-\\d+$");

    private final CoreFixture fixture = new CoreFixture();
    private final CoreServer io = fixture.server;
    private final List<String> made = new ArrayList<>();

    private static String refusal(String namespace) {
        return "44" + namespace + ",{\"message\":\"Invalid namespace\"}";
    }

    // ---- Patterns

    @Test
    void patternMakesTheNamespaceThatAClientAsksFor() {
        io.onNewNamespace(namespace -> made.add(namespace.name()));
        ParentNamespace parent = io.of(DYNAMIC);
        List<Socket> sockets = fixture.sockets(parent);
        String id = fixture.client().connect("/dynamic-101");
        assertEquals("/dynamic-101", sockets.get(0).namespace().name());
        assertEquals(List.of("/dynamic-101"), made);
        assertSame(io.of("/dynamic-101"), sockets.get(0).namespace());
        assertEquals(List.of(io.of("/dynamic-101")), List.copyOf(parent.children()));
        assertSame(sockets.get(0), parent.sockets().get(id));
    }

    @Test
    void nameThatNoPatternMatchesIsRefusedAndMayBeAskedForAgain() {
        io.of(DYNAMIC);
        FakeClient client = fixture.client();
        client.sends("40/dynamic-x,");
        client.sends("40/dynamic-x,");
        assertEquals(List.of(refusal("/dynamic-x"), refusal("/dynamic-x")), client.received());
        client.connect("/dynamic-1");
    }

    @Test
    void patternIsSearchedInTheNameAsInTheReference() {
        io.of(Pattern.compile("room"));
        fixture.client().connect("/big-room-1");
    }

    @Test
    void parentsAreNumberedAndCannotBeJoined() {
        assertEquals("/_0", io.of(DYNAMIC).name());
        assertEquals("/_1", io.of((name, auth, next) -> next.refuse()).name());
        FakeClient client = fixture.client();
        client.sends("40/_0,");
        assertEquals(List.of(refusal("/_0")), client.received());
    }

    @Test
    void namespaceMadeByHandBecomesAChildOfTheFirstPatternThatMatches() {
        ParentNamespace function = io.of((name, auth, next) -> next.allow());
        ParentNamespace first = io.of(DYNAMIC);
        ParentNamespace second = io.of(Pattern.compile("dynamic"));
        List<Socket> sockets = fixture.sockets(first);
        Namespace child = io.of("dynamic-101");
        assertEquals(List.of(child), List.copyOf(first.children()));
        assertEquals(0, second.children().size() + function.children().size());
        fixture.connected("/dynamic-101");
        assertEquals(1, sockets.size());
    }

    // ---- Functions

    @Test
    void functionDecidesByNameAndAuth() {
        List<Object> asked = new ArrayList<>();
        io.of((name, auth, next) -> {
            asked.add(name);
            asked.add(auth);
            next.accept(null, "secret".equals(auth.get("token")));
        });
        FakeClient client = fixture.client();
        client.sends("40/vip,", "40/vip,{\"token\":\"secret\",\"n\":1}");
        List<String> answers = client.received();
        assertEquals(refusal("/vip"), answers.get(0));
        assertTrue(answers.get(1).startsWith("40/vip,{\"sid\""));
        assertEquals(List.of("/vip", Map.of(), "/vip", Map.of("token", "secret", "n", 1)), asked);
    }

    @Test
    void functionIsNotAskedWhileTheNamespaceExists() {
        List<String> asked = new ArrayList<>();
        io.of((name, auth, next) -> {
            asked.add(name);
            next.allow();
        });
        fixture.connected("/a");
        fixture.connected("/a");
        io.of("/b");
        fixture.connected("/b");
        assertEquals(List.of("/a"), asked);
    }

    @Test
    void parentsAreAskedInOrderUntilOneAllows() {
        List<String> asked = new ArrayList<>();
        io.of((name, auth, next) -> {
            asked.add("error");
            next.accept(new IllegalStateException("no"), true);
        });
        io.of((name, auth, next) -> {
            asked.add("throws");
            throw new IllegalStateException("broken matcher");
        });
        io.of((name, auth, next) -> {
            asked.add("refuses");
            next.refuse();
        });
        ParentNamespace allowing = io.of((name, auth, next) -> {
            asked.add("allows");
            next.allow();
            next.refuse();
        });
        io.of((name, auth, next) -> asked.add("never"));
        fixture.connected("/a");
        assertEquals(List.of("error", "throws", "refuses", "allows"), asked);
        assertEquals(1, allowing.children().size());
    }

    @Test
    void answerMayComeLaterAndCountsOnce() {
        List<Decision> waiting = new ArrayList<>();
        io.of((name, auth, next) -> waiting.add(next));
        io.of((name, auth, next) -> waiting.add(next));
        FakeClient client = fixture.client();
        client.sends("40/late,");
        assertEquals(List.of(), client.received());
        waiting.get(0).refuse();
        waiting.get(0).allow();
        assertEquals(List.of(), client.received());
        waiting.get(1).allow();
        waiting.get(1).refuse();
        assertTrue(FakeClient.only(client.received()).startsWith("40/late,{\"sid\""));
    }

    @Test
    void functionAndListenersRunOnTheExecutorAlsoAfterALateAnswer() {
        ManualExecutor executor = new ManualExecutor();
        CoreFixture slow = new CoreFixture(SocketIoOptions.defaults(), executor);
        List<Decision> waiting = new ArrayList<>();
        slow.server.of((name, auth, next) -> waiting.add(next));
        slow.server.of((name, auth, next) -> {
            made.add("asked " + name);
            next.allow();
        });
        slow.server.onNewNamespace(namespace -> made.add("new " + namespace.name()));
        FakeClient client = slow.client();
        client.sends("40/a,");
        assertEquals(0, waiting.size());
        executor.runAll();
        waiting.get(0).refuse();
        assertEquals(List.of(), made);
        executor.runAll();
        assertEquals(List.of("asked /a", "new /a"), made);
        assertTrue(FakeClient.only(client.received()).startsWith("40/a,"));
    }

    @Test
    void authThatTheCodecRefusesIsInvalid() {
        CoreFixture picky = new CoreFixture(SocketIoOptions.defaults(), Runnable::run, new RefusingCodec());
        picky.server.of((name, auth, next) -> next.allow());
        FakeClient client = picky.client();
        client.sends("40/a,{}");
        assertEquals(List.of("44/a,{\"message\":\"invalid payload\"}"), client.received());
        client.connect("/a");
    }

    // ---- While the parents are asked

    @Test
    void secondConnectWhileTheParentsAreAskedIsAViolation() {
        io.of((name, auth, next) -> {});
        FakeClient client = fixture.client();
        client.sends("40/slow,", "40/slow,");
        assertTrue(client.closed());
    }

    @Test
    void eventWhileTheParentsAreAskedIsAViolation() {
        io.of((name, auth, next) -> {});
        FakeClient client = fixture.client();
        client.sends("40/slow,", "42/slow,[\"early\"]");
        assertTrue(client.closed());
    }

    @Test
    void otherNamespacesOfTheClientGoOnWhileTheParentsAreAsked() {
        List<Decision> waiting = new ArrayList<>();
        io.of((name, auth, next) -> waiting.add(next));
        io.onConnection(socket -> socket.on("hi", event -> event.ack("hello")));
        FakeClient client = fixture.client();
        client.sends("40/slow,");
        client.connect("/");
        client.sends("420[\"hi\"]");
        assertEquals(List.of("430[\"hello\"]"), client.received());
        waiting.get(0).allow();
        assertTrue(FakeClient.only(client.received()).startsWith("40/slow,{\"sid\""));
        client.sends("42/slow,[\"hi\"]");
        assertFalse(client.closed());
    }

    @Test
    void functionThatNeverAnswersIsEndedByTheConnectTimeout() {
        CoreFixture impatient = new CoreFixture(
                SocketIoOptions.builder().connectTimeout(Duration.ofSeconds(2)).build());
        impatient.server.of((name, auth, next) -> {});
        FakeClient client = impatient.client();
        client.sends("40/slow,");
        impatient.scheduler.advanceMillis(2_000);
        assertTrue(client.closed());
    }

    /** Nobody measured the time of a client that left its last namespace while it was looked for another, which was then refused. */
    @Test
    void whoeverIsRefusedAfterLeavingTheLastNamespaceIsEndedByTheConnectTimeout() {
        CoreFixture impatient = new CoreFixture(
                SocketIoOptions.builder().connectTimeout(Duration.ofSeconds(2)).build());
        List<Decision> waiting = new ArrayList<>();
        impatient.server.of((name, auth, next) -> waiting.add(next));
        FakeClient client = impatient.connected();
        client.sends("40/slow,", "41");
        waiting.get(0).refuse();
        impatient.scheduler.advanceMillis(2_000);
        assertTrue(client.closed());
    }

    @Test
    void answerForAClientThatHasGoneMakesNothing() {
        List<Decision> waiting = new ArrayList<>();
        ParentNamespace parent = io.of((name, auth, next) -> waiting.add(next));
        io.onNewNamespace(namespace -> made.add(namespace.name()));
        FakeClient client = fixture.client();
        client.sends("40/gone,");
        client.exchange.closes();
        waiting.get(0).allow();
        assertEquals(List.of(), made);
        assertEquals(0, parent.children().size());
    }

    @Test
    void namespacesOfOneClientAreLimited() {
        CoreFixture strict = new CoreFixture(
                SocketIoOptions.builder().maxNamespacesPerClient(2).build());
        strict.server.of(DYNAMIC);
        FakeClient client = strict.client();
        client.connect("/dynamic-1");
        client.connect("/dynamic-2");
        client.sends("40/dynamic-3,");
        assertEquals(List.of("44/dynamic-3,{\"message\":\"Too many namespaces\"}"), client.received());
        client.sends("41/dynamic-1,");
        client.connect("/dynamic-3");
    }

    // ---- Two clients at once

    @Test
    void twoClientsThatAskAtOnceMakeOneChild() {
        List<Decision> waiting = new ArrayList<>();
        ParentNamespace parent = io.of((name, auth, next) -> waiting.add(next));
        List<Socket> sockets = fixture.sockets(parent);
        io.onNewNamespace(namespace -> made.add(namespace.name()));
        FakeClient one = fixture.client();
        FakeClient two = fixture.client();
        one.sends("40/a,");
        two.sends("40/a,");
        waiting.get(1).allow();
        waiting.get(0).allow();
        assertEquals(List.of("/a"), made);
        assertEquals(2, sockets.size());
        assertSame(sockets.get(0).namespace(), sockets.get(1).namespace());
        assertEquals(1, parent.children().size());
    }

    @Test
    void namespaceMadeByHandMeanwhileIsUsed() {
        List<Decision> waiting = new ArrayList<>();
        io.of((name, auth, next) -> waiting.add(next));
        FakeClient client = fixture.client();
        client.sends("40/a,");
        List<Socket> sockets = fixture.sockets(io.of("/a"));
        waiting.get(0).allow();
        assertEquals(1, sockets.size());
    }

    @Test
    void nobodyJoinsBeforeTheListenersOfNewNamespacesHaveRun() {
        // A listener that adds the middleware that guards the children must not be overtaken by a second client.
        ManualExecutor executor = new ManualExecutor();
        CoreFixture slow = new CoreFixture(SocketIoOptions.defaults(), executor);
        slow.server.of(DYNAMIC);
        FakeClient early = slow.client();
        FakeClient other = slow.client();
        slow.server.onNewNamespace(namespace -> {
            other.sends("40/dynamic-1,");
            executor.runAll();
            namespace.use((socket, next) -> next.fail(new IllegalStateException("guarded")));
        });
        early.sends("40/dynamic-1,");
        executor.runAll();
        List<String> refused = List.of("44/dynamic-1,{\"message\":\"guarded\"}");
        assertEquals(refused, early.received());
        assertEquals(refused, other.received());
    }

    @Test
    void failingListenerOfNewNamespacesHurtsNobody() {
        io.onNewNamespace(namespace -> {
            throw new IllegalStateException("broken listener");
        });
        io.onNewNamespace(namespace -> made.add(namespace.name()));
        io.of(DYNAMIC);
        fixture.connected("/dynamic-1");
        io.of("/static");
        assertEquals(List.of("/dynamic-1", "/static"), made);
    }

    // ---- What children get of their parent

    @Test
    void childrenCopyMiddlewareAndListenersWhenTheyAreMade() {
        List<String> calls = new ArrayList<>();
        ParentNamespace parent = io.of(DYNAMIC);
        parent.use((socket, next) -> {
            calls.add("middleware");
            next.proceed();
        });
        parent.on("connect", args -> calls.add("connect"));
        parent.onConnection(socket -> calls.add("connection"));
        fixture.connected("/dynamic-1");
        assertEquals(List.of("middleware", "connect", "connection"), calls);
        parent.onConnection(socket -> calls.add("later"));
        io.of("/dynamic-1").onConnection(socket -> calls.add("only here"));
        calls.clear();
        fixture.connected("/dynamic-1");
        assertEquals(List.of("middleware", "connect", "connection", "only here"), calls);
        calls.clear();
        fixture.connected("/dynamic-2");
        assertEquals(List.of("middleware", "connect", "connection", "later"), calls);
    }

    @Test
    void refusingMiddlewareOfTheParentRefuses() {
        io.of(DYNAMIC).use((socket, next) -> next.fail(new IllegalStateException("forbidden")));
        FakeClient client = fixture.client();
        client.sends("40/dynamic-1,");
        assertEquals(List.of("44/dynamic-1,{\"message\":\"forbidden\"}"), client.received());
    }

    @Test
    void eventsAndAcknowledgementsWorkInChildren() {
        io.of(DYNAMIC, socket -> socket.on("double", event -> event.ack(2 * event.arg(0, int.class))));
        FakeClient client = fixture.connected("/dynamic-1");
        client.sends("42/dynamic-1,7[\"double\",21]");
        assertEquals(List.of("43/dynamic-1,7[42]"), client.received());
    }

    @Test
    void closeEndsTheSocketsOfChildren() {
        List<String> reasons = new ArrayList<>();
        io.of(DYNAMIC, socket -> socket.onDisconnect(reason -> reasons.add(reason.text())));
        fixture.connected("/dynamic-1");
        assertTrue(io.close().toCompletableFuture().isDone());
        assertEquals(List.of("server shutting down"), reasons);
    }

    @Test
    void toStringsTellParentsFromNamespaces() {
        ParentNamespace parent = io.of(DYNAMIC);
        fixture.connected("/dynamic-1");
        assertEquals("ParentNamespace[/_0, 1 children]", parent.toString());
        assertThrows(UnsupportedOperationException.class, () -> parent.sockets().clear());
    }

    /** Writes, but reads nothing. */
    private static final class RefusingCodec implements PayloadCodec {

        private final PayloadCodec writing = new JsonbPayloadCodec();

        @Override
        public void write(Object value, StringBuilder out, BinarySink binary) {
            writing.write(value, out, binary);
        }

        @Override
        public Object read(String json, Type type, List<byte[]> attachments) {
            throw new PayloadException("not today", null);
        }
    }
}

package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import io.socketio.jakarta.AckTimeoutException;
import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.internal.cluster.InProcessBus;
import io.socketio.jakarta.options.SocketIoOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The official Java client on two to four servers, which a bus on a thread of its own joins. */
class ClusterOnTomcatTest {

    private static final int EVENTS = 2000;
    private static final long TIMEOUT_S = 20;

    private static ExecutorService carrier;
    private static InProcessBus bus;
    private static final List<InProcessBus.Server> LINKS = new ArrayList<>();

    private final List<EmbeddedTomcat> servers = new ArrayList<>();
    private final List<SocketIoServer> ios = new ArrayList<>();
    private final List<Socket> connected = new ArrayList<>();

    @BeforeAll
    static void startBus() {
        carrier = Executors.newSingleThreadExecutor();
    }

    @AfterAll
    static void stopBus() {
        carrier.shutdownNow();
    }

    @AfterEach
    void stop() throws Exception {
        bus.release();
        connected.forEach(Socket::close);
        for (EmbeddedTomcat server : servers) {
            server.close();
        }
        LINKS.clear();
    }

    private void start(int count) throws Exception {
        bus = new InProcessBus(carrier);
        for (int i = 0; i < count; i++) {
            InProcessBus.Server link = bus.server();
            LINKS.add(link);
            AtomicReference<SocketIoServer> io = new AtomicReference<>();
            servers.add(EmbeddedTomcat.with(context -> context.addServletContainerInitializer(
                    (found, servlets) -> {
                        servlets.setAttribute(Clusters.ATTRIBUTE, link);
                        io.set(SocketIo.register(servlets, SocketIoOptions.defaults()));
                    },
                    Set.of())));
            ios.add(io.get());
            prepare(io.get());
        }
        for (int i = 0; i < count; i++) {
            while (ask(io(i), "ping").size() < count - 1) {
                Thread.onSpinWait();
            }
        }
    }

    private static void prepare(SocketIoServer io) {
        io.onConnection(socket -> {
            socket.data()
                    .put("language", String.valueOf(socket.handshake().auth().get("language")));
            socket.on("join", event -> {
                socket.join(event.arg(0, String.class));
                event.ack();
            });
        });
        io.onServerEvent("ping", (namespace, args, ack) -> ack.send("pong"));
        io.onServerEvent("never", (namespace, args, ack) -> {});
    }

    private SocketIoServer io(int server) {
        return ios.get(server);
    }

    private static List<Object> ask(SocketIoServer io, String event, Object... args) throws Exception {
        return values(await(io.serverSideEmitWithAck(event, args)));
    }

    private static List<Object> values(List<Arguments> responses) {
        return responses.stream().map(each -> each.arg(0)).collect(Collectors.toList());
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(TIMEOUT_S, TimeUnit.SECONDS);
    }

    /** A client of each server. */
    private List<Socket> clients() throws Exception {
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < servers.size(); i++) {
            IO.Options options = IO.Options.builder()
                    .setForceNew(true)
                    .setReconnection(false)
                    .setAuth(Map.of("language", "l" + i))
                    .build();
            Socket client = IO.socket(servers.get(i).uri("/"), options);
            connected.add(client);
            CompletableFuture<Void> done = new CompletableFuture<>();
            client.on(Socket.EVENT_CONNECT, args -> done.complete(null));
            client.connect();
            done.get(TIMEOUT_S, TimeUnit.SECONDS);
            clients.add(client);
        }
        return clients;
    }

    private static String askClient(Socket client, String event, Object... args) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Ack ack = response -> answer.complete(response.length == 0 ? "nothing" : String.valueOf(response[0]));
        client.emit(event, args, ack);
        return answer.get(TIMEOUT_S, TimeUnit.SECONDS);
    }

    /** First arguments of the events of a name, for each client. */
    private static List<BlockingQueue<String>> events(List<Socket> clients, String event) {
        List<BlockingQueue<String>> all = new ArrayList<>();
        for (Socket client : clients) {
            BlockingQueue<String> queue = new LinkedBlockingQueue<>();
            client.on(event, args -> queue.add(String.valueOf(args[0])));
            all.add(queue);
        }
        return all;
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        return queue.poll(TIMEOUT_S, TimeUnit.SECONDS);
    }

    private static <T> List<T> next(BlockingQueue<T> queue, int count) throws InterruptedException {
        List<T> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(next(queue));
        }
        return all;
    }

    private RemoteSocket elsewhere(Socket client) throws Exception {
        return await(io(0).to(client.id()).fetchSockets()).get(0);
    }

    // ---- Clients

    @Test
    void eventsReachTheSelectedClientsOfFourServers() throws Exception {
        start(4);
        List<Socket> clients = clients();
        List<BlockingQueue<String>> heard = events(clients, "x");
        askClient(clients.get(1), "join", "room");
        askClient(clients.get(3), "join", "room");
        io(0).to("room").emit("x", "to the room");
        io(2).except("room").emit("x", "to the others");
        io(3).emit("x", "to all");
        for (int i = 0; i < clients.size(); i++) {
            String first = i % 2 == 1 ? "to the room" : "to the others";
            assertEquals(Set.of(first, "to all"), Set.copyOf(next(heard.get(i), 2)), "client " + i);
        }
    }

    @Test
    void binaryIsTheSameForClientsOfAllServers() throws Exception {
        start(2);
        List<BlockingQueue<byte[]>> heard = new ArrayList<>();
        for (Socket client : clients()) {
            BlockingQueue<byte[]> queue = new java.util.concurrent.LinkedBlockingQueue<>();
            client.on("bytes", args -> queue.add((byte[]) args[0]));
            heard.add(queue);
        }
        io(0).emit("bytes", new byte[] {0, -1, 2});
        for (BlockingQueue<byte[]> each : heard) {
            assertArrayEquals(new byte[] {0, -1, 2}, next(each));
        }
    }

    @Test
    void manyEventsArriveElsewhereOnceAndInOrder() throws Exception {
        start(2);
        BlockingQueue<String> heard = events(clients(), "n").get(1);
        for (int i = 0; i < EVENTS; i++) {
            io(0).emit("n", i);
        }
        assertEquals(IntStream.range(0, EVENTS).mapToObj(String::valueOf).toList(), next(heard, EVENTS));
        assertNull(heard.poll());
    }

    @Test
    void clientsOfAllServersAcknowledge() throws Exception {
        start(3);
        List<Socket> clients = clients();
        for (int i = 0; i < 3; i++) {
            int number = i;
            clients.get(i).on("ask", args -> ((Ack) args[args.length - 1]).call(number, "not counted"));
        }
        assertEquals(Set.of(0, 1, 2), Set.copyOf(values(await(io(1).emitWithAck("ask")))));
    }

    @Test
    void clientThatNeverAnswersIsATimeoutWithTheAnswersOfTheOthers() throws Exception {
        start(2);
        List<Socket> clients = clients();
        clients.get(0).on("ask", args -> ((Ack) args[args.length - 1]).call("here"));
        ExecutionException error = assertThrows(
                ExecutionException.class,
                () -> await(io(0).timeout(Duration.ofSeconds(3)).emitWithAck("ask")));
        AckTimeoutException timeout = assertInstanceOf(AckTimeoutException.class, error.getCause());
        assertEquals("operation has timed out", timeout.getMessage());
        assertEquals(List.of("here"), values(timeout.responses()));
    }

    @Test
    void socketOfAnotherServerIsFetchedAndUsed() throws Exception {
        start(2);
        Socket client = clients().get(1);
        BlockingQueue<String> heard = events(List.of(client), "x").get(0);
        client.on("ask", args -> ((Ack) args[args.length - 1]).call("yes"));
        CompletableFuture<String> end = new CompletableFuture<>();
        client.on(Socket.EVENT_DISCONNECT, args -> end.complete(String.valueOf(args[0])));
        assertEquals(2, await(io(0).fetchSockets()).size());

        RemoteSocket there = elsewhere(client);
        assertEquals("l1", there.handshake().auth().get("language"));
        assertEquals("127.0.0.1", there.handshake().address());
        assertTrue(
                there.handshake().url().startsWith("/socket.io/?"),
                there.handshake().url());
        assertEquals("l1", there.data("language", String.class));
        there.emit("x", "found");
        assertEquals("found", next(heard));
        assertEquals("yes", await(there.emitWithAck("ask")).arg(0));
        there.join("a", "b");
        there.leave("b");
        io(0).to("b").emit("x", "to b");
        io(0).to("a").emit("x", "to a");
        assertEquals("to a", next(heard));
        assertTrue(elsewhere(client).rooms().contains("a"));
        there.disconnect();
        assertEquals("io server disconnect", end.get(TIMEOUT_S, TimeUnit.SECONDS));
    }

    @Test
    void clientsOfAllServersJoinLeaveAndAreDisconnected() throws Exception {
        start(3);
        List<Socket> clients = clients();
        List<BlockingQueue<String>> heard = events(clients, "x");
        List<CompletableFuture<Object>> ends = new ArrayList<>();
        for (Socket client : clients) {
            CompletableFuture<Object> end = new CompletableFuture<>();
            client.on(Socket.EVENT_DISCONNECT, args -> end.complete(args[0]));
            ends.add(end);
        }
        io(0).socketsJoin("a");
        io(0).to("a").emit("x", "joined");
        io(0).except(clients.get(2).id()).socketsLeave("a");
        io(0).to("a").emit("x", "still in");
        io(0).disconnectSockets(true);
        for (int i = 0; i < 3; i++) {
            assertEquals("joined", next(heard.get(i)));
            ends.get(i).get(TIMEOUT_S, TimeUnit.SECONDS);
        }
        assertEquals("still in", next(heard.get(2)));
        assertNull(heard.get(0).poll());
        assertNull(heard.get(1).poll());
    }

    // ---- Servers

    @Test
    void handlerThatNeverAnswersIsATimeoutInTheWordsOfTheReferenceServer() throws Exception {
        start(2);
        ExecutionException error = assertThrows(ExecutionException.class, () -> ask(io(0), "never"));
        assertEquals("timeout reached: missing 1 responses", error.getCause().getMessage());
    }

    @Test
    void serverThatDiesInTheMiddleOfARequestIsATimeoutAndTheOthersGoOn() throws Exception {
        start(3);
        List<Socket> clients = clients();
        BlockingQueue<String> heard = events(clients, "x").get(1);
        LINKS.get(2).die();
        CompletionStage<List<RemoteSocket>> fetch = io(0).fetchSockets();
        io(0).emit("x", "all the same");
        assertEquals("all the same", next(heard));
        ExecutionException error = assertThrows(ExecutionException.class, () -> await(fetch));
        assertInstanceOf(TimeoutException.class, error.getCause());
        assertEquals("timeout reached: missing 1 responses", error.getCause().getMessage());
    }

    @Test
    void serverThatStopsInTheMiddleOfARequestIsNotWaitedFor() throws Exception {
        start(3);
        CompletionStage<List<Arguments>> ping = io(0).serverSideEmitWithAck("never");
        servers.remove(2).close();
        servers.remove(1).close();
        assertEquals(List.of(), await(ping));
        assertEquals(0, ask(io(0), "ping").size());
    }

    @Test
    void slowBusDelaysNoClientOfTheServerThatEmits() throws Exception {
        start(2);
        List<BlockingQueue<String>> heard = events(clients(), "x");
        bus.hold();
        io(0).emit("x", "first");
        io(0).emit("x", "second");
        assertEquals(List.of("first", "second"), next(heard.get(0), 2));
        assertNull(heard.get(1).poll());
        bus.release();
        assertEquals(List.of("first", "second"), next(heard.get(1), 2));
    }

    /** A handler waited for other servers with a thread of the executor, and all of them were waiting. */
    @Test
    void handlersMayWaitForOtherServers() throws Exception {
        start(2);
        Consumer<io.socketio.jakarta.Socket> waiting = socket -> socket.on("count", event -> {
            SocketIoServer io = socket.namespace().server();
            event.ack(io.serverSideEmitWithAck("ping")
                            .toCompletableFuture()
                            .join()
                            .size()
                    + io.fetchSockets().toCompletableFuture().join().size());
        });
        io(0).onConnection(waiting);
        io(1).onConnection(waiting);
        List<Socket> clients = clients();
        assertEquals("3", askClient(clients.get(0), "count"));
        assertEquals("3", askClient(clients.get(1), "count"));
    }

    @Test
    void objectsArriveAsTheirJson() throws Exception {
        start(2);
        BlockingQueue<Object> heard = new java.util.concurrent.LinkedBlockingQueue<>();
        clients().get(1).on("x", args -> heard.add(args[0]));
        io(0).emit("x", new Item("nail", 3));
        JSONObject item = (JSONObject) next(heard);
        assertEquals("nail", item.getString("name"));
        assertEquals(3, item.getInt("count"));
    }

    public record Item(String name, int count) {}
}

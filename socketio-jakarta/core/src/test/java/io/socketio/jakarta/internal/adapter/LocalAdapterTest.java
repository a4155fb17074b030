package io.socketio.jakarta.internal.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.RemoteSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class LocalAdapterTest {

    private static final List<String> ROOMS = List.of("a", "b", "c", "d");

    private final FakeHost host = new FakeHost();
    private final LocalAdapter adapter = new LocalAdapter(host);

    private FakeSocket connected(String id) {
        FakeSocket socket = new FakeSocket(id);
        adapter.register(socket);
        adapter.addAll(id, List.of(id));
        return socket;
    }

    private static BroadcastOptions options(Set<String> rooms, Set<String> except) {
        return new BroadcastOptions(rooms, except, false, true, false, Duration.ofSeconds(1), false, false);
    }

    private Set<String> reached(Set<String> rooms, Set<String> except) {
        host.reached.clear();
        adapter.broadcast(new BroadcastEvent("x", List.of()), options(rooms, except));
        assertEquals(new HashSet<>(host.reached).size(), host.reached.size(), "somebody was reached twice");
        return new HashSet<>(host.reached);
    }

    @Test
    void idsAreUnique() {
        connected("1");
        assertThrows(IllegalStateException.class, () -> adapter.register(new FakeSocket("1")));
    }

    @Test
    void nothingIsJoinedOnceTheLastRoomsAreTold() throws Exception {
        FakeSocket socket = connected("1");
        ExecutorService other = Executors.newSingleThreadExecutor();
        socket.whenLeaving = () -> {
            Future<?> late = other.submit(() -> adapter.addAll("1", List.of("late")));
            assertThrows(TimeoutException.class, () -> late.get(50, TimeUnit.MILLISECONDS));
        };
        adapter.delAll("1");
        other.submit(() -> {}).get(5, TimeUnit.SECONDS);
        other.shutdown();
        assertEquals(Set.of("1"), socket.lastRooms);
        assertEquals(Set.of(), reached(Set.of("late"), Set.of()));
    }

    /** A room that had gone stayed for ever in the books of whoever followed the rooms by their events. */
    @Test
    void changesAreToldInTheirOrderAlthoughTheThreadOfTheFirstIsSlow() throws Exception {
        List<RoomChange.Kind> told = new ArrayList<>();
        adapter.onRoom(change -> told.add(change.kind()));
        adapter.register(new FakeSocket("1"));
        ExecutorService other = Executors.newSingleThreadExecutor();
        host.beforeTelling = () -> {
            host.beforeTelling = () -> {};
            other.submit(() -> adapter.delAll("1")).get(5, TimeUnit.SECONDS);
        };
        adapter.addAll("1", List.of("a"));
        other.shutdown();
        assertEquals(
                List.of(RoomChange.Kind.CREATE, RoomChange.Kind.JOIN, RoomChange.Kind.LEAVE, RoomChange.Kind.DELETE),
                told);
    }

    @Test
    void unknownSocketJoinsNothing() {
        adapter.addAll("ghost", List.of("a"));
        adapter.del("ghost", "a");
        adapter.delAll("ghost");
        assertEquals(Set.of(), reached(Set.of("a"), Set.of()));
    }

    @Test
    void registeredSocketWithoutRoomsIsPartOfTheNamespace() {
        adapter.register(new FakeSocket("1"));
        assertEquals(Set.of("1"), reached(Set.of(), Set.of()));
        assertEquals(Set.of(), reached(Set.of("1"), Set.of()));
    }

    @Test
    void unreachableSocketsAreNotFetchedNorChanged() {
        FakeSocket socket = connected("1");
        socket.reachable = false;
        adapter.addSockets(options(Set.of(), Set.of()), List.of("a"));
        adapter.disconnectSockets(options(Set.of(), Set.of()), false);
        assertEquals(Set.of("1"), adapter.socketRooms("1"));
        assertEquals(0, socket.disconnects);
        List<RemoteSocket> fetched = adapter.fetchSockets(options(Set.of(), Set.of()))
                .toCompletableFuture()
                .getNow(null);
        assertEquals(List.of(), fetched);
    }

    @Test
    void largeRoomIsFlushedInChunks() {
        for (int i = 0; i < 200; i++) {
            connected("s" + i);
        }
        assertEquals(200, reached(Set.of(), Set.of()).size());
        assertEquals(3, host.tasks);
        assertEquals(
                200, host.sockets.stream().mapToInt(socket -> socket.flushes).sum());
    }

    @Test
    void behavesLikeItsNaiveTwin() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        NaiveRooms twin = new NaiveRooms();
        RecordingRoomListener events = new RecordingRoomListener();
        adapter.onRoom(events);
        int ids = 0;
        List<String> live = new ArrayList<>();
        Map<String, FakeSocket> sockets = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            String at = "seed " + seed + ", step " + step;
            int action = random.nextInt(10);
            if (action == 0 && live.size() < 20) {
                String id = "s" + ids++;
                live.add(id);
                twin.register(id);
                twin.join(id, id);
                sockets.put(id, connected(id));
            } else if (action == 1 && !live.isEmpty()) {
                String id = live.remove(random.nextInt(live.size()));
                adapter.delAll(id);
                assertEquals(twin.remove(id), sockets.get(id).lastRooms, at);
            } else if (action < 5 && !live.isEmpty()) {
                String id = live.get(random.nextInt(live.size()));
                String room = anyRoom(random, live);
                twin.join(id, room);
                adapter.addAll(id, List.of(room));
            } else if (action < 7 && !live.isEmpty()) {
                String id = live.get(random.nextInt(live.size()));
                String room = anyRoom(random, live);
                twin.leave(id, room);
                adapter.del(id, room);
            } else if (action == 7) {
                Set<String> rooms = anyRooms(random, live);
                Set<String> except = anyRooms(random, live);
                List<String> joined = List.of(anyRoom(random, live));
                boolean join = random.nextBoolean();
                for (String id : twin.select(rooms, except)) {
                    if (join) {
                        twin.join(id, joined.get(0));
                    } else {
                        twin.leave(id, joined.get(0));
                    }
                }
                if (join) {
                    adapter.addSockets(options(rooms, except), joined);
                } else {
                    adapter.delSockets(options(rooms, except), joined);
                }
            } else {
                Set<String> rooms = anyRooms(random, live);
                Set<String> except = anyRooms(random, live);
                assertEquals(twin.select(rooms, except), reached(rooms, except), at);
            }
            for (String id : live) {
                assertEquals(twin.rooms(id), new HashSet<>(adapter.socketRooms(id)), at);
            }
            assertEquals(twin.occupied(), events.occupied, at);
        }
    }

    private static String anyRoom(Random random, List<String> live) {
        return live.isEmpty() || random.nextInt(3) > 0
                ? ROOMS.get(random.nextInt(ROOMS.size()))
                : live.get(random.nextInt(live.size()));
    }

    private static Set<String> anyRooms(Random random, List<String> live) {
        Set<String> rooms = new HashSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            rooms.add(anyRoom(random, live));
        }
        return rooms;
    }

    /** Sockets come, move and go while others broadcast: whoever stays is reached by every broadcast exactly once. */
    @Test
    void stress() throws Exception {
        long seed = System.nanoTime();
        CountingHost counting = new CountingHost();
        LocalAdapter shared = new LocalAdapter(counting);
        FakeSocket stays = new FakeSocket("stays");
        shared.register(stays);
        shared.addAll("stays", List.of("stays", "room"));
        ExecutorService pool = Executors.newFixedThreadPool(4);
        CyclicBarrier start = new CyclicBarrier(4);
        List<Future<?>> ends = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            int thread = t;
            Random random = new Random(seed + t);
            ends.add(pool.submit(() -> {
                start.await();
                for (int i = 0; i < 5_000; i++) {
                    String id = "t" + thread + "-" + i;
                    shared.register(new FakeSocket(id));
                    shared.addAll(id, List.of(id, "room"));
                    if (random.nextBoolean()) {
                        shared.del(id, "room");
                    }
                    shared.addSockets(options(Set.of(id), Set.of()), List.of("other"));
                    assertTrue(shared.socketRooms(id).contains("other"), "seed " + seed);
                    shared.delAll(id);
                }
                return null;
            }));
        }
        ends.add(pool.submit(() -> {
            start.await();
            for (int i = 0; i < 5_000; i++) {
                shared.broadcast(new BroadcastEvent("x", List.of()), options(Set.of("room", "stays"), Set.of("other")));
            }
            return null;
        }));
        for (Future<?> end : ends) {
            end.get(60, TimeUnit.SECONDS);
        }
        pool.shutdown();
        assertEquals(5_000, stays.enqueued.get(), "seed " + seed);
        shared.delAll("stays");
        assertEquals(Set.of("stays", "room"), stays.lastRooms, "seed " + seed);
        RecordingRoomListener events = new RecordingRoomListener();
        shared.onRoom(events);
        shared.register(stays);
        shared.addAll("stays", List.of("room", "other"));
        assertEquals(Set.of("room", "other"), events.occupied, "a room was left behind, seed " + seed);
    }
}

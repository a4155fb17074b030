package io.socketio.jakarta.cluster.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What npm {@code @socket.io/redis-emitter} 5.1.0 has published, byte for byte. */
class EmitterTest {

    private final MemoryRedis redis = new MemoryRedis();
    private final SocketIoEmitter emitter = new SocketIoEmitter(redis, ClusterOptions.classic("redis://localhost"));

    @Test
    void publishesWhatTheEmitterOfTheReferencePublishes() {
        emitter.to("r1").except("r2").asVolatile().emit("hello", 1);
        emitter.in("r1").socketsJoin("r3");
        emitter.in("r1").socketsLeave("r3");
        emitter.in("r1").disconnectSockets(true);
        emitter.serverSideEmit("ping", 1);
        assertEquals(
                List.of(
                        "socket.io#/#r1# 93a7656d697474657283a47479706502a46461746192a568656c6c6f01a36e7370a12f83a5726f6f6d7391a27231a5666c61677381a8766f6c6174696c65c3a665786365707491a27232",
                        "socket.io-request#/# {\"type\":2,\"opts\":{\"rooms\":[\"r1\"],\"except\":[]},\"rooms\":[\"r3\"]}",
                        "socket.io-request#/# {\"type\":3,\"opts\":{\"rooms\":[\"r1\"],\"except\":[]},\"rooms\":[\"r3\"]}",
                        "socket.io-request#/# {\"type\":4,\"opts\":{\"rooms\":[\"r1\"],\"except\":[]},\"close\":true}",
                        "socket.io-request#/# {\"uid\":\"emitter\",\"type\":6,\"data\":[\"ping\",1]}"),
                redis.sent());
    }

    @Test
    void namespacesAndSeveralRoomsHaveTheChannelOfAll() {
        emitter.of("chat").to("a").to("b", "c").emit("x");
        assertEquals("socket.io#/chat#", redis.sent().get(0).split(" ")[0]);
    }

    @Test
    void reservedNamesAreRefused() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> emitter.emit("disconnect"));
        assertEquals("\"disconnect\" is a reserved event name", refused.getMessage());
    }

    /** The reference has no such emitter; the servers take its messages for those of a server. */
    @Test
    void shardedAdapterHearsItOnItsOwnChannels() {
        SocketIoEmitter sharded = new SocketIoEmitter(redis, ClusterOptions.sharded("redis://localhost"));
        sharded.to("r1").socketsJoin("r2");
        assertEquals(
                List.of(
                        "socket.io#/# {\"type\":4,\"data\":{\"opts\":{\"rooms\":[\"r1\"],\"except\":[],\"flags\":{}},\"rooms\":[\"r2\"]},\"uid\":\"emitter\",\"nsp\":\"/\"}"),
                redis.sent());
    }

    /** What npm {@code @socket.io/redis-streams-emitter} 0.1.1 has published. */
    @Test
    void streamsAdapterGetsEntries() {
        SocketIoEmitter streams = new SocketIoEmitter(redis, ClusterOptions.streams("redis://localhost"));
        streams.to("r1").except("r2").asVolatile().emit("hello", 1);
        streams.serverSideEmit("ping", 1);
        streams.of("chat").in("r1").socketsJoin("r3");
        streams.emit("bin", new byte[] {1, 2, 3});
        assertEquals(
                List.of(
                        "socket.io 10000 uid emitter nsp / type 3 data {\"packet\":{\"type\":2,\"data\":[\"hello\",1],\"nsp\":\"/\"},\"opts\":{\"rooms\":[\"r1\"],\"flags\":{\"volatile\":true},\"except\":[\"r2\"]}}",
                        "socket.io 10000 uid emitter nsp / type 9 data {\"packet\":[\"ping\",1]}",
                        "socket.io 10000 uid emitter nsp /chat type 4 data {\"opts\":{\"rooms\":[\"r1\"],\"except\":[],\"flags\":{}},\"rooms\":[\"r3\"]}",
                        "socket.io 10000 uid emitter nsp / type 3 data gqZwYWNrZXSDpHR5cGUCpGRhdGGSo2JpbsQDAQIDo25zcKEvpG9wdHODpXJvb21zkKVmbGFnc4CmZXhjZXB0kA=="),
                redis.streams.takeAdded());
        assertEquals(List.of(), redis.sent());
    }
}

package io.socketio.jakarta.cluster.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What npm {@code @socket.io/postgres-emitter} 0.1.1 has published, byte for byte, and the namespace behind it. */
class EmitterTest {

    private final MemoryPostgres postgres = new MemoryPostgres();
    private final SocketIoEmitter emitter = new SocketIoEmitter(postgres, PostgresOptions.of("postgresql://localhost"));

    @Test
    void publishesWhatTheEmitterOfTheReferencePublishesAndTheNamespace() {
        emitter.to("r1").emit("fromEmitter", 1);
        emitter.in("r1").except("r2").socketsJoin("r3");
        emitter.in("r1").socketsLeave("r3");
        emitter.in("r1").disconnectSockets(true);
        emitter.serverSideEmit("ping", 1);
        assertEquals(
                List.of(
                        "socket.io#/ {\"type\":3,\"data\":{\"packet\":{\"type\":2,\"data\":[\"fromEmitter\",1],\"nsp\":\"/\"},\"opts\":{\"rooms\":[\"r1\"],\"flags\":{},\"except\":[]}},\"uid\":\"emitter\",\"nsp\":\"/\"}",
                        "socket.io#/ {\"type\":4,\"data\":{\"opts\":{\"rooms\":[\"r1\"],\"except\":[\"r2\"]},\"rooms\":[\"r3\"]},\"uid\":\"emitter\",\"nsp\":\"/\"}",
                        "socket.io#/ {\"type\":5,\"data\":{\"opts\":{\"rooms\":[\"r1\"],\"except\":[]},\"rooms\":[\"r3\"]},\"uid\":\"emitter\",\"nsp\":\"/\"}",
                        "socket.io#/ {\"type\":6,\"data\":{\"opts\":{\"rooms\":[\"r1\"],\"except\":[]},\"close\":true},\"uid\":\"emitter\",\"nsp\":\"/\"}",
                        "socket.io#/ {\"type\":9,\"data\":{\"packet\":[\"ping\",1]},\"uid\":\"emitter\",\"nsp\":\"/\"}"),
                postgres.sent());
    }

    @Test
    void binaryAndLongArgumentsAreAttachments() {
        emitter.of("chat").asVolatile().emit("bin", new byte[] {1, 2, 3});
        assertEquals(
                List.of(
                        "row 84a47479706503a46461746182a67061636b657483a47479706502a46461746192a362696ec403010203a36e7370a52f63686174a46f70747383a5726f6f6d7390a5666c61677381a8766f6c6174696c65c3a665786365707490a3756964a7656d6974746572a36e7370a52f63686174",
                        "socket.io#/chat {\"uid\":\"emitter\",\"type\":3,\"attachmentId\":\"1\"}"),
                postgres.sent());
        emitter.emit("long", "x".repeat(8000));
        assertEquals(
                "socket.io#/ {\"uid\":\"emitter\",\"type\":3,\"attachmentId\":\"2\"}",
                postgres.sent().get(1));
    }

    @Test
    void reservedNamesAndNamespacesWithoutAChannelAreRefused() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> emitter.emit("disconnect"));
        assertEquals("\"disconnect\" is a reserved event name", refused.getMessage());
        assertThrows(
                IllegalArgumentException.class, () -> emitter.of("n".repeat(60)).emit("x"));
    }
}

package io.socketio.jakarta.faults.app;

import io.socketio.jakarta.Event;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.RoomListener;
import io.socketio.jakarta.SocketIoServer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** Namespaces whose listeners do what an application should not, when a client asks for it. */
final class HostileNamespaces {

    private static final int HISTORY_EVENTS = 300;
    private static final int HISTORY_CHARACTERS = 2000;
    private static final int CHUNKS = 16;

    private HostileNamespaces() {}

    static void add(SocketIoServer io) {
        io.of("/block").onConnection(socket -> socket.on("block", HostileNamespaces::block));
        io.of(Pattern.compile("^/dynamic-"), socket -> socket.on("block", HostileNamespaces::block));
        io.of("/slow").onConnection(socket -> socket.onAny(event -> pause(200)));
        io.of("/history").onConnection(socket -> {
            String text = "h".repeat(HISTORY_CHARACTERS);
            for (int i = 0; i < HISTORY_EVENTS; i++) {
                socket.emit("number", i, text);
            }
        });
        io.of("/download").onConnection(socket -> {
            socket.join("readers");
            socket.on("download", event -> download(io, event.arg(0, int.class), event.arg(1, int.class)));
        });
        io.of("/money").onConnection(socket -> {
            socket.on("price", BigDecimal.class, (price, event) -> event.ack(price.precision()));
            socket.on("echo", event -> event.ack(event.arg(0)));
        });
        io.of("/memory").onConnection(socket -> socket.on("fill", event -> event.ack(filledHeap())));
        slowRooms(io);
    }

    /** One packet is encoded once and shared by all who read it. */
    private static void download(SocketIoServer io, int events, int characters) {
        String text = "d".repeat(characters);
        for (int i = 0; i < events; i++) {
            io.of("/download").to("readers").emit("data", i, text);
        }
    }

    private static void block(Event event) {
        pause(event.arg(0, int.class));
        event.ack("done");
    }

    private static void slowRooms(SocketIoServer io) {
        io.of("/rooms").onConnection(socket -> socket.on("join", event -> socket.join("slow-" + socket.id())));
        io.of("/rooms").onRoom(new RoomListener() {
            @Override
            public void onJoinRoom(Namespace namespace, String room, String socketId) {
                if (room.startsWith("slow-")) {
                    pause(2000);
                }
            }
        });
    }

    /** Allocates until there is no memory left. The chunks are large, so that the error hits this listener and little else. */
    private static int filledHeap() {
        int chunk = (int) Math.min(Integer.MAX_VALUE / 2, Runtime.getRuntime().maxMemory() / CHUNKS);
        List<byte[]> chunks = new ArrayList<>();
        while (chunks.size() < 10 * CHUNKS) {
            chunks.add(new byte[chunk]);
        }
        return chunks.size();
    }

    private static void pause(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long rest = end - System.nanoTime(); rest > 0; rest = end - System.nanoTime()) {
            LockSupport.parkNanos(rest);
            if (Thread.interrupted()) {
                return;
            }
        }
    }
}

package io.socketio.jakarta.conformance.app;

import io.socketio.jakarta.Event;
import io.socketio.jakarta.Socket;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Many messages: numbered ones, whose order is checked on both sides, and large ones. Its fields are touched by the socket's listeners only. */
final class Volume {

    private static final int PAUSE_MS = 5;

    private final Socket socket;
    private final ScheduledExecutorService timer;
    private int expected;
    private int wrong;

    Volume(Socket socket, ScheduledExecutorService timer) {
        this.socket = socket;
        this.timer = timer;
    }

    void start() {
        socket.on("number", event -> onNumber(whole(event, 0)));
        socket.on("numbers-seen", event -> event.ack(expected, wrong));
        socket.on("numbers-wanted", event -> {
            for (int i = 0; i < whole(event, 0); i++) {
                socket.emit("number", i);
            }
            event.ack();
        });
        socket.on("numbers-slowly", event -> slowly(event, 0, whole(event, 0), whole(event, 1)));
        socket.on("flood", event -> flood(whole(event, 0), "x".repeat(whole(event, 1))));
    }

    private void onNumber(int number) {
        if (number != expected) {
            wrong++;
        }
        expected = number + 1;
    }

    private void slowly(Event event, int first, int count, int perTick) {
        int end = Math.min(count, first + perTick);
        for (int i = first; i < end; i++) {
            socket.emit("number", i);
        }
        if (end < count) {
            timer.schedule(() -> slowly(event, end, count, perTick), PAUSE_MS, TimeUnit.MILLISECONDS);
        } else {
            event.ack();
        }
    }

    private void flood(int count, String text) {
        for (int i = 0; i < count && socket.isConnected(); i++) {
            socket.emit("flood", text);
        }
    }

    private static int whole(Event event, int index) {
        Integer number = event.arg(index, Integer.class);
        return number == null ? 0 : number;
    }
}

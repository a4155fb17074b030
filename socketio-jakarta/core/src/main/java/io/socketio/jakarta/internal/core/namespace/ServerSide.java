package io.socketio.jakarta.internal.core.namespace;

import io.socketio.jakarta.Ack;
import io.socketio.jakarta.AckError;
import io.socketio.jakarta.internal.core.socket.Outgoing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What events between servers need on both sides. */
final class ServerSide {

    private ServerSide() {}

    /** Checks the name of an event and copies its arguments. @throws IllegalArgumentException if the name is reserved */
    static List<@Nullable Object> arguments(String event, @Nullable Object @Nullable [] args) {
        NamespaceListeners.checkServerSideName(event);
        return new ArrayList<>(Arrays.asList(Outgoing.arguments(args)));
    }

    /** An acknowledgement that is sent once. */
    static final class FirstAck implements Ack {

        private final boolean wanted;
        /** Holds null once it has been sent. */
        private final AtomicReference<@Nullable Consumer<@Nullable Object>> ack;

        /** @param ack null if none is wanted */
        FirstAck(@Nullable Consumer<@Nullable Object> ack) {
            this.wanted = ack != null;
            this.ack = new AtomicReference<>(ack);
        }

        @Override
        public boolean isWanted() {
            return wanted;
        }

        @Override
        public void send(@Nullable Object... args) {
            Consumer<@Nullable Object> sending = ack.getAndSet(null);
            if (sending != null) {
                @Nullable Object[] values = Outgoing.arguments(args);
                sending.accept(values.length == 0 ? null : payload(values[0]));
            }
        }

        private static @Nullable Object payload(@Nullable Object value) {
            return value instanceof AckError error ? error.toPayload() : value;
        }
    }
}

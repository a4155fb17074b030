package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.engine.ConnectionListener;
import io.socketio.jakarta.engine.EnginePacket;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** The application's listeners for the packets and the transport of one connection; most connections have none. Immutable. */
public final class ConnectionListeners {

    static final ConnectionListeners NONE = new ConnectionListeners();
    private static final EnginePacket.Type[] TYPES = EnginePacket.Type.values();

    private final Entry[] entries;

    /** A listener, and who is told of its failures. */
    private record Entry(ConnectionListener listener, SessionConnection connection) {

        void tell(Consumer<ConnectionListener> call) {
            try {
                call.accept(listener);
            } catch (Error e) {
                connection.onError("a connection listener", "", e);
            } catch (Throwable e) {
                connection.engine().operatorLog().userCodeFailed("connection listener", "/", e);
            }
        }
    }

    private ConnectionListeners(Entry... entries) {
        this.entries = entries;
    }

    /** Returns these and one more, of the same connection. */
    ConnectionListeners with(ConnectionListener listener, SessionConnection connection) {
        Entry[] all = Arrays.copyOf(entries, entries.length + 1);
        all[entries.length] = new Entry(listener, connection);
        return new ConnectionListeners(all);
    }

    boolean isEmpty() {
        return entries.length == 0;
    }

    /** @param data a {@code String} or a {@code byte[]} */
    public void onMessage(Object data) {
        if (!isEmpty()) {
            EnginePacket packet = new EnginePacket(EnginePacket.Type.MESSAGE, data);
            tell(listener -> listener.onPacket(packet));
        }
    }

    public void onControlPacket(char type, boolean received) {
        if (isEmpty()) {
            return;
        }
        EnginePacket packet = new EnginePacket(TYPES[type - '0'], null);
        if (!received) {
            tell(listener -> listener.onPacketCreate(packet));
            return;
        }
        tell(listener -> listener.onPacket(packet));
        boolean clientPings = entries[0].connection.session().revision().clientPings();
        if (packet.type() == (clientPings ? EnginePacket.Type.PING : EnginePacket.Type.PONG)) {
            tell(ConnectionListener::onHeartbeat);
        }
    }

    public void onPacketCreate(List<OutboundPacket> packets) {
        if (isEmpty()) {
            return;
        }
        for (OutboundPacket each : packets) {
            EnginePacket packet = packet(each);
            tell(listener -> listener.onPacketCreate(packet));
        }
    }

    private static EnginePacket packet(OutboundPacket packet) {
        String text = packet.text();
        if (text == null) {
            return new EnginePacket(EnginePacket.Type.MESSAGE, packet.binary());
        }
        return new EnginePacket(TYPES[text.charAt(0) - '0'], text.length() == 1 ? null : text.substring(1));
    }

    public void onDrain() {
        tell(ConnectionListener::onDrain);
    }

    public void onUpgrading() {
        tell(ConnectionListener::onUpgrading);
    }

    public void onUpgrade() {
        tell(ConnectionListener::onUpgrade);
    }

    public void onClose(String reason) {
        tell(listener -> listener.onClose(reason));
    }

    private void tell(Consumer<ConnectionListener> call) {
        for (Entry entry : entries) {
            entry.tell(call);
        }
    }
}

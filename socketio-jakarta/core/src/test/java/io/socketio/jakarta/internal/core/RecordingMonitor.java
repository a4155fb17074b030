package io.socketio.jakarta.internal.core;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Client;
import io.socketio.jakarta.DisconnectReason;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.internal.core.monitor.ServerMonitor;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import java.util.ArrayList;
import java.util.List;

/** Notes what a server does, in the words that the Admin UI uses. */
final class RecordingMonitor implements ServerMonitor {

    final List<String> told = new ArrayList<>();

    /** What was told since the last call. */
    List<String> news() {
        List<String> news = List.copyOf(told);
        told.clear();
        return news;
    }

    @Override
    public void onConnectionOpened(Client client) {
        told.add("rawConnection " + client.transport());
    }

    @Override
    public void onConnectionUpgraded(Client client) {
        told.add("upgraded to " + client.transport());
    }

    @Override
    public void onConnectionClosed(Client client, String reason) {
        told.add("rawDisconnection " + reason);
    }

    @Override
    public void onRequestRefused(int code, String message) {
        told.add("refused " + code + " " + message);
    }

    @Override
    public void onReceived(Client client, String message) {
        told.add("in " + message.length());
    }

    @Override
    public void onReceived(Client client, byte[] message) {
        told.add("in " + message.length + " bytes");
    }

    @Override
    public void onSent(Client client, List<OutboundPacket> messages) {
        told.add("out " + messages.size());
    }

    @Override
    public void onSocketConnected(Socket socket) {
        told.add("socket_connected " + socket.namespace().name() + " "
                + socket.rooms().size());
    }

    @Override
    public void onSocketRefused(Client client, String namespace, String message) {
        told.add("socket refused " + namespace + " " + message);
    }

    @Override
    public void onSocketDisconnected(Socket socket, DisconnectReason reason) {
        told.add("socket_disconnected " + socket.namespace().name() + " " + reason.text());
    }

    @Override
    public void onEventReceived(Socket socket, String event, Arguments arguments) {
        told.add("event_received " + event + " " + arguments.toList());
    }

    @Override
    public void onEventSent(Socket socket, String event, Object[] args) {
        told.add("event_sent " + event + " " + List.of(args));
    }

    @Override
    public void onAckReceived(Socket socket) {
        told.add("ack received");
    }

    @Override
    public void onAckSent(Socket socket) {
        told.add("ack sent");
    }
}

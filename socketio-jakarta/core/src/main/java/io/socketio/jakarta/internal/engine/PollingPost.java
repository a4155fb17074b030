package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.http.ErrorResponse;
import io.socketio.jakarta.internal.engine.http.PostedMessage;
import io.socketio.jakarta.internal.engine.http.PostedRequest;
import io.socketio.jakarta.internal.engine.memory.Reservation;
import io.socketio.jakarta.internal.engine.packet.PacketReceiver;
import io.socketio.jakarta.internal.engine.port.BodyReader;
import io.socketio.jakarta.internal.engine.port.HttpExchange;

/** Receives the body of one POST and decodes it; ignores what arrives after the exchange was abandoned. */
final class PollingPost implements BodyReader {

    private final EngineSession session;
    private final PollingTransport transport;
    private final HttpExchange exchange;
    private final int maxBytes;
    private final Reservation kept;

    /** Touched by the calls that receive the body only. */
    private boolean noRoom;

    PollingPost(EngineSession session, PollingTransport transport, HttpExchange exchange) {
        this.session = session;
        this.transport = transport;
        this.exchange = exchange;
        this.maxBytes = session.memory().maxMessageBytes();
        this.kept = new Reservation(session.memory().account());
    }

    void read() {
        exchange.readBody(maxBytes, this);
    }

    /** The session has ended, or waits for its last poll only. */
    void abort() {
        kept.release();
        exchange.abort();
    }

    @Override
    public boolean onPartial(int keptBytes) {
        boolean mayKeep = kept.resize(keptBytes);
        noRoom = !mayKeep;
        return mayKeep;
    }

    @Override
    public void onBody(byte[] body) {
        try {
            if (!transport.onPostArrived(this)) {
                return;
            }
            session.revision().decodePayload(body, exchange.headers().get("content-type"), new Receiver());
        } catch (Throwable t) {
            session.onThrown("a POST", t);
        } finally {
            kept.release();
        }
        transport.onPostEnded(this);
        session.answers().post(exchange);
    }

    @Override
    public void onTooLarge() {
        kept.release();
        if (transport.onPostEnded(this)) {
            EngineServer.LOG.log(
                    System.Logger.Level.DEBUG,
                    "a POST of session {0} was refused: {1}",
                    session.id(),
                    noRoom ? "too much waits for the connection (SocketIoOptions.maxPendingBytes)" : tooLarge());
            exchange.respond(413, ErrorResponse.EMPTY_BODY);
        }
    }

    private String tooLarge() {
        boolean joined = maxBytes == session.options().maxPayloadBytes();
        return "it is larger than " + maxBytes + " bytes (SocketIoOptions."
                + (joined ? "maxPayloadBytes)" : "maxConnectBytes)");
    }

    @Override
    public void onAborted() {
        kept.release();
        if (transport.onPostEnded(this)) {
            session.end(CloseReason.TRANSPORT_ERROR, "data request connection closed prematurely");
        }
    }

    /** Passes the packets on; messages with the request that has brought them. */
    private final class Receiver implements PacketReceiver {

        private final PostedRequest request = new PostedRequest(exchange);
        private boolean isFirst = true;

        @Override
        public void onMessage(String text) {
            onMessage(text, text.length());
        }

        @Override
        public void onMessage(byte[] binary) {
            onMessage(binary, binary.length);
        }

        private void onMessage(Object message, int bytes) {
            session.heartbeat.onMessage();
            int kept = isFirst ? bytes + request.sizeBytes() : bytes;
            isFirst = false;
            session.inbound.deliver(new PostedMessage(message, request), kept);
        }

        @Override
        public void onPing() {
            session.inbound.onPing();
        }

        @Override
        public void onPong() {
            session.inbound.onPong();
        }

        @Override
        public void onClosePacket() {
            session.inbound.onClosePacket();
        }

        @Override
        public void onMalformed() {
            session.inbound.onMalformed();
        }
    }
}

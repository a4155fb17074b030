package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.http.ErrorResponse;
import io.socketio.jakarta.internal.engine.memory.Reservation;
import io.socketio.jakarta.internal.engine.port.BodyReader;
import io.socketio.jakarta.internal.engine.port.HttpExchange;

/** Receives the body of one POST and decodes it; ignores what arrives after the exchange was abandoned. */
final class PollingPost implements BodyReader {

    private final EngineSession session;
    private final PollingTransport transport;
    private final HttpExchange exchange;
    private final int maxBytes;
    private final Reservation kept;

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
        return kept.resize(keptBytes);
    }

    @Override
    public void onBody(byte[] body) {
        try {
            if (!transport.onPostArrived(this)) {
                return;
            }
            session.revision().decodePayload(body, exchange.headers().get("content-type"), session.inbound);
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
            boolean joined = maxBytes == session.options().maxPayloadBytes();
            EngineServer.LOG.log(
                    System.Logger.Level.DEBUG,
                    "a POST of session {0} was refused: it is larger than {1} bytes (SocketIoOptions.{2}), or more waits"
                            + " for the connection than may (maxPendingBytes)",
                    session.id(),
                    String.valueOf(maxBytes),
                    joined ? "maxPayloadBytes" : "maxConnectBytes");
            exchange.respond(413, ErrorResponse.EMPTY_BODY);
        }
    }

    @Override
    public void onAborted() {
        kept.release();
        if (transport.onPostEnded(this)) {
            session.end(CloseReason.TRANSPORT_ERROR, "data request connection closed prematurely");
        }
    }
}

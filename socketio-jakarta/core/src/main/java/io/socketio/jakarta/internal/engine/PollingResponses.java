package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.http.HttpCompression;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.internal.engine.packet.ProtocolRevision;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import io.socketio.jakarta.internal.engine.port.ResponseHeaders;
import io.socketio.jakarta.internal.log.LogText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the successful responses of polling: a payload to a GET, {@code ok} to a POST. */
final class PollingResponses {

    private static final byte[] OK = "ok".getBytes(StandardCharsets.US_ASCII);

    private final EngineHooks hooks;
    private final HttpCompression compression;

    PollingResponses(EngineHooks hooks, HttpCompression compression) {
        this.hooks = hooks;
        this.compression = compression;
    }

    /**
     * Sets the headers for the response to a GET that is not the handshake. Called when the GET arrives, so that the owner's listeners run in the call
     * of this request: the response may be written by a thread that is in the request of another user.
     */
    void prepare(HttpExchange poll) {
        addCommonHeaders(poll);
        notifyHeaderListeners(poll, false);
    }

    /**
     * Responds to a GET: the handshake, or one for which {@link #prepare} was called.
     *
     * @param newSid the id of the session that this response announces, or null if it is not the first response
     * @return whether the response was written
     */
    boolean poll(
            HttpExchange exchange, ProtocolRevision revision, List<OutboundPacket> packets, @Nullable String newSid) {
        try {
            answer(exchange, revision.encodePayload(packets), anyCompressible(packets), newSid);
            return true;
        } catch (Throwable e) {
            EngineServer.LOG.log(System.Logger.Level.ERROR, "a poll could not be answered", LogText.escaped(e));
            exchange.abort();
            return false;
        }
    }

    private void answer(
            HttpExchange exchange, ProtocolRevision.Payload payload, boolean compressible, @Nullable String newSid) {
        ResponseHeaders headers = exchange.responseHeaders();
        byte[] body = compressible ? compression.compress(payload.body(), exchange) : payload.body();
        headers.set("Content-Type", payload.contentType());
        if (newSid != null) {
            String cookie = hooks.cookie(newSid);
            if (cookie != null) {
                headers.add("Set-Cookie", cookie);
            }
            notifyHeaderListeners(exchange, true);
        }
        exchange.respond(200, body);
    }

    void post(HttpExchange exchange) {
        ResponseHeaders headers = exchange.responseHeaders();
        headers.set("Content-Type", "text/html");
        addCommonHeaders(exchange);
        notifyHeaderListeners(exchange, false);
        exchange.respond(200, OK);
    }

    /** Passes the headers of a response to the owner. If its hooks fail, the client still receives the response. */
    void notifyHeaderListeners(HttpExchange exchange, boolean initial) {
        try {
            if (initial) {
                hooks.onInitialHeaders(exchange.responseHeaders(), exchange);
            }
            hooks.onHeaders(exchange.responseHeaders(), exchange);
        } catch (Throwable e) {
            EngineServer.LOG.log(
                    System.Logger.Level.ERROR, "EngineHooks failed on response headers", LogText.escaped(e));
        }
    }

    void addCommonHeaders(HttpExchange exchange) {
        ResponseHeaders headers = exchange.responseHeaders();
        headers.set("cache-control", "no-store");
        String agent = exchange.headers().get("user-agent");
        if (agent != null && (agent.contains(";MSIE") || agent.contains("Trident/"))) {
            // Internet Explorer's XSS filter mistakes some payloads for an attack.
            headers.set("X-XSS-Protection", "0");
        }
    }

    private static boolean anyCompressible(List<OutboundPacket> packets) {
        for (int i = 0; i < packets.size(); i++) {
            if (packets.get(i).compress()) {
                return true;
            }
        }
        return false;
    }
}

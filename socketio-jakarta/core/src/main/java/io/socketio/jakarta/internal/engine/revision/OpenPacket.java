package io.socketio.jakarta.internal.engine.revision;

import io.socketio.jakarta.internal.engine.http.JsonEscaper;
import io.socketio.jakarta.internal.engine.http.TransportName;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import java.time.Duration;

/** The first packet of every session, with exactly the five members that clients expect. */
public final class OpenPacket {

    private final String pollingTail;
    private final String webSocketTail;

    /** @param upgradable whether a polling client is told that it may upgrade to WebSocket */
    public OpenPacket(boolean upgradable, Duration pingInterval, Duration pingTimeout, int maxPayloadBytes) {
        String limits = ",\"pingInterval\":" + pingInterval.toMillis()
                + ",\"pingTimeout\":" + pingTimeout.toMillis()
                + ",\"maxPayload\":" + maxPayloadBytes + "}";
        webSocketTail = ",\"upgrades\":[]" + limits;
        pollingTail = upgradable ? ",\"upgrades\":[\"websocket\"]" + limits : webSocketTail;
    }

    public OutboundPacket of(String sid, TransportName transport) {
        String tail = transport == TransportName.POLLING ? pollingTail : webSocketTail;
        return OutboundPacket.text("0{\"sid\":" + JsonEscaper.quote(sid) + tail);
    }
}

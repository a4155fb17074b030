package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.http.JsonEscaper;
import io.socketio.jakarta.internal.engine.http.TransportName;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;

/** The first packet of every session, with exactly the five members that clients expect. */
final class OpenPacket {

    private final String pollingTail;
    private final String webSocketTail;

    OpenPacket(EngineOptions options) {
        boolean upgradable = options.allowUpgrades() && options.transports().contains(TransportName.WEBSOCKET);
        String limits = ",\"pingInterval\":" + options.pingInterval().toMillis()
                + ",\"pingTimeout\":" + options.pingTimeout().toMillis()
                + ",\"maxPayload\":" + options.maxPayloadBytes() + "}";
        webSocketTail = ",\"upgrades\":[]" + limits;
        pollingTail = upgradable ? ",\"upgrades\":[\"websocket\"]" + limits : webSocketTail;
    }

    OutboundPacket of(String sid, TransportName transport) {
        String tail = transport == TransportName.POLLING ? pollingTail : webSocketTail;
        return OutboundPacket.text("0{\"sid\":" + JsonEscaper.quote(sid) + tail);
    }
}

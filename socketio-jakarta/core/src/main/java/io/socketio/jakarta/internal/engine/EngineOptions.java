package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.http.TransportName;
import io.socketio.jakarta.internal.engine.revision.OpenPacket;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * Settings of the engine; checked where they are made (SocketIoOptions).
 *
 * @param maxPayloadBytes largest POST body and WebSocket message; also announced to the client
 * @param httpCompressionThresholdBytes smallest answer that is compressed; negative: never
 * @param perMessageDeflate whether WebSocket compression may be negotiated
 * @param maxBufferedBytes outbound bytes that may wait for a client that takes none
 * @param maxBurstBytes outbound bytes that may wait for any client
 * @param slowConsumerTimeout how long a client with more than {@code maxBufferedBytes} may take none
 * @param writeTimeout longest time a write (or a full queue) may stay without progress
 * @param pollingCloseTimeout how long a closing polling session waits for its last poll (30 s in the reference)
 */
public record EngineOptions(
        Duration pingInterval,
        Duration pingTimeout,
        Duration upgradeTimeout,
        int maxPayloadBytes,
        Set<TransportName> transports,
        boolean allowUpgrades,
        int httpCompressionThresholdBytes,
        boolean perMessageDeflate,
        int maxBufferedBytes,
        int maxBurstBytes,
        Duration slowConsumerTimeout,
        Duration writeTimeout,
        Duration pollingCloseTimeout) {

    public EngineOptions {
        transports = Set.copyOf(transports);
    }

    OpenPacket openPacket() {
        boolean upgradable = allowUpgrades && transports.contains(TransportName.WEBSOCKET);
        return new OpenPacket(upgradable, pingInterval, pingTimeout, maxPayloadBytes);
    }

    /** The same options without this transport. */
    EngineOptions without(TransportName transport) {
        Set<TransportName> others = EnumSet.noneOf(TransportName.class);
        others.addAll(transports);
        others.remove(transport);
        return new EngineOptions(
                pingInterval,
                pingTimeout,
                upgradeTimeout,
                maxPayloadBytes,
                others,
                allowUpgrades,
                httpCompressionThresholdBytes,
                perMessageDeflate,
                maxBufferedBytes,
                maxBurstBytes,
                slowConsumerTimeout,
                writeTimeout,
                pollingCloseTimeout);
    }
}

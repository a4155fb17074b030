package io.socketio.jakarta.internal.core.http;

import io.socketio.jakarta.internal.engine.EngineOptions;
import io.socketio.jakarta.internal.engine.http.TransportName;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.options.Transport;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Turns the options of a server into those of its engine. */
public final class OptionsToEngine {

    /** engine.io: a closing session waits this long for its last poll. */
    private static final Duration POLLING_CLOSE_TIMEOUT = Duration.ofSeconds(30);

    /** Longer than the round trips of bad networks, shorter than anybody waits for a page. */
    private static final Duration SLOW_CONSUMER_TIMEOUT = Duration.ofSeconds(2);

    private OptionsToEngine() {}

    public static EngineOptions convert(SocketIoOptions options) {
        Set<TransportName> transports = EnumSet.noneOf(TransportName.class);
        for (Transport transport : options.transports()) {
            transports.add(transport == Transport.POLLING ? TransportName.POLLING : TransportName.WEBSOCKET);
        }
        return new EngineOptions(
                options.pingInterval(),
                options.pingTimeout(),
                options.upgradeTimeout(),
                options.maxPayloadBytes(),
                transports,
                options.allowUpgrades(),
                options.httpCompressionThresholdBytes(),
                options.perMessageDeflate(),
                options.maxBufferedBytes(),
                options.maxBurstBytes(),
                SLOW_CONSUMER_TIMEOUT,
                options.writeTimeout(),
                POLLING_CLOSE_TIMEOUT);
    }
}

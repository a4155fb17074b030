package io.socketio.jakarta.web;

import io.socketio.jakarta.options.CorsOptions;
import io.socketio.jakarta.options.OriginOptions;
import io.socketio.jakarta.options.RecoveryOptions;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.options.Transport;
import io.socketio.jakarta.parser.ParserProvider;
import io.socketio.jakarta.web.settings.WebSettings;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table that is logged once when a server starts: its address, the WebSocket implementation, the executor and the limits. */
final class StartTable {

    private final StringBuilder table;

    private StartTable(String kind, String name, String address) {
        table = new StringBuilder(kind)
                .append(" server ")
                .append(name.isEmpty() ? "" : "'" + name + "' ")
                .append("at ")
                .append(address);
    }

    /**
     * Returns the text of the table.
     *
     * @param contextPath of the web application
     * @param webSocket the implementation that carries WebSocket, or the reason why there is none
     * @param executor a description of the executor that runs listeners and handlers
     */
    static String of(String contextPath, WebSettings settings, String webSocket, String executor) {
        SocketIoOptions options = settings.options();
        String address = contextPath + options.path() + "/";
        StartTable table = new StartTable(settings.raw() ? "Engine.IO" : "Socket.IO", options.name(), address);
        table.row("transports", transports(options));
        if (options.allowEio3()) {
            table.row("old clients", "those of Socket.IO 2 may connect (socketio.allow-eio3)");
        }
        table.row("websocket", webSocket);
        table.row("executor", executor);
        if (!options.parser().equals(ParserProvider.DEFAULT)) {
            table.row("parser", options.parser() + ", in the clients too (socketio.parser)");
        }
        if (!options.cluster().isEmpty()) {
            // Not the address, which may contain a password.
            table.row("cluster", options.cluster().split(":", 2)[0] + " (socketio.cluster)");
        }
        table.row("client", options.serveClient() ? address + "socket.io.js" : "not served");
        table.row("cors", cors(options.cors()));
        if (options.allowedOrigins().check() == OriginOptions.Check.OFF) {
            table.row("origins", "not checked: every web page may act as its visitor (socketio.allowed-origins=*)");
        }
        table.row(
                "heartbeat",
                "ping every " + text(options.pingInterval()) + ", answer within " + text(options.pingTimeout()));
        table.row(
                "timeouts",
                "connect " + text(options.connectTimeout()) + ", upgrade " + text(options.upgradeTimeout())
                        + ", acknowledgement " + text(options.ackTimeout()) + ", write "
                        + text(options.writeTimeout()));
        table.row(
                "message",
                "up to " + options.maxPayloadBytes() + " bytes, " + options.maxAttachments() + " attachments");
        table.row(
                "client may have",
                options.maxNamespacesPerClient() + " namespaces, " + options.maxBufferedBytes()
                        + " bytes waiting for it, " + options.maxPendingBytes() + " bytes waiting for handlers");
        table.row("memory budget", options.memoryBudgetBytes() + " bytes for all that waits in the server");
        if (options.recovery().enabled()) {
            table.row("recovery", recovery(options.recovery()));
        }
        if (!options.limits().describe().isEmpty()) {
            table.row("limits", options.limits().describe());
        }
        if (!settings.drainTimeout().isZero()) {
            table.row("drain", "within " + text(settings.drainTimeout()) + " before the server closes");
        }
        table.row(
                "socket may have",
                options.maxPendingEvents() + " events waiting, " + options.maxPendingAcks() + " acknowledgements owed");
        return table.table.toString();
    }

    private void row(String name, String value) {
        table.append(String.format(Locale.ROOT, "\n  %-16s %s", name, value));
    }

    private static String transports(SocketIoOptions options) {
        String names = options.transports().stream()
                .sorted()
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        boolean both = options.transports().size() == Transport.values().length;
        return both ? names + (options.allowUpgrades() ? ", with upgrades" : ", without upgrades") : names;
    }

    private static String recovery(RecoveryOptions recovery) {
        return "within " + text(recovery.maxDisconnectionDuration()) + ", up to " + recovery.maxBytes() + " bytes, "
                + (recovery.skipMiddlewares() ? "without" : "with") + " middleware";
    }

    private static String cors(@Nullable CorsOptions cors) {
        if (cors == null) {
            return "none: pages of the same origin only";
        }
        String origins =
                cors.anyOrigin() ? "any origin" : cors.fixedOrigin() == null ? "some origins" : cors.fixedOrigin();
        return "pages of " + origins + (cors.credentials() ? ", with credentials" : "");
    }

    /** Formats a duration as {@code 25 s} rather than {@code PT25S}. */
    private static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}

package io.socketio.jakarta.web.upgrade;

import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One upgraded connection as the container sees it. Not for applications; public because the container creates it by reflection. */
public final class UpgradeHandler implements HttpUpgradeHandler {

    /** Set by the servlet's thread before the container calls. */
    private volatile @Nullable UpgradedWebSocket webSocket;

    /** Called by the container. */
    public UpgradeHandler() {}

    void handle(UpgradedWebSocket upgraded) {
        webSocket = upgraded;
    }

    /** Called by the container. */
    @Override
    public void init(WebConnection connection) {
        Objects.requireNonNull(webSocket).open(connection);
    }

    /** Called by the container. */
    @Override
    public void destroy() {
        UpgradedWebSocket present = webSocket;
        if (present != null) {
            present.onDestroyed(null);
        }
    }
}

package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.web.settings.WebSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StartTableTest {

    @Test
    void documentationShowsTheTable() throws Exception {
        String table = StartTable.of(
                "/shop",
                WebSettings.of(
                        SocketIoOptions.builder().memoryBudgetBytes(256 << 20).build()),
                "Jakarta WebSocket, org.apache.tomcat.websocket.server.WsServerContainer",
                "up to 64 threads (socketio.threads)");
        String page = Files.readString(Path.of("..", "..", "docs", "messages.md"));
        assertTrue(page.contains("\n" + table + "\n"), table);
    }

    @Test
    void limitsAreInTheTableIfThereAreAny() {
        SocketIoOptions options = SocketIoOptions.builder()
                .limits(limits ->
                        limits.withMaxConnections(9).withMaxEventsPerSecond(7).withTrustedProxies("10.0.0.0/8"))
                .build();
        String table = StartTable.of("", WebSettings.of(options), "", "");
        assertTrue(
                table.contains("limits           9 connections, 7 events per second and connection, "
                        + "X-Forwarded-For of 1 trusted proxies or blocks"),
                table);
        assertTrue(!StartTable.of("", WebSettings.of(SocketIoOptions.defaults()), "", "")
                .contains("  limits "));
    }
}

package io.socketio.jakarta.web.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.options.SocketIoOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {

    private static SettingSource parameters(Map<String, String> values) {
        return new SettingSource("context parameter", values.keySet(), values::get, name -> false);
    }

    private static SettingSource properties(Map<String, String> values) {
        return new SettingSource("system property", values.keySet(), values::get, name -> true);
    }

    private static WebSettings read(Map<String, String> values) {
        return new SettingsReader(List.of(parameters(values))).read();
    }

    private static List<String> refusal(SettingSource... sources) {
        SettingsReader reader = new SettingsReader(List.of(sources));
        return assertThrows(IllegalArgumentException.class, reader::read)
                .getMessage()
                .lines()
                .toList();
    }

    @Test
    void systemPropertiesAreSettings() {
        Map<String, String> values = Map.of("socketio.max-payload-bytes", "5", "socketio.virtual-threads", "true");
        WebSettings settings = new SettingsReader(List.of(properties(values))).read();
        assertEquals(5, settings.options().maxPayloadBytes());
        assertEquals(WebSettings.VirtualThreads.ALWAYS, settings.virtualThreads());
    }

    @Test
    void firstSourceWins() {
        SettingsReader reader = new SettingsReader(List.of(
                parameters(Map.of("socketio.threads", "1")),
                properties(Map.of("socketio.threads", "2", "socketio.path", "/second"))));
        WebSettings settings = reader.read();
        assertEquals(1, settings.threads());
        assertEquals("/second", settings.options().path());
    }

    @Test
    void durationsAreMillisecondsOrIso() {
        SocketIoOptions options = read(Map.of("socketio.ping-interval", "250", "socketio.ping-timeout", "PT1M"))
                .options();
        assertEquals(Duration.ofMillis(250), options.pingInterval());
        assertEquals(Duration.ofMinutes(1), options.pingTimeout());
    }

    @Test
    void drainTakesUpToAnHour() {
        assertEquals(Duration.ZERO, read(Map.of()).drainTimeout());
        assertEquals(
                Duration.ofSeconds(30),
                read(Map.of("socketio.drain-timeout", "PT30S")).drainTimeout());
        for (String wrong : List.of("-PT1S", "PT61M")) {
            assertEquals(
                    List.of("socketio.drain-timeout='" + wrong + "' (context parameter): expected 0 to 1 hour"),
                    refusal(parameters(Map.of("socketio.drain-timeout", wrong))));
        }
    }

    /** Whoever corrected one setting was told of the next one at the next start. */
    @Test
    void allMistakesOfAllSourcesAreToldAtOnce() {
        assertEquals(
                List.of(
                        "unknown setting 'socketio.ping-intervall' (context parameter); did you mean 'socketio.ping-interval'?",
                        "socketio.ping-timeout='often' (context parameter): expected milliseconds, or ISO-8601 such as PT25S",
                        "socketio.max-payload-bytes='1 MB' (system property): expected a whole number up to 2147483647",
                        "socketio.transports='polling,carrier-pigeon' (context parameter): expected polling, websocket, or both with a comma",
                        "socketio.max-pending-acks='0' (context parameter): maxPendingAcks must be positive, but is 0",
                        "unknown setting 'socketio.namespace./chat.ack-timout' (context parameter);"
                                + " did you mean 'socketio.namespace./chat.ack-timeout'?",
                        "socketio.virtual-threads='yes' (system property): expected auto, true or false"),
                refusal(
                        parameters(Map.of(
                                "socketio.ping-intervall", "25",
                                "socketio.ping-timeout", "often",
                                "socketio.transports", "polling,carrier-pigeon",
                                "socketio.max-pending-acks", "0",
                                "socketio.namespace./chat.ack-timout", "1",
                                "another.setting", "1")),
                        properties(Map.of(
                                "socketio.max-payload-bytes", "1 MB",
                                "socketio.virtual-threads", "yes",
                                "socketio.ping-timeout", "5"))));
    }

    @Test
    void otherSpellingsAreFound() {
        for (String wrong :
                List.of("pingInterval", "ping.interval", "ping_interval", "PING-INTERVAL", "pnig-interval")) {
            String refusal =
                    refusal(parameters(Map.of("socketio." + wrong, "1"))).get(0);
            assertTrue(refusal.endsWith("did you mean 'socketio.ping-interval'?"), refusal);
        }
    }

    @Test
    void withoutANearNameAllAreListed() {
        List<String> refusal = refusal(parameters(Map.of("socketio.port", "9092")));
        assertEquals("unknown setting 'socketio.port' (context parameter)", refusal.get(0));
        assertTrue(refusal.get(1).startsWith("known are socketio.ack-timeout, "), refusal.get(1));
        assertEquals(2, refusal.size());
    }

    @Test
    void unknownNamesThatMayBeMeantForOthersAreIgnoredAndTold() {
        SettingsReader reader = new SettingsReader(List.of(properties(Map.of(
                "socketio.pingInterval", "1",
                "SOCKETIO_PING_INTERVALL", "2",
                "SOCKETIO_PING_INTERVAL", "3",
                "SOCKETIO_NAMESPACE__CHAT_ACK_TIMEOUT", "4"))));
        assertEquals(Duration.ofSeconds(25), reader.read().options().pingInterval());
        assertEquals(
                List.of(
                        "unknown setting 'SOCKETIO_PING_INTERVALL' (system property); did you mean 'SOCKETIO_PING_INTERVAL'?",
                        "unknown setting 'socketio.pingInterval' (system property); did you mean 'socketio.ping-interval'?"),
                reader.ignored());
    }

    @Test
    void wrongNamespaceSettingsAreNamedWhereverTheyAre() {
        Map<String, String> wrong = Map.of(
                "socketio.namespace./chat.ping-interval", "[ack-timeout, ",
                "socketio.namespace.chat.ack-timeout", "did you mean 'socketio.namespace./chat.ack-timeout'?",
                "socketio.namespace.ack-timeout", "expected 'socketio.namespace./<name of a namespace>.<option>'",
                "socketio.namespace./chat", "[ack-timeout, ");
        wrong.forEach((name, told) -> {
            String refusal = String.join("", refusal(properties(Map.of(name, "1"))));
            assertTrue(refusal.startsWith("unknown setting '" + name + "' (system property); "), refusal);
            assertTrue(refusal.contains(told), refusal);
            assertFalse(refusal.contains("known are"), refusal);
        });
        String name = "socketio.namespace./chat.max-pending-acks";
        for (String value : List.of("0", "many")) {
            String refusal = refusal(parameters(Map.of(name, value))).get(0);
            assertTrue(refusal.startsWith(name + "='" + value + "' (context parameter): "), refusal);
        }
    }

    @Test
    void documentationHasAllSettings() throws Exception {
        String page = Files.readString(Path.of("..", "..", "docs", "configuration.md"));
        Set<String> documented = Pattern.compile("(?m)^\\| `(socketio\\.[a-z0-9-]+)` \\|")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(SettingNames.KNOWN), documented);
    }

    @Test
    void settingsOfOtherServersHaveTheirNameInFront() {
        List<WebSettings> all = new SettingsReader(List.of(
                        parameters(Map.of(
                                "socketio.path", "/live",
                                "socketio.threads", "3",
                                "socketio.small-buffers", "false",
                                "socketio.server.ops.path", "/ops",
                                "socketio.server.admin.path", "/admin",
                                "socketio.server.admin.threads", "5")),
                        properties(Map.of("socketio.server.admin.namespace./chat.ack-timeout", "PT5S"))))
                .readAll();
        assertEquals(
                List.of("", "admin", "ops"),
                all.stream().map(each -> each.options().name()).toList());
        WebSettings admin = all.get(1);
        assertEquals("/admin", admin.options().path());
        assertEquals(5, admin.threads());
        assertEquals(Duration.ofSeconds(5), admin.options().namespace("/chat").ackTimeout());
        assertFalse(admin.smallBuffers());
        assertEquals(WebSettings.DEFAULT_THREADS, all.get(2).threads());
        assertEquals(3, all.get(0).threads());
    }

    @Test
    void mistakesInSettingsOfOtherServersAreToldByTheirWholeNames() {
        assertEquals(
                List.of(
                        "unknown setting 'socketio.server.2.path' (context parameter); expected 'socketio.server.<name of a server>.<setting>'",
                        "unknown setting 'socketio.server.path' (context parameter); expected 'socketio.server.<name of a server>.<setting>'",
                        "unknown setting 'socketio.server.admin.pingInterval' (context parameter);"
                                + " did you mean 'socketio.server.admin.ping-interval'?",
                        "unknown setting 'socketio.server.admin.small-buffers' (context parameter);"
                                + " it is one of the application: 'socketio.small-buffers'",
                        "socketio.server.admin.threads='many' (context parameter): expected a whole number up to 2147483647"),
                refusal(parameters(Map.of(
                        "socketio.server.path", "/x",
                        "socketio.server.2.path", "/x",
                        "socketio.server.admin.pingInterval", "1",
                        "socketio.server.admin.small-buffers", "true",
                        "socketio.server.admin.threads", "many"))));
    }
}

package io.socketio.jakarta.cluster.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of the setting {@code socketio.cluster}, and what they name. */
class PostgresOptionsTest {

    @Test
    void parametersOfTheLibraryAreTakenOutOfTheAddress() {
        PostgresOptions options = PostgresOptions.parse(
                " postgresql://u:p@host:1/db?channelPrefix=shop&sslmode=require&tableName=shop.Files&payloadThreshold=100"
                        + "&cleanupInterval=1000&heartbeatInterval=20000&heartbeatTimeout=40000&requestTimeout=700&required=true&targetServerType=primary ");
        assertEquals("postgresql://u:p@host:1/db?sslmode=require&targetServerType=primary", options.address());
        assertEquals("shop", options.channelPrefix());
        assertEquals("shop.Files", options.tableName());
        assertEquals(100, options.payloadThreshold());
        assertEquals(Duration.ofSeconds(1), options.cleanupInterval());
        assertEquals(Duration.ofSeconds(20), options.heartbeatInterval());
        assertEquals(Duration.ofSeconds(40), options.heartbeatTimeout());
        assertEquals(Duration.ofMillis(700), options.requestTimeout());
        assertTrue(options.required());
    }

    @Test
    void addressAloneHasTheDefaults() {
        PostgresOptions options = PostgresOptions.parse("postgresql://host");
        assertEquals(PostgresOptions.of("postgresql://host"), options);
        assertEquals("socket.io", options.channelPrefix());
        assertEquals("socket_io_attachments", options.tableName());
        assertEquals(7900, options.payloadThreshold());
        assertEquals(
                "shop", PostgresOptions.parse("postgresql://host?prefix=shop").channelPrefix());
        assertEquals(
                "a+b&c",
                PostgresOptions.parse("postgresql://host?channelPrefix=a+b%26c").channelPrefix());
    }

    @Test
    void credentialsAreTakenOutOfTheAddressForMessages() {
        assertEquals(
                "host:1/db",
                DriverConnections.to("postgresql://user:p%40s@host:1/db?sslmode=require")
                        .address());
        assertEquals("host/", DriverConnections.to("postgres://user@host").address());
        assertEquals(
                "a:1,b:2/db",
                DriverConnections.to("postgresql://u:p@a:1,b:2/db").address());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payloadThreshold=8001",
                "payloadThreshold=0",
                "payloadThreshold=many",
                "cleanupInterval=-5",
                "heartbeatTimeout=5000",
                "required=1",
                "requestTimeout=",
                "channelPrefix=",
                "channelPrefix=%zz",
                "tableName=x;y"
            })
    void wrongValuesAreNamedWithoutTheAddress(String wrong) {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> PostgresOptions.parse("postgresql://u:secret@host?" + wrong));
        assertFalse(refused.getMessage().contains("secret"), refused.getMessage());
        assertTrue(refused.getMessage().startsWith(wrong.substring(0, wrong.indexOf('='))), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://u:secret@host:x/db",
                "postgresql://u:secret@host:70000/db?password=secret",
                "postgresql://u:secret%zz@host/db",
                "postgresql:secret@host",
                "postgresql:java:comp/env/jdbc/none?password=secret",
                "postgresql:java:comp/env/jdbc/none"
            })
    void wrongAddressesAreRefusedWithoutSecrets(String address) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new PostgresClusterProvider().create(address));
        assertTrue(refused.getMessage().startsWith("socketio.cluster: "), refused.getMessage());
        for (Throwable each = refused; each != null; each = each.getCause()) {
            assertFalse(String.valueOf(each.getMessage()).contains("secret"), each.getMessage());
        }
        assertFalse(PostgresOptions.of(address).toString().contains("secret"));
    }

    /** As SQL reads them, but none of them ends the name and begins something else. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "socket_io_attachments \"socket_io_attachments\"",
                "Shop.Files \"shop\".\"files\"",
                "\"Shop\".files \"Shop\".\"files\"",
                "\"a\"\"b\" \"a\"\"b\"",
                "_$x \"_$x\"",
                "grün$1 \"grün$1\""
            })
    void namesOfTablesAreQuoted(String name, String quoted) {
        assertEquals(quoted, TableName.quoted(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a;b", "1a", "a.", ".a", "a..b", "\"a", "\"\"", "a\"b\"", "a--", "$a", "a'"})
    void whatIsNoNameOfATableIsRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> TableName.quoted(name));
    }

    @Test
    void namesOfChannelsAreQuoted() {
        assertEquals("\"socket.io#/a\"\"b\"", ChannelName.quoted(ChannelName.of("socket.io", "/a\"b")));
    }

    @Test
    void oldServersAreNamed() {
        assertEquals("it has the version 9, but 10 or newer is needed", PostgresConnection.tooOld(9));
        assertNull(PostgresConnection.tooOld(10));
    }
}

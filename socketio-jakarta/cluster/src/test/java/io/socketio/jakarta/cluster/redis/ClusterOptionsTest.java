package io.socketio.jakarta.cluster.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.cluster.redis.ClusterOptions.Adapter;
import io.socketio.jakarta.cluster.redis.ClusterOptions.SubscriptionMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms of the setting {@code socketio.cluster}. */
class ClusterOptionsTest {

    @Test
    void addressAloneIsTheClassicAdapter() {
        assertEquals(
                ClusterOptions.classic("redis://user:p@host:1/2"), ClusterOptions.parse(" redis://user:p@host:1/2 "));
    }

    @Test
    void schemeOrPrefixNamesTheShardedAdapter() {
        assertEquals(ClusterOptions.sharded("redis://host"), ClusterOptions.parse("redis-sharded://host"));
        assertEquals(ClusterOptions.sharded("rediss://host"), ClusterOptions.parse("redis-sharded:rediss://host"));
    }

    @Test
    void parametersOfTheLibraryAreTakenOutOfTheAddress() {
        ClusterOptions options = ClusterOptions.parse(
                "redis-sharded:redis-sentinel://a,b/0?prefix=shop&timeout=2s&mode=dynamic-private&required=true&requestTimeout=700#main");
        assertEquals("redis-sentinel://a,b/0?timeout=2s#main", options.address());
        assertEquals(Adapter.SHARDED, options.adapter());
        assertEquals("shop", options.prefix());
        assertEquals(SubscriptionMode.DYNAMIC_PRIVATE, options.subscriptionMode());
        assertTrue(options.required());
        assertEquals(Duration.ofMillis(700), options.requestTimeout());
    }

    @Test
    void streamsAdapterHasParametersOfItsOwn() {
        assertEquals(ClusterOptions.streams("redis://host"), ClusterOptions.parse("redis-streams://host"));
        ClusterOptions options = ClusterOptions.parse(
                "redis-streams:rediss://host/2?streamName=events&streamCount=4&maxLen=99&readCount=7"
                        + "&blockTime=250&sessionKeyPrefix=s:&onlyPlaintext=true&useShardedPubSub=true&prefix=shop&offsetTimeout=900");
        assertEquals("rediss://host/2", options.address());
        assertEquals(Adapter.STREAMS, options.adapter());
        assertEquals("shop", options.prefix());
        assertEquals(
                new StreamOptions("events", 4, 99, 7, Duration.ofMillis(250), "s:", true, true, Duration.ofMillis(900)),
                options.stream());
    }

    @Test
    void certificatesAreParametersWithEscapes() {
        ClusterOptions options = ClusterOptions.parse(
                "rediss://host?trustStore=/etc/a%20b/ca.p12&trustStorePassword=p%26w%23&keyStore=own.p12&keyStorePassword=1+1&verifyPeer=CA");
        assertEquals("rediss://host?verifyPeer=CA", options.address());
        assertEquals(
                TlsOptions.defaults()
                        .withTrustStore(Path.of("/etc/a b/ca.p12"), "p&w#")
                        .withKeyStore(Path.of("own.p12"), "1+1"),
                options.tls());
        assertFalse(options.tls().toString().contains("p&w#"));
        assertFalse(options.tls().toString().contains("1+1"));
    }

    @Test
    void unusableCertificatesAreRefusedBeforeAnyConnection(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("ca.p12"), "no certificate");
        for (String[] each : new String[][] {
            {
                "rediss://host?trustStore=" + folder.resolve("missing"),
                "trustStore " + folder.resolve("missing") + " cannot be read: there is no such file"
            },
            {
                "rediss://host?keyStore=" + folder.resolve("missing"),
                "keyStore " + folder.resolve("missing") + " cannot be read: there is no such file"
            },
            {"rediss://host?trustStorePassword=secret&trustStore=" + text, "trustStore " + text + " cannot be read: "},
            {
                "redis://host?trustStore=" + text,
                "trustStore and keyStore need an address with TLS, such as rediss://host"
            },
            {"rediss://host?trustStorePassword=secret%", "trustStorePassword has a % that begins no escape"},
        }) {
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> Stores.of(ClusterOptions.parse(each[0])));
            assertTrue(refused.getMessage().startsWith(each[1]), refused.getMessage());
            assertFalse(refused.getMessage().contains("secret"), refused.getMessage());
        }
    }

    @Test
    void wrongValuesAreNamedWithoutTheAddress() {
        for (String wrong : new String[] {
            "mode=fast",
            "required=1",
            "requestTimeout=-5",
            "prefix=",
            "streamCount=0",
            "maxLen=x",
            "readCount=-1",
            "blockTime=0",
            "streamName=",
            "onlyPlaintext=yes"
        }) {
            IllegalArgumentException refused = assertThrows(
                    IllegalArgumentException.class, () -> ClusterOptions.parse("redis://:secret@host?" + wrong));
            assertFalse(refused.getMessage().contains("secret"), refused.getMessage());
        }
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> Stores.of(ClusterOptions.classic("redis://:secret@ho st:x")));
        assertFalse(refused.getMessage().contains("secret"), refused.getMessage());
        assertFalse(ClusterOptions.classic("redis://:secret@host").toString().contains("secret"));
    }
}

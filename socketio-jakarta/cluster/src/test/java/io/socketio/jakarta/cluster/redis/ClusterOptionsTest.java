package io.socketio.jakarta.cluster.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.cluster.redis.ClusterOptions.Adapter;
import io.socketio.jakarta.cluster.redis.ClusterOptions.SubscriptionMode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

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
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Stores.of("redis://:secret@ho st:x"));
        assertFalse(refused.getMessage().contains("secret"), refused.getMessage());
        assertFalse(ClusterOptions.classic("redis://:secret@host").toString().contains("secret"));
    }
}

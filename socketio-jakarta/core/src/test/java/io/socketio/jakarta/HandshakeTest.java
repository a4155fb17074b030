package io.socketio.jakarta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandshakeTest {

    private final TimeZone before = TimeZone.getDefault();

    @AfterEach
    void restoreTimeZone() {
        TimeZone.setDefault(before);
    }

    /** The texts are those of {@code new Date(…).toString()} on Node 20. */
    @Test
    void timeIsWrittenAsJavaScriptDoes() {
        assertEquals(
                "Thu Jan 01 1970 00:00:00 GMT+0000 (Coordinated Universal Time)", time("UTC", "1970-01-01T00:00:00Z"));
        assertEquals(
                "Wed Jul 01 2026 14:03:04 GMT+0200 (Central European Summer Time)",
                time("Europe/Berlin", "2026-07-01T12:03:04.567Z"));
        assertEquals(
                "Wed Dec 31 2025 18:30:00 GMT-0330 (Newfoundland Standard Time)",
                time("America/St_Johns", "2025-12-31T22:00:00Z"));
    }

    private static String time(String zone, String instant) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        return new Handshake(
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        null,
                        Set.of(),
                        null,
                        "127.0.0.1",
                        "/socket.io/",
                        false,
                        false,
                        Instant.parse(instant))
                .time();
    }
}

package io.socketio.jakarta.json.jackson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadCodecContract;
import io.socketio.jakarta.json.PayloadMismatch;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class Jackson3PayloadCodecTest extends PayloadCodecContract {

    @Override
    protected PayloadCodec codec() {
        return new Jackson3CodecProvider().create(getClass().getClassLoader());
    }

    public record Numbered(long id, String text) {}

    @Test
    void nullMembersAreWritten() {
        StringBuilder out = new StringBuilder();
        codec().write(new Numbered(1, null), out, bytes -> "?");
        assertEquals("{\"id\":1,\"text\":null}", out.toString());
    }

    @Test
    void wholeNumbersAreWrittenWithoutAPoint() {
        assertThrows(PayloadMismatch.class, () -> codec().read("1.0", int.class, List.of()));
        assertThrows(PayloadMismatch.class, () -> codec().read("1e3", long.class, List.of()));
    }

    @Test
    void mapperOfTheApplicationKeepsItsWaysButNotWithNumbers() {
        PayloadCodec own = new Jackson3PayloadCodec(new JsonMapper());
        assertEquals(new Numbered(7, null), own.read("{\"id\":\"7\"}", Numbered.class, List.of()));
        for (String number : List.of("1.5", "1e30")) {
            PayloadMismatch mismatch = assertThrows(
                    PayloadMismatch.class, () -> own.read("{\"id\":" + number + "}", Numbered.class, List.of()));
            assertEquals("id must be long, but " + number + " came", mismatch.getMessage());
        }
    }
}

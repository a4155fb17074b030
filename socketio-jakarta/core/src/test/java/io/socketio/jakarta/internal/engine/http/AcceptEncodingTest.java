package io.socketio.jakarta.internal.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptEncodingTest {

    private static final String[] OF_FILES = {"br", "gzip", "deflate"};

    /** What the reference server (socket.io 4.8.4) answered: the header, the encoding of a poll's answer, that of the client file. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "none|none|none",
                "''|none|none",
                "identity|none|none",
                "br|none|br",
                "gzip|gzip|gzip",
                "GZIP|gzip|gzip",
                "deflate|deflate|deflate",
                "*|gzip|br",
                "*, gzip|gzip|gzip",
                "gzip, *|gzip|gzip",
                "*, deflate|deflate|deflate",
                "br, *|gzip|br",
                "deflate;q=0.5, *|gzip|br",
                "*;q=0.5, deflate|deflate|deflate",
                "*;q=0.5, deflate;q=0.5|deflate|deflate",
                "gzip;q=0.5, deflate|deflate|deflate",
                "gzip;q=0.5, deflate;q=0.4|gzip|gzip",
                "gzip;q=0, deflate;q=0|none|none",
                "gzip;q=0|none|none",
                "gzip; q=0 , *|deflate|br",
                "*;q=0|none|none",
                "br;q=0, *;q=0.1|gzip|gzip",
                "gzip, deflate, br|gzip|gzip",
                "deflate, gzip|deflate|deflate",
                "gzip,br,deflate|gzip|gzip",
                "gzip;q=0.5, br;q=0.9|gzip|br",
                "identity, gzip|gzip|gzip",
                "gzip;q=0.5, identity|gzip|gzip",
                "identity;q=0.5, gzip;q=0.5|gzip|gzip",
                "gzip;q=0.5, identity;q=0.5|gzip|gzip",
                "identity;q=0, *|gzip|br",
                "gzip;q=nonsense|none|none",
                "gzip;q=NaN|none|none",
                "gzip;q=2|gzip|gzip",
                "gzip;q=-1|none|none",
                "gzip;q=|none|none",
                "gzip;level=1|gzip|gzip",
                "gzip;level=1;q=0|none|none",
                "gzip;Q=0|gzip|gzip",
                "gzip; q = 0|gzip|gzip",
                "gzip q=0|none|none",
                ";;;,,,|none|none",
                "gzip, gzip;q=0|gzip|gzip",
                "gzip;q=0, gzip|gzip|gzip",
                "*;q=0, *|gzip|br",
                "*, *;q=0|gzip|br",
                "x-gzip|none|none",
                "gzip;q=0.5x, deflate;q=0.4|gzip|gzip",
                "gzip;q=1.5, deflate|gzip|gzip",
                "gzip;q=0.001|gzip|gzip",
                "deflate;q=1.0, gzip;q=1|deflate|deflate",
                "br;q=1, gzip;q=1, *;q=0|gzip|br",
                "*, identity|gzip|br",
                "identity, *|gzip|br",
                "*;q=0.5, identity;q=0.7|gzip|br",
                "gzip;q=0.3,identity;q=0.7|gzip|gzip",
                "gzip;q=0.2, identity;q=0.1,*;q=0.4|deflate|br",
            })
    void encodingIsThatOfTheReference(@Nullable String header, @Nullable String ofPoll, @Nullable String ofFile) {
        assertEquals(ofPoll, AcceptEncoding.choose(header, HttpCompression.ENCODINGS));
        assertEquals(ofFile, AcceptEncoding.choose(header, OF_FILES));
    }
}

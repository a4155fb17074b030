package io.socketio.jakarta.internal.core.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.socketio.jakarta.options.LimitOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    private final ClientAddress addresses =
            new ClientAddress(LimitOptions.none().withTrustedProxies("10.0.0.0/8, 192.168.1.1, fd00::/8"));

    private String of(String peer, String forwarded) {
        return addresses.of(peer, forwarded == null ? Map.of() : Map.of("x-forwarded-for", forwarded));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "1.2.3.4|none|1.2.3.4",
                "1.2.3.4|9.9.9.9|1.2.3.4",
                "10.1.2.3|none|10.1.2.3",
                "10.1.2.3|9.9.9.9|9.9.9.9",
                "10.1.2.3|6.6.6.6, 9.9.9.9|9.9.9.9",
                "10.1.2.3|6.6.6.6, 9.9.9.9, 10.9.9.9|9.9.9.9",
                "10.1.2.3|6.6.6.6,9.9.9.9:4711 ,192.168.1.1|9.9.9.9",
                "192.168.1.2|9.9.9.9|192.168.1.2",
                "10.1.2.3|10.1.1.1, 10.1.1.2|10.1.1.1",
                "10.1.2.3|unknown|10.1.2.3",
                "10.1.2.3|9.9.9.9, example.com|10.1.2.3",
                "fd00::1|9.9.9.9|9.9.9.9",
                "fd00::1%eth0|9.9.9.9|9.9.9.9",
            })
    void addressIsTheLastOneThatIsNoTrustedProxy(String peer, String forwarded, String expected) {
        assertEquals(expected, of(peer, forwarded));
    }

    @Test
    void clientsOfOneIpv6NetworkAreOneAddress() {
        assertEquals(of("2001:db8:1:2::1", null), of("2001:db8:1:2:ffff::9", null));
        assertEquals(of("2001:db8:1:2::1", null), of("10.1.2.3", "[2001:db8:1:2::7]:443"));
        assertNotEquals(of("2001:db8:1:2::1", null), of("2001:db8:1:3::1", null));
    }

    @Test
    void peerThatIsNoAddressIsCountedAsItIs() {
        assertEquals("localhost", of("localhost", "9.9.9.9"));
    }

    @Test
    void wrongProxiesAreFoundAtTheStart() {
        assertThrows(IllegalArgumentException.class, () -> LimitOptions.none().withTrustedProxies("proxy.example"));
        for (String wrong : new String[] {"10.0.0.0/33", "1.2.3"}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new ClientAddress(LimitOptions.none().withTrustedProxies(wrong)));
        }
    }
}

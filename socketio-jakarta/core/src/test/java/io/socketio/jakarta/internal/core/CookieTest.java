package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.internal.core.http.CookieHeader;
import io.socketio.jakarta.internal.engine.FakeHttpExchange;
import io.socketio.jakarta.internal.engine.FakeWebSocketExchange;
import io.socketio.jakarta.options.CookieOptions;
import io.socketio.jakarta.options.SocketIoOptions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CookieTest {

    private static CookieOptions with(String name, String domain, String path, String priority, String sameSite) {
        return new CookieOptions(name, null, domain, path, null, true, false, false, priority, sameSite);
    }

    @Test
    void defaultIsThatOfTheReference() {
        assertEquals("io=abc; Path=/; HttpOnly; SameSite=Lax", CookieHeader.of(CookieOptions.named("io"), "abc"));
    }

    @Test
    void allAttributesComeInTheOrderOfTheReference() {
        CookieOptions all = CookieOptions.named("io")
                .withSameSite("none")
                .withPriority("high")
                .withPartitioned(true)
                .withSecure(true)
                .withHttpOnly(true)
                .withExpires(Instant.parse("2030-01-02T03:04:05Z"))
                .withPath("/app")
                .withDomain("example.com")
                .withMaxAge(Duration.ofHours(1));
        assertEquals(
                "io=abc; Max-Age=3600; Domain=example.com; Path=/app; Expires=Wed, 02 Jan 2030 03:04:05 GMT; HttpOnly; "
                        + "Secure; Partitioned; Priority=High; SameSite=None",
                CookieHeader.of(all, "abc"));
    }

    @Test
    void attributesCanBeLeftOutAndTheValueIsEncoded() {
        CookieOptions bare =
                CookieOptions.named("io").withPath(null).withHttpOnly(false).withSameSite(null);
        assertEquals("io=a%3Bb%20%C3%A4_-", CookieHeader.of(bare, "a;b ä_-"));
    }

    /** CVE-2024-47764: a name, path or domain could add attributes and values of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a;b", "a=b", "userName=<script>alert('x')</script>; Max-Age=2592000; a", "é"})
    void badNamesAreRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> CookieOptions.named(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a;b", "/\r\nx", "/é", "/a<b"})
    void badPathsAreRefused(String path) {
        assertThrows(IllegalArgumentException.class, () -> with("io", null, path, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.com; Path=/x", "exa mple.com", "sub..example.com", "-a.com"})
    void badDomainsAreRefused(String domain) {
        assertThrows(IllegalArgumentException.class, () -> with("io", domain, "/", null, null));
    }

    @Test
    void badWordsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> with("io", null, "/", "urgent", null));
        String message = assertThrows(IllegalArgumentException.class, () -> with("io", null, "/", null, "maybe"))
                .getMessage();
        assertTrue(message.contains("'maybe'"), message);
    }

    @Test
    void onlyThePollingHandshakeSetsIt() {
        CoreFixture fixture = new CoreFixture(
                SocketIoOptions.builder().cookie(CookieOptions.named("io")).build());
        FakeHttpExchange handshake = fixture.http("GET", "EIO=4&transport=polling");
        String sid = handshake.bodyText().substring(9, 29);
        assertEquals(
                "io=" + sid + "; Path=/; HttpOnly; SameSite=Lax",
                handshake.responseHeaders().first("Set-Cookie"));
        assertEquals(
                0, fixture.post(sid, "40").responseHeaders().all("Set-Cookie").size());
        assertEquals(0, fixture.poll(sid).responseHeaders().all("Set-Cookie").size());
        FakeWebSocketExchange direct = new FakeWebSocketExchange("EIO=4&transport=websocket");
        fixture.server.engineServer().onRequest(direct);
        assertEquals(0, direct.responseHeaders().all("Set-Cookie").size());
    }
}

package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.options.SocketIoOptions;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFilesTest {

    private static EmbeddedTomcat tomcat;

    @BeforeAll
    static void start() throws Exception {
        EchoHooks hooks = new EchoHooks();
        hooks.cors = (exchange, next) -> {
            exchange.responseHeaders().set("Access-Control-Allow-Origin", "*");
            if (exchange.method().equals("OPTIONS")) {
                exchange.respond(204, new byte[0]);
            } else {
                next.accept(null);
            }
        };
        tomcat = EmbeddedTomcat.echoing(hooks, SocketIoOptions.defaults());
    }

    @AfterAll
    static void stop() throws Exception {
        tomcat.close();
    }

    private static RawHttp.Response get(String name, String... headers) throws Exception {
        try (RawHttp http = new RawHttp(tomcat.port())) {
            return http.get("/socket.io/" + name, headers);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socket.io.js",
                "socket.io.min.js",
                "socket.io.msgpack.min.js",
                "socket.io.esm.min.js",
                "socket.io.js.map",
                "socket.io.min.js.map",
                "socket.io.msgpack.min.js.map",
                "socket.io.esm.min.js.map"
            })
    void eightNamesAreServed(String name) throws Exception {
        RawHttp.Response file = get(name + "?x=1");
        assertEquals(200, file.status());
        assertEquals("public, max-age=0", file.header("Cache-Control"));
        assertEquals("\"4.8.4\"", file.header("ETag"));
        // Tomcat writes no space before charset.
        assertEquals(
                name.endsWith("map") ? "application/json;charset=utf-8" : "application/javascript;charset=utf-8",
                file.header("Content-Type").replace(" ", ""));
        assertNull(file.header("content-encoding"));
        assertEquals("*", file.header("Access-Control-Allow-Origin"));
        assertTrue(file.body().length > 10_000);
    }

    @Test
    void compressedFormsHoldTheSame() throws Exception {
        String plain = get("socket.io.js").text();
        RawHttp.Response gzip = get("socket.io.js", "Accept-Encoding: gzip, deflate, br");
        assertEquals("gzip", gzip.header("content-encoding"));
        assertEquals(plain, text(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes()));
        RawHttp.Response deflate = get("socket.io.js", "Accept-Encoding: deflate");
        assertEquals("deflate", deflate.header("content-encoding"));
        assertEquals(plain, text(new InflaterInputStream(new ByteArrayInputStream(deflate.body())).readAllBytes()));
        RawHttp.Response brotli = get("socket.io.js", "Accept-Encoding: *");
        assertEquals("br", brotli.header("content-encoding"));
        assertTrue(brotli.body().length < gzip.body().length);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void knownVersionIsNotSentAgain() throws Exception {
        for (String tag : new String[] {"\"4.8.4\"", "W/\"4.8.4\""}) {
            RawHttp.Response response = get("socket.io.js", "If-None-Match: " + tag);
            assertEquals(304, response.status());
            assertEquals(0, response.body().length);
        }
        for (String tag : new String[] {"*", "\"4.8.3\"", "\"4.8.4\", \"x\""}) {
            assertEquals(200, get("socket.io.js", "If-None-Match: " + tag).status());
        }
    }

    @Test
    void anyMethodButOptionsWithCorsServes() throws Exception {
        try (RawHttp http = new RawHttp(tomcat.port())) {
            assertEquals(200, http.post("/socket.io/socket.io.min.js", "").status());
            http.request("OPTIONS", "/socket.io/socket.io.min.js", null);
            assertEquals(204, http.receiveHead().status());
            http.request("HEAD", "/socket.io/socket.io.min.js", null);
            RawHttp.Response head = http.receiveHead();
            assertEquals(200, head.status());
        }
    }

    @Test
    void otherNamesAreTheEngines() throws Exception {
        for (String name :
                new String[] {"socket.io.esm.js", "x/socket.io.js", "socket.io.js.br", "client.properties"}) {
            RawHttp.Response response = get(name);
            assertEquals(400, response.status());
            assertEquals("{\"code\":0,\"message\":\"Transport unknown\"}", response.text());
        }
    }

    @Test
    void nothingIsServedWhenSwitchedOff() throws Exception {
        try (EmbeddedTomcat off = EmbeddedTomcat.echoing(
                        new EchoHooks(),
                        SocketIoOptions.builder().serveClient(false).build());
                RawHttp http = new RawHttp(off.port())) {
            assertEquals(400, http.get("/socket.io/socket.io.js").status());
        }
    }
}

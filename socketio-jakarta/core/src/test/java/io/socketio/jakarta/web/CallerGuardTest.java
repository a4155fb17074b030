package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.security.Principal;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Foreign pages and foreign requests: in the field, a page on another port placed an order as the user who visited it. */
class CallerGuardTest {

    private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";
    private static final String FOREIGN = "Origin: https://evil.example";
    private static final String COOKIE = "Cookie: theme=dark";
    private static final String REFUSAL =
            "Origin 'https://evil.example' may not connect with credentials (SocketIoOptions.allowedOrigins, socketio.allowed-origins)";

    /** Takes the caller from a header, and makes an HttpSession for whoever wants one. */
    public static final class Login implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            HttpServletRequest http = (HttpServletRequest) request;
            String user = http.getHeader("X-User");
            String session = http.getHeader("X-Session");
            if ("new".equals(session)) {
                http.getSession();
            } else if ("rename".equals(session)) {
                http.changeSessionId();
            }
            chain.doFilter(
                    new HttpServletRequestWrapper(http) {
                        @Override
                        public @Nullable Principal getUserPrincipal() {
                            return user == null ? null : () -> user;
                        }
                    },
                    response);
        }
    }

    private static EmbeddedTomcat tomcat(Consumer<Context> setup) throws Exception {
        return EmbeddedTomcat.with(context -> {
            context.addServletContainerInitializer(new SocketIoInitializer(), Set.of());
            FilterDef login = new FilterDef();
            login.setFilterName("login");
            login.setFilterClass(Login.class.getName());
            login.setAsyncSupported("true");
            context.addFilterDef(login);
            FilterMap map = new FilterMap();
            map.setFilterName("login");
            map.addURLPattern("/*");
            context.addFilterMap(map);
            setup.accept(context);
        });
    }

    private static RawHttp.Response get(EmbeddedTomcat tomcat, String target, String... headers) throws Exception {
        try (RawHttp http = new RawHttp(tomcat.port())) {
            return http.get(target, headers);
        }
    }

    private static RawHttp.Response upgrade(EmbeddedTomcat tomcat, String target, String... headers) throws Exception {
        try (RawWebSocket socket = new RawWebSocket(tomcat.port(), target, headers)) {
            return socket.handshake;
        }
    }

    private static String sidOf(RawHttp.Response handshake) {
        assertEquals(200, handshake.status());
        String text = handshake.text();
        int from = text.indexOf("\"sid\":\"") + 7;
        return text.substring(from, text.indexOf('"', from));
    }

    @Test
    void aForeignPageMayNotUseTheCredentialsOfAUser() throws Exception {
        try (EmbeddedTomcat tomcat = tomcat(context -> {})) {
            for (String credential : new String[] {COOKIE, "Authorization: Bearer x", "X-User: ann"}) {
                RawHttp.Response polling = get(tomcat, POLLING, FOREIGN, credential);
                assertEquals(403, polling.status(), credential);
                assertEquals("{\"code\":4,\"message\":\"" + REFUSAL + "\"}", polling.text());
                RawHttp.Response webSocket = upgrade(tomcat, WEBSOCKET, FOREIGN, credential);
                assertEquals(403, webSocket.status(), credential);
                assertEquals(REFUSAL, webSocket.text());
            }
            String sid = sidOf(get(tomcat, POLLING, COOKIE));
            assertEquals(
                    403,
                    upgrade(tomcat, WEBSOCKET + "&sid=" + sid, FOREIGN, COOKIE).status());
        }
    }

    @Test
    void ownPagesProgramsAndPagesWithoutCredentialsMayConnect() throws Exception {
        try (EmbeddedTomcat tomcat = tomcat(context -> {})) {
            assertEquals(200, get(tomcat, POLLING, FOREIGN).status());
            assertEquals(101, upgrade(tomcat, WEBSOCKET, FOREIGN).status());
            assertEquals(200, get(tomcat, POLLING, COOKIE, "X-User: ann").status());
            assertEquals(
                    200,
                    get(tomcat, POLLING, "Origin: http://localhost", COOKIE).status());
            assertEquals(
                    101,
                    upgrade(tomcat, WEBSOCKET, "Origin: http://LOCALHOST", COOKIE)
                            .status());
            assertEquals(
                    403,
                    get(tomcat, POLLING, "Origin: http://localhost:81", COOKIE).status());
            assertEquals(
                    403,
                    get(tomcat, POLLING, "Origin: https://localhost", COOKIE).status());
            assertEquals(403, get(tomcat, POLLING, "Origin: null", COOKIE).status());
        }
    }

    /** The request for a script has no origin, but the cookies of the user; whoever includes it reads what it says. */
    @Test
    void aForeignPageMayNotIncludeAScript() throws Exception {
        String script = POLLING + "&j=0";
        String referer = "Referer: https://evil.example/page";
        try (EmbeddedTomcat tomcat = tomcat(context -> {})) {
            assertEquals(403, get(tomcat, script, referer, COOKIE).status());
            assertEquals(403, get(tomcat, POLLING + "&%6a=0", referer, COOKIE).status());
            assertEquals(
                    403,
                    get(tomcat, script, COOKIE, "Sec-Fetch-Site: cross-site").status());
            assertEquals(403, get(tomcat, script, COOKIE).status());
            assertEquals(200, get(tomcat, script, referer).status());
            assertEquals(
                    200,
                    get(tomcat, script, COOKIE, "Referer: http://localhost/page")
                            .status());
            assertEquals(
                    200,
                    get(tomcat, script, COOKIE, "Sec-Fetch-Site: same-origin").status());
            assertEquals(200, get(tomcat, POLLING, referer, COOKIE).status());
        }
        try (EmbeddedTomcat tomcat =
                tomcat(context -> context.addParameter("socketio.allowed-origins", "https://evil.example"))) {
            assertEquals(200, get(tomcat, script, referer, COOKIE).status());
        }
    }

    @Test
    void originsThatAreNamedMayConnect() throws Exception {
        try (EmbeddedTomcat tomcat = tomcat(context -> {
            context.addParameter("socketio.allowed-origins", "https://app.example");
            context.addParameter("socketio.cors-origin", "https://cors.example, https://other.example");
        })) {
            assertEquals(
                    200,
                    get(tomcat, POLLING, "Origin: https://app.example", COOKIE).status());
            assertEquals(
                    200,
                    get(tomcat, POLLING, "Origin: https://other.example", COOKIE)
                            .status());
            assertEquals(403, get(tomcat, POLLING, FOREIGN, COOKIE).status());
        }
    }

    @Test
    void strictChecksEveryOriginAndAStarNone() throws Exception {
        try (EmbeddedTomcat tomcat =
                tomcat(context -> context.addParameter("socketio.allowed-origins", "strict, https://app.example"))) {
            assertEquals(403, get(tomcat, POLLING, FOREIGN).status());
            assertEquals(
                    200, get(tomcat, POLLING, "Origin: https://app.example").status());
            assertEquals(200, get(tomcat, POLLING).status());
        }
        try (EmbeddedTomcat tomcat = tomcat(context -> context.addParameter("socketio.allowed-origins", "*"))) {
            assertEquals(200, get(tomcat, POLLING, FOREIGN, COOKIE).status());
            assertEquals(101, upgrade(tomcat, WEBSOCKET, FOREIGN, COOKIE).status());
        }
    }

    @Test
    void theIdOfAConnectionIsNoLogin() throws Exception {
        try (EmbeddedTomcat tomcat = tomcat(context -> {})) {
            String sid = "&sid=" + sidOf(get(tomcat, POLLING, "X-User: ann"));
            assertEquals(403, get(tomcat, POLLING + sid).status());
            assertEquals(403, get(tomcat, POLLING + sid, "X-User: bob").status());
            assertEquals(403, upgrade(tomcat, WEBSOCKET + sid, "X-User: bob").status());
            try (RawHttp http = new RawHttp(tomcat.port())) {
                assertEquals(403, http.post(POLLING + sid, "40", "X-User: bob").status());
                assertEquals(200, http.post(POLLING + sid, "40", "X-User: ann").status());
            }
            assertTrue(get(tomcat, POLLING + sid, "X-User: ann").text().startsWith("40{"));
            assertEquals(101, upgrade(tomcat, WEBSOCKET + sid, "X-User: ann").status());
        }
    }

    @Test
    void anHttpSessionIsFollowedWhenItsIdChanges() throws Exception {
        try (EmbeddedTomcat tomcat = tomcat(context -> {})) {
            // A client without cookies that is given one in the handshake need not send it.
            String without = "&sid=" + sidOf(get(tomcat, POLLING, "X-Session: new"));
            assertEquals(200, post(tomcat, POLLING + without));
            String cookie = cookieOf(get(tomcat, "/socket.io/socket.io.js", "X-Session: new"));
            String sid = "&sid=" + sidOf(get(tomcat, POLLING, cookie));
            assertEquals(200, post(tomcat, POLLING + sid, cookie));
            String renamed = cookieOf(get(tomcat, "/socket.io/socket.io.js", cookie, "X-Session: rename"));
            assertEquals(200, post(tomcat, POLLING + sid, renamed));
            assertEquals(403, post(tomcat, POLLING + sid));
            assertEquals(
                    403,
                    post(tomcat, POLLING + sid, cookieOf(get(tomcat, "/socket.io/socket.io.js", "X-Session: new"))));
        }
    }

    @Test
    void theBindingCanBeSwitchedOff() throws Exception {
        try (EmbeddedTomcat tomcat = tomcat(context -> context.addParameter("socketio.bind-to-caller", "false"))) {
            String sid = "&sid=" + sidOf(get(tomcat, POLLING, "X-User: ann"));
            assertEquals(200, post(tomcat, POLLING + sid));
        }
    }

    private static int post(EmbeddedTomcat tomcat, String target, String... headers) throws Exception {
        try (RawHttp http = new RawHttp(tomcat.port())) {
            return http.post(target, "3", headers).status();
        }
    }

    private static String cookieOf(RawHttp.Response response) {
        String set = String.valueOf(response.header("Set-Cookie"));
        assertTrue(set.startsWith("JSESSIONID="), set);
        return "Cookie: " + set.substring(0, set.indexOf(';'));
    }
}

package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socket.client.Socket;
import io.socketio.jakarta.ConnectRefused;
import io.socketio.jakarta.EventRefused;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.RateLimited;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.filter.Exchange;
import io.socketio.jakarta.filter.SocketIoFilter;
import jakarta.annotation.Priority;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.catalina.Context;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Interceptors, filters, roles, rates and validation. */
class PipelineTest {

    static final BlockingQueue<String> LOG = new LinkedBlockingQueue<>();

    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    public @interface Audited {}

    @Audited
    @Interceptor
    @Priority(Interceptor.Priority.APPLICATION)
    public static class Auditor {
        @Inject
        Exchange exchange;

        @AroundInvoke
        Object audit(InvocationContext context) throws Exception {
            LOG.add("interceptor " + exchange.phase() + " " + context.getParameters().length);
            if (exchange.phase() == Exchange.Phase.CONNECTING
                    && exchange.socket().handshake().auth().containsKey("intercept")) {
                throw new ConnectRefused("intercepted", 42);
            }
            return context.proceed();
        }
    }

    @ApplicationScoped
    @Priority(2)
    public static class Inner implements SocketIoFilter {
        @Override
        public boolean appliesTo(String namespace) {
            return namespace.equals("/guarded");
        }

        @Override
        public @Nullable Object filter(Exchange exchange, Rest rest) throws Exception {
            if (exchange.phase() == Exchange.Phase.CONNECTING
                    && exchange.socket().handshake().auth().containsKey("silent")) {
                return null;
            }
            if (exchange.phase() != Exchange.Phase.EVENT) {
                return rest.proceed();
            }
            LOG.add("inner");
            return "filtered " + rest.proceed();
        }
    }

    @ApplicationScoped
    @Priority(1)
    public static class Outer implements SocketIoFilter {
        @Override
        public @Nullable Object filter(Exchange exchange, Rest rest) throws Exception {
            if (exchange.event() != null && exchange.event().name().equals("stopped")) {
                throw new EventRefused("stopped by a filter");
            }
            LOG.add("outer " + exchange.phase());
            return rest.proceed();
        }
    }

    @SocketIoNamespace("/guarded")
    @Audited
    public static class Guarded {
        @OnConnecting
        void admit() {}

        @OnEvent("echo")
        String echo(String text) {
            return text;
        }

        @OnEvent("stopped")
        String stopped() {
            return "not stopped";
        }
    }

    public static class Message {
        @NotBlank
        public String text = "";

        @Positive
        public int size = 1;
    }

    @SocketIoNamespace("/members")
    @RolesAllowed("user")
    public static class Members {
        @OnEvent("user")
        String user() {
            return "user";
        }

        @OnEvent("admin")
        @RolesAllowed("admin")
        String admin() {
            return "admin";
        }

        @OnEvent("everybody")
        @PermitAll
        String everybody(java.security.Principal caller) {
            return caller.getName();
        }

        @OnEvent("nobody")
        @DenyAll
        String nobody() {
            return "nobody";
        }
    }

    @SocketIoNamespace("/checked")
    public static class Checked {
        @OnEvent("valid")
        String valid(@Valid Message message, @Positive int number) {
            return "ok";
        }

        @OnEvent("result")
        @NotBlank
        String result(String text) {
            return text;
        }

        @OnEvent("limited")
        @RateLimited(value = 2, perMillis = 60_000)
        String limited() {
            return "ok";
        }
    }

    static WeldTomcat tomcat;

    @BeforeAll
    static void deploy() throws Exception {
        tomcat = WeldTomcat.with(
                PipelineTest::authenticate,
                Guarded.class,
                Members.class,
                Checked.class,
                Message.class,
                Auditor.class,
                Audited.class,
                Inner.class,
                Outer.class);
    }

    /** The caller is who the header says; its role is its name. */
    private static void authenticate(Context context) {
        context.getPipeline().addValve(new ValveBase(true) {
            @Override
            public void invoke(
                    org.apache.catalina.connector.Request request, org.apache.catalina.connector.Response response)
                    throws java.io.IOException, jakarta.servlet.ServletException {
                String user = request.getHeader("x-user");
                if (user != null) {
                    request.setUserPrincipal(new GenericPrincipal(user, List.of(user)));
                }
                getNext().invoke(request, response);
            }
        });
    }

    @AfterAll
    static void undeploy() throws Exception {
        tomcat.close();
    }

    private static Socket as(String user, String namespace) {
        return tomcat.client(namespace, Map.of(), Map.of("x-user", List.of(user)));
    }

    @AfterEach
    void closeClients() throws Exception {
        tomcat.endClients();
    }

    @Test
    void filtersSurroundInterceptorsInTheirOrder() throws Exception {
        LOG.clear();
        Socket client = tomcat.connected("/guarded");
        String seen = WeldTomcat.next(LOG);
        while (!"outer CONNECT".equals(seen)) {
            seen = WeldTomcat.next(LOG);
        }
        assertEquals("filtered hello", WeldTomcat.ask(client, "echo", "hello"));
        assertEquals("outer EVENT", WeldTomcat.next(LOG));
        assertEquals("inner", WeldTomcat.next(LOG));
        assertEquals("interceptor EVENT 1", WeldTomcat.next(LOG));
    }

    @Test
    void throwingWhileConnectingRefuses() throws Exception {
        assertEquals(
                "{\"data\":42,\"message\":\"intercepted\"}",
                reordered(WeldTomcat.refused(tomcat.client("/guarded", Map.of("intercept", "yes")))));
    }

    @Test
    void filterThatDoesNotProceedWhileConnectingRefuses() throws Exception {
        assertEquals(
                "{\"message\":\"refused\"}", WeldTomcat.refused(tomcat.client("/guarded", Map.of("silent", "yes"))));
    }

    @Test
    void filterMayRefuseAnEvent() throws Exception {
        Socket client = tomcat.connected("/guarded");
        assertEquals("{\"error\":\"stopped by a filter\"}", WeldTomcat.ask(client, "stopped"));
    }

    @Test
    void rolesGuardConnectingAndEvents() throws Exception {
        assertEquals("{\"message\":\"forbidden\"}", WeldTomcat.refused(tomcat.client("/members", Map.of())));
        assertEquals("{\"message\":\"forbidden\"}", WeldTomcat.refused(as("guest", "/members")));
        Socket client = WeldTomcat.connected(as("user", "/members"));
        assertEquals("user", WeldTomcat.ask(client, "user"));
        assertEquals("{\"error\":\"forbidden\"}", WeldTomcat.ask(client, "admin"));
        assertEquals("user", WeldTomcat.ask(client, "everybody"));
        assertEquals("{\"error\":\"forbidden\"}", WeldTomcat.ask(client, "nobody"));
    }

    @Test
    void violationsAreToldByPath() throws Exception {
        Socket client = tomcat.connected("/checked");
        org.json.JSONObject bad = new org.json.JSONObject(Map.of("text", " ", "size", 1));
        assertEquals(
                "{\"violations\":[{\"path\":\"message.text\",\"message\":\"must not be blank\"}],\"error\":\"validation failed\"}",
                new org.json.JSONObject(WeldTomcat.ask(client, "valid", bad, 5)).toString());
        String number = WeldTomcat.ask(client, "valid", new org.json.JSONObject(Map.of("text", "x", "size", 1)), -5);
        assertTrue(String.valueOf(number).contains("\"number\""), number);
        String result = WeldTomcat.ask(client, "result", "");
        assertTrue(String.valueOf(result).contains("validation failed"), result);
        assertEquals("ok", WeldTomcat.ask(client, "valid", new org.json.JSONObject(Map.of("text", "x", "size", 1)), 5));
    }

    @Test
    void rateIsLimitedPerConnection() throws Exception {
        Socket client = tomcat.connected("/checked");
        assertEquals("ok", WeldTomcat.ask(client, "limited"));
        assertEquals("ok", WeldTomcat.ask(client, "limited"));
        String refusal = WeldTomcat.ask(client, "limited");
        assertTrue(String.valueOf(refusal).contains("rate limit exceeded"), refusal);
        assertEquals("ok", WeldTomcat.ask(tomcat.connected("/checked"), "limited"));
    }

    private static String reordered(String json) throws Exception {
        org.json.JSONObject object = new org.json.JSONObject(json);
        return "{\"data\":" + object.get("data") + ",\"message\":\"" + object.get("message") + "\"}";
    }
}

package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socket.client.Socket;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.filter.Exchange;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.catalina.Context;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.realm.RealmBase;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.apache.tomcat.util.descriptor.web.SecurityCollection;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The caller that the container has logged in. */
class LoginTest {

    @RequestScoped
    public static class Caller {
        @Inject
        Handshake handshake;

        public String describe() {
            Principal principal = Objects.requireNonNull(handshake.principal());
            return principal.getName() + " " + new TreeSet<>(handshake.roles());
        }
    }

    @ApplicationScoped
    public static class Service {
        @Inject
        Exchange exchange;

        @Inject
        Caller caller;

        public String describe() {
            Principal principal =
                    Objects.requireNonNull(exchange.socket().handshake().principal());
            return principal.getName() + ", " + caller.describe();
        }
    }

    @SocketIoNamespace("/secret")
    @RolesAllowed({"user", "admin"})
    @DeclareRoles({"other", "unknown"})
    public static class Secret {
        @Inject
        Service service;

        @OnEvent("who")
        String who(Principal caller) {
            return caller.getName();
        }

        @OnEvent("service")
        String service() {
            return service.describe();
        }

        @OnEvent("admins only")
        @RolesAllowed("admin")
        String adminsOnly() {
            return "done";
        }
    }

    /** Everybody's password is the name; Ann is an administrator. */
    private static final class Names extends RealmBase {
        @Override
        protected @Nullable String getPassword(String name) {
            return name;
        }

        @Override
        protected Principal getPrincipal(String name) {
            return new GenericPrincipal(name, name.equals("ann") ? List.of("user", "admin", "other") : List.of("user"));
        }
    }

    static WeldTomcat tomcat;

    @BeforeAll
    static void deploy() throws Exception {
        tomcat = WeldTomcat.with(LoginTest::configure, Secret.class, Service.class, Caller.class);
    }

    private static void configure(Context context) {
        context.setRealm(new Names());
        LoginConfig login = new LoginConfig();
        login.setAuthMethod("BASIC");
        context.setLoginConfig(login);
        SecurityCollection everything = new SecurityCollection();
        everything.addPattern("/*");
        SecurityConstraint constraint = new SecurityConstraint();
        constraint.addCollection(everything);
        constraint.addAuthRole("user");
        context.addConstraint(constraint);
        context.addSecurityRole("user");
    }

    @AfterAll
    static void undeploy() throws Exception {
        tomcat.close();
    }

    private static Map<String, List<String>> credentials(String user) {
        byte[] both = (user + ":" + user).getBytes(StandardCharsets.UTF_8);
        return Map.of("Authorization", List.of("Basic " + Base64.getEncoder().encodeToString(both)));
    }

    private static Socket as(String user, String transports) throws Exception {
        return WeldTomcat.connected(tomcat.client("/secret", credentials(user), transports.split(",")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket", "polling,websocket"})
    void callerAndRolesAreThereInEveryHandler(String transports) throws Exception {
        Socket ann = as("ann", transports);
        Socket bob = as("bob", transports);
        assertEquals("ann", WeldTomcat.ask(ann, "who"));
        assertEquals("bob", WeldTomcat.ask(bob, "who"));
        assertEquals("ann, ann [admin, other, user]", WeldTomcat.ask(ann, "service"));
        assertEquals("bob, bob [user]", WeldTomcat.ask(bob, "service"));
        assertEquals("done", WeldTomcat.ask(ann, "admins only"));
        assertEquals("{\"error\":\"forbidden\"}", WeldTomcat.ask(bob, "admins only"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"polling", "websocket"})
    void containerRefusesWhoIsNotLoggedIn(String transport) throws Exception {
        Socket nobody = tomcat.client("/secret", Map.of(), transport);
        assertEquals(
                "io.socket.engineio.client.EngineIOException",
                WeldTomcat.refused(nobody).split(":")[0]);
    }
}

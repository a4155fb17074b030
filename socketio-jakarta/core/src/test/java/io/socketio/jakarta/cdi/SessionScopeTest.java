package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socket.client.Socket;
import io.socketio.jakarta.annotation.OnConnect;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnDisconnect;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.filter.Exchange;
import io.socketio.jakarta.filter.SocketIoFilter;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.Context;
import org.jboss.weld.context.http.HttpLiteral;
import org.jboss.weld.context.http.HttpSessionContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code @SessionScoped} beans in the handlers of sockets. All of them run on one thread here, so whatever is left on it is seen. */
class SessionScopeTest {

    static final BlockingQueue<String> LOG = new LinkedBlockingQueue<>();
    static volatile CountDownLatch gate = new CountDownLatch(0);
    static volatile String leaked = "";

    @SessionScoped
    public static class Cart implements Serializable {
        private static final long serialVersionUID = 1L;

        private final AtomicInteger items = new AtomicInteger();

        public int add() {
            return items.incrementAndGet();
        }
    }

    @RequestScoped
    public static class Closing {
        @Inject
        Cart cart;

        public void touch() {}

        @PreDestroy
        void end() {
            LOG.add("request ends at " + cart.add());
        }
    }

    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Counted {}

    @Counted
    @Interceptor
    @Priority(Interceptor.Priority.APPLICATION)
    public static class Counter {
        @Inject
        Cart cart;

        @AroundInvoke
        Object count(InvocationContext context) throws Exception {
            return "interceptor " + cart.add() + ", " + context.proceed();
        }
    }

    @ApplicationScoped
    public static class Filter implements SocketIoFilter {
        @Inject
        Cart cart;

        @Override
        public boolean appliesTo(String namespace) {
            return namespace.equals("/phases");
        }

        @Override
        public @Nullable Object filter(Exchange exchange, Rest rest) throws Exception {
            LOG.add("filter of " + exchange.phase() + " " + cart.add());
            return rest.proceed();
        }
    }

    @SocketIoNamespace("/phases")
    public static class Phases {
        @Inject
        Cart cart;

        @OnConnecting
        void admit() {
            LOG.add("connecting " + cart.add());
        }

        @OnConnect
        void joined() {
            LOG.add("connect " + cart.add());
        }

        @OnEvent("add")
        @Counted
        String add() {
            return "handler " + cart.add();
        }

        @OnDisconnect
        void left() {
            LOG.add("disconnect " + cart.add());
        }
    }

    @SocketIoNamespace("/cart")
    public static class Carts {
        @Inject
        Cart cart;

        @Inject
        Closing closing;

        @OnEvent("add")
        String add() {
            return attempt();
        }

        @OnEvent("closing")
        void closing() {
            closing.touch();
        }

        @OnEvent("wait")
        void await() throws InterruptedException {
            LOG.add("waiting");
            gate.await(WeldTomcat.TIMEOUT_S, TimeUnit.SECONDS);
            LOG.add(attempt());
        }

        private String attempt() {
            try {
                return String.valueOf(cart.add());
            } catch (ContextNotActiveException e) {
                return "not active";
            }
        }

        /** What Weld on Tomcat does with asynchronous requests: somebody's session stays on the thread. */
        @OnEvent("leak")
        void leak(io.socketio.jakarta.Socket socket) throws Exception {
            HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {HttpServletRequest.class},
                    (proxy, method, args) -> null);
            io.socketio.jakarta.Socket victim =
                    Objects.requireNonNull(socket.namespace().sockets().get(leaked));
            HttpSessionContext context = context();
            Class.forName("org.jboss.weld.module.web.servlet.SessionHolder")
                    .getMethod("sessionCreated", jakarta.servlet.http.HttpSession.class)
                    .invoke(
                            null,
                            ((io.socketio.jakarta.web.session.ServletHttpSession) victim.httpSession()).session());
            context.associate(request);
            context.activate();
            cart.add();
        }

        private static HttpSessionContext context() {
            return CDI.current()
                    .select(HttpSessionContext.class, HttpLiteral.INSTANCE)
                    .get();
        }
    }

    static WeldTomcat tomcat;

    @BeforeAll
    static void deploy() throws Exception {
        tomcat = WeldTomcat.with(
                SessionScopeTest::configure,
                Phases.class,
                Carts.class,
                Cart.class,
                Closing.class,
                Filter.class,
                Counter.class,
                Counted.class);
    }

    static void configure(Context context) {
        context.addParameter("socketio.threads", "1");
        Browser.addServlet(context);
    }

    @AfterAll
    static void undeploy() throws Exception {
        tomcat.close();
    }

    @BeforeEach
    void clear() {
        LOG.clear();
    }

    @Test
    void beanIsTheOneThatHttpRequestsSee() throws Exception {
        Browser browser = Browser.login(tomcat);
        assertEquals("1", browser.get("/bean/add"));
        Socket client = browser.connected("/cart");
        assertEquals("2", WeldTomcat.ask(client, "add"));
        assertEquals("3", browser.get("/bean/add"));
        assertEquals("4", WeldTomcat.ask(browser.connected("/cart", "polling"), "add"));
    }

    @Test
    void beanMadeInAHandlerIsThereForHttpRequests() throws Exception {
        Browser browser = Browser.login(tomcat);
        assertEquals("1", WeldTomcat.ask(browser.connected("/cart"), "add"));
        assertEquals("2", browser.get("/bean/add"));
    }

    @Test
    void scopeIsActiveInEveryPhaseAndInWhateverRunsThere() throws Exception {
        Browser browser = Browser.login(tomcat);
        Socket client = browser.connected("/phases");
        assertEquals("filter of CONNECTING 1", WeldTomcat.next(LOG));
        assertEquals("connecting 2", WeldTomcat.next(LOG));
        assertEquals("filter of CONNECT 3", WeldTomcat.next(LOG));
        assertEquals("connect 4", WeldTomcat.next(LOG));
        assertEquals("interceptor 6, handler 7", WeldTomcat.ask(client, "add"));
        assertEquals("filter of EVENT 5", WeldTomcat.next(LOG));
        client.disconnect();
        assertEquals("filter of DISCONNECTING 8", WeldTomcat.next(LOG));
        assertEquals("filter of DISCONNECT 9", WeldTomcat.next(LOG));
        assertEquals("disconnect 10", WeldTomcat.next(LOG));
    }

    @Test
    void requestScopeEndsWithinTheSessionScope() throws Exception {
        Browser browser = Browser.login(tomcat);
        Socket client = browser.connected("/cart");
        WeldTomcat.ask(client, "closing");
        assertEquals("request ends at 1", WeldTomcat.next(LOG));
    }

    @Test
    void nobodySeesTheBeansOfAnother() throws Exception {
        Socket ann = Browser.login(tomcat).connected("/cart");
        Socket bob = Browser.login(tomcat).connected("/cart");
        Socket anonymous = tomcat.connected("/cart");
        assertEquals("1", WeldTomcat.ask(ann, "add"));
        assertEquals("2", WeldTomcat.ask(ann, "add"));
        assertEquals("not active", WeldTomcat.ask(anonymous, "add"));
        assertEquals("1", WeldTomcat.ask(bob, "add"));
        assertEquals("not active", WeldTomcat.ask(anonymous, "add"));
        assertEquals("3", WeldTomcat.ask(ann, "add"));
    }

    @Test
    void sessionThatEndsDuringAHandlerIsNotActiveAndTheHandlerGoesOn() throws Exception {
        Browser browser = Browser.login(tomcat);
        Socket client = browser.connected("/cart");
        BlockingQueue<String> ends = WeldTomcat.events(client, Socket.EVENT_DISCONNECT);
        gate = new CountDownLatch(1);
        client.emit("wait");
        assertEquals("waiting", WeldTomcat.next(LOG));
        browser.get("/logout");
        gate.countDown();
        assertEquals("not active", WeldTomcat.next(LOG));
        assertEquals("io server disconnect", WeldTomcat.next(ends));
        assertEquals("1", WeldTomcat.ask(Browser.login(tomcat).connected("/cart"), "add"));
        assertTrue(LOG.isEmpty(), () -> LOG.toString());
    }
}

package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socket.client.Ack;
import io.socket.client.Socket;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Emitting where no socket calls: from a servlet, a thread, a timer. */
class OutsideOfRequestsTest {

    @SocketIoNamespace("/news")
    public static class News {
        @OnEvent("ping")
        String ping() {
            return "pong";
        }
    }

    /** What a REST resource, an EJB or a job would be. */
    @ApplicationScoped
    public static class Desk {
        @Inject
        @SocketIoNamespace("/news")
        Namespace news;

        @Inject
        SocketIoServer server;

        @Inject
        io.socketio.jakarta.Socket socket;

        public void tell(String what) {
            news.emit("news", what);
            server.of("/news").to("nobody").emit("news", "not this");
            server.emit("root", what);
        }

        public List<String> ask(String what) throws Exception {
            List<String> answers = new ArrayList<>();
            news.timeout(java.time.Duration.ofSeconds(WeldTomcat.TIMEOUT_S))
                    .emitWithAck("question", what)
                    .toCompletableFuture()
                    .get(WeldTomcat.TIMEOUT_S, TimeUnit.SECONDS)
                    .forEach(answer -> answers.add(String.valueOf(answer.arg(0, String.class))));
            return answers;
        }

        public String currentSocket() {
            try {
                return socket.id();
            } catch (ContextNotActiveException e) {
                return "none";
            }
        }
    }

    /** As {@code @Schedule} calls it: a thread of somebody else's, without any scope. */
    @ApplicationScoped
    public static class Clock {
        @Inject
        Desk desk;

        private ScheduledExecutorService timer;

        @PostConstruct
        void start() {
            timer = new ScheduledThreadPoolExecutor(1);
        }

        public void strike() {
            timer.schedule(() -> desk.tell("from a timer"), 1, TimeUnit.MILLISECONDS);
        }

        @PreDestroy
        void stop() {
            timer.shutdownNow();
        }
    }

    public static class Resource extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Inject
        transient Desk desk;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            // Tomcat made the servlet itself, so nothing was injected.
            Desk found = desk == null ? CDI.current().select(Desk.class).get() : desk;
            found.tell("from a servlet");
            response.getWriter().print(found.currentSocket());
        }
    }

    static WeldTomcat tomcat;

    @BeforeAll
    static void deploy() throws Exception {
        tomcat =
                WeldTomcat.with(OutsideOfRequestsTest::addServlet, News.class, Desk.class, Clock.class, Resource.class);
    }

    private static void addServlet(Context context) {
        Tomcat.addServlet(context, "resource", Resource.class.getName());
        context.addServletMappingDecoded("/news", "resource");
    }

    @AfterAll
    static void undeploy() throws Exception {
        tomcat.close();
    }

    @AfterEach
    void closeClients() {
        tomcat.closeClients();
    }

    private static <T> T bean(Class<T> type) {
        return tomcat.bean(type);
    }

    @Test
    void servletEmitsToNamespaces() throws Exception {
        BlockingQueue<String> news = WeldTomcat.events(tomcat.connected("/news"), "news");
        BlockingQueue<String> root = WeldTomcat.events(tomcat.connected("/"), "root");
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(tomcat.uri("/news"))
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals("none", response.body());
        assertEquals("from a servlet", WeldTomcat.next(news));
        assertEquals("from a servlet", WeldTomcat.next(root));
    }

    @Test
    void plainThreadEmitsAndWaitsForAcknowledgements() throws Exception {
        Socket client = tomcat.connected("/news");
        client.on("question", args -> ((Ack) args[1]).call("answer to " + args[0]));
        BlockingQueue<String> news = WeldTomcat.events(client, "news");
        Desk desk = bean(Desk.class);
        CompletableFuture<List<String>> answers = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                desk.tell("from a thread");
                answers.complete(desk.ask("it"));
            } catch (Throwable t) {
                answers.completeExceptionally(t);
            }
        });
        thread.start();
        assertEquals("from a thread", WeldTomcat.next(news));
        List<String> seen = answers.get(WeldTomcat.TIMEOUT_S, TimeUnit.SECONDS);
        assertEquals(List.of("answer to it"), seen);
        assertEquals("none", desk.currentSocket());
        thread.join();
    }

    @Test
    void timerEmits() throws Exception {
        BlockingQueue<String> news = WeldTomcat.events(tomcat.connected("/news"), "news");
        bean(Clock.class).strike();
        assertEquals("from a timer", WeldTomcat.next(news));
    }
}

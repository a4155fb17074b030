package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.web.SocketIo;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever the application runs on the path of the sockets finds the contexts of its own request. In the field, half of all anonymous handshakes found
 * the {@code @SessionScoped} beans of a user whose asynchronous request had been on the same thread before, and sockets got that user's principal.
 */
class ContextsOnTomcatTest {

    private static final int USERS = 8;
    private static final int STRANGERS = 8;

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicBoolean over = new AtomicBoolean();
    private final WeldLog log = new WeldLog();

    @BeforeEach
    void clear() {
        ContextsApplication.SEEN.clear();
        ContextsApplication.OPEN.clear();
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    public static final class Registering implements ServletContextListener {

        @Override
        public void contextInitialized(ServletContextEvent event) {
            ContextsApplication.watch(SocketIo.register(event.getServletContext(), SocketIoOptions.defaults()));
        }
    }

    @Test
    void strangersSeeNobodyWithTheInitializer() throws Exception {
        try (WeldTomcat tomcat = deployed(context -> {})) {
            ContextsApplication.watch(tomcat.server());
            strangersSeeNobody(tomcat, 3000);
        }
    }

    @Test
    void strangersSeeNobodyIfTheApplicationRegistersTheServer() throws Exception {
        try (WeldTomcat tomcat = deployed(context -> {
            context.addParameter("socketio.enabled", "false");
            context.addApplicationListener(Registering.class.getName());
        })) {
            strangersSeeNobody(tomcat, 800);
        }
    }

    private static WeldTomcat deployed(Consumer<Context> setup) throws Exception {
        return WeldTomcat.with(
                context -> {
                    setup.accept(context);
                    addFilter(context);
                    context.addApplicationListener(ContextsApplication.Requests.class.getName());
                    Tomcat.addServlet(context, "pages", new ContextsApplication.Pages())
                            .setAsyncSupported(true);
                    context.addServletMappingDecoded("/pages/*", "pages");
                    ErrorPage error = new ErrorPage();
                    error.setErrorCode(500);
                    error.setLocation("/pages/error");
                    context.addErrorPage(error);
                    Container host = context.getParent();
                    host.getPipeline().addValve(new ThreadCheck(context));
                },
                ContextsApplication.User.class);
    }

    private static void addFilter(Context context) {
        FilterDef filter = new FilterDef();
        filter.setFilterName("door");
        filter.setFilter(new ContextsApplication.Door());
        filter.setFilterClass(ContextsApplication.Door.class.getName());
        filter.setAsyncSupported("true");
        context.addFilterDef(filter);
        FilterMap everywhere = new FilterMap();
        everywhere.setFilterName("door");
        everywhere.addURLPattern("/*");
        everywhere.setDispatcher(DispatcherType.REQUEST.name());
        context.addFilterMap(everywhere);
    }

    /** Stands before the application, and sees what is left on the threads that come to it, and that return from it. */
    private static final class ThreadCheck extends ValveBase {

        private final Context application;

        ThreadCheck(Context application) {
            super(true);
            this.application = application;
        }

        @Override
        public void invoke(Request request, Response response)
                throws java.io.IOException, jakarta.servlet.ServletException {
            check("thread before the call");
            getNext().invoke(request, response);
            check("thread after the call");
        }

        private void check(String place) {
            for (String left : WeldTomcat.activeContexts(application)) {
                ContextsApplication.note(place, left);
            }
        }
    }

    private void strangersSeeNobody(WeldTomcat tomcat, int handshakes) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<?>> users = new ArrayList<>();
            for (int i = 0; i < USERS; i++) {
                String name = "user" + i;
                users.add(threads.submit(() -> useThePages(tomcat, name)));
            }
            List<Future<?>> strangers = new ArrayList<>();
            for (int i = 0; i < STRANGERS; i++) {
                strangers.add(threads.submit(() -> handshakes(tomcat, handshakes / STRANGERS)));
            }
            for (Future<?> stranger : strangers) {
                stranger.get(120, TimeUnit.SECONDS);
            }
            over.set(true);
            for (Future<?> user : users) {
                user.get(WeldTomcat.TIMEOUT_S, TimeUnit.SECONDS);
            }
        } finally {
            over.set(true);
            ContextsApplication.OPEN.forEach(AsyncContext::complete);
            threads.shutdownNow();
        }
        assertEquals(List.of(), wrong(), () -> "seen: " + new TreeMap<>(ContextsApplication.SEEN));
        assertEquals(Map.of(), log.counts());
    }

    private static List<String> wrong() {
        return ContextsApplication.SEEN.keySet().stream()
                .filter(seen -> !seen.endsWith(": " + ContextsApplication.RIGHT))
                // Tomcat calls listeners of web.xml before those of Weld, on every path.
                .filter(seen -> !seen.equals("request listener: " + ContextsApplication.INACTIVE))
                // A body that comes after the head is read when the call has returned.
                .filter(seen -> !seen.equals("headers of POST: " + ContextsApplication.INACTIVE))
                .sorted()
                .toList();
    }

    private Void useThePages(WeldTomcat tomcat, String name) throws Exception {
        String session = get(tomcat, "/pages/login?name=" + name, "none");
        String[] pages = {"async", "dispatch", "async", "tell", "who", "fails"};
        for (int i = 0; !over.get(); i++) {
            if (i % 50 == 0) {
                open(tomcat, session, name);
                ContextsApplication.noteRight("page late", name, get(tomcat, "/pages/late", session));
            }
            talk(tomcat, "&me=" + name, session, false);
            String page = pages[i % pages.length];
            String seen = get(tomcat, "/pages/" + page, session);
            ContextsApplication.noteRight("page " + page, name, seen);
        }
        return null;
    }

    /** A request that the server leaves open. */
    private void open(WeldTomcat tomcat, String session, String name) throws Exception {
        HttpResponse<InputStream> response =
                http.send(request(tomcat, "/pages/open", session).build(), HttpResponse.BodyHandlers.ofInputStream());
        byte[] seen = response.body().readNBytes(name.length());
        assertEquals(name, new String(seen, StandardCharsets.UTF_8));
    }

    private Void handshakes(WeldTomcat tomcat, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            talk(tomcat, "", "none", i % 5 == 0);
        }
        return null;
    }

    /** A connection over polling, from its handshake to its end. */
    private void talk(WeldTomcat tomcat, String me, String session, boolean waits) throws Exception {
        String path = "/socket.io/?EIO=4&transport=polling" + me;
        String open = get(tomcat, path, session);
        String poll = path + "&sid=" + open.replaceFirst(".*\"sid\":\"", "").replaceFirst("\".*", "");
        if (waits) {
            ContextsApplication.noteRight("connect", "ok", post(tomcat, poll, session, "40"));
            ContextsApplication.noteRight(
                    "poll", "40", get(tomcat, poll, session).replaceFirst(".*40\\{.*", "40"));
            // Suspended until the page of a user emits to all.
            get(tomcat, poll, session);
        }
        post(tomcat, poll, session, "1");
    }

    private String post(WeldTomcat tomcat, String path, String session, String body) throws Exception {
        HttpRequest.Builder request = request(tomcat, path, session).POST(HttpRequest.BodyPublishers.ofString(body));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    private String get(WeldTomcat tomcat, String path, String session) throws Exception {
        return http.send(request(tomcat, path, session).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static HttpRequest.Builder request(WeldTomcat tomcat, String path, String session) {
        HttpRequest.Builder request = HttpRequest.newBuilder(tomcat.uri(path));
        return session.equals("none") ? request : request.header("Cookie", "JSESSIONID=" + session);
    }
}

package io.socketio.jakarta.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Users on the pages of an application, each with an HttpSession, and strangers without a cookie who connect to its sockets meanwhile. */
final class Crowd {

    private static final int USERS = 8;
    private static final int STRANGERS = 4;
    private static final int TIMEOUT_SECONDS = 60;

    /** Has no cookies. */
    private static final HttpClient STRANGER =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String application;
    private final List<String> pages;
    private final AtomicBoolean over = new AtomicBoolean();

    /** @param pages the pages that users visit in turn; each answers with the name of the user */
    Crowd(URL application, List<String> pages) {
        this.application = Address.of(application).toString();
        this.pages = pages;
    }

    /** Makes so many handshakes without a cookie. @return whom the application has seen */
    String handshakes(int count) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<?>> users = new ArrayList<>();
            for (int i = 0; i < USERS; i++) {
                String name = "user" + i;
                users.add(threads.submit(() -> visit(name)));
            }
            List<Future<?>> strangers = new ArrayList<>();
            for (int i = 0; i < STRANGERS; i++) {
                strangers.add(threads.submit(() -> connect(count / STRANGERS)));
            }
            for (Future<?> stranger : strangers) {
                await(stranger, users);
            }
            over.set(true);
            for (Future<?> user : users) {
                user.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            }
            return get(STRANGER, "pages/seen");
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }

    /** A stranger waits for what users do: says whom the application has seen, and why users have stopped. */
    private void await(Future<?> stranger, List<Future<?>> users) throws Exception {
        try {
            stranger.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            AssertionError late = new AssertionError("seen: " + get(STRANGER, "pages/seen"), e);
            for (Future<?> user : users) {
                try {
                    if (user.isDone()) {
                        user.get();
                    }
                } catch (ExecutionException stopped) {
                    late.addSuppressed(stopped.getCause());
                }
            }
            throw late;
        }
    }

    private Void visit(String name) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager())
                .build();
        get(client, "pages/login?name=" + name);
        for (int i = 0; !over.get(); i++) {
            if (i % 50 == 0) {
                InputStream open = client.send(request("pages/open"), HttpResponse.BodyHandlers.ofInputStream())
                        .body();
                assertEquals(name, new String(open.readNBytes(name.length()), StandardCharsets.UTF_8));
            }
            String page = pages.get(i % pages.size());
            assertEquals(name, get(client, page), page);
            talk(client, "&me=" + name, false);
        }
        return null;
    }

    private Void connect(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            talk(STRANGER, "", i % 5 == 0);
        }
        return null;
    }

    private void talk(HttpClient client, String me, boolean waits) throws Exception {
        String path = "socket.io/?EIO=4&transport=polling" + me;
        String poll = path + "&sid="
                + get(client, path).replaceFirst(".*\"sid\":\"", "").replaceFirst("\".*", "");
        if (waits) {
            assertEquals("ok", post(client, poll, "40"));
            String connected = get(client, poll);
            assertTrue(connected.contains("40{"), connected);
            // Suspended until the page of a user emits to all.
            get(client, poll);
        }
        assertEquals("ok", post(client, poll, "1"));
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(application + path)).build();
    }

    private String get(HttpClient client, String path) throws Exception {
        return client.send(request(path), HttpResponse.BodyHandlers.ofString()).body();
    }

    private String post(HttpClient client, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(application + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}

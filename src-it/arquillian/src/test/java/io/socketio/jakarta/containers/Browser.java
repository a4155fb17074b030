package io.socketio.jakarta.containers;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;

/** Visits pages of the application, and keeps its cookies. */
final class Browser {

    private final URL application;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    Browser(URL application) {
        this.application = Address.of(application);
    }

    /** @param path under that of the application. @return the body */
    String get(String path) throws Exception {
        return send(request(path).build());
    }

    /** @param form as {@code name=value&…}. @return the body, of the page to which the answer leads */
    String post(String path, String form) throws Exception {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(application + path));
    }

    private String send(HttpRequest request) throws Exception {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new AssertionError(request.uri() + " answers " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /** What its sockets bring along. */
    Peer.Luggage luggage() {
        String header = cookies.getCookieStore().getCookies().stream()
                .map(HttpCookie::toString)
                .collect(Collectors.joining("; "));
        return header.isEmpty() ? Peer.Luggage.NONE : Peer.Luggage.cookie(header);
    }
}

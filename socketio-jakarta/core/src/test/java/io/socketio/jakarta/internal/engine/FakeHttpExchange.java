package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.engine.port.BodyReader;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An HTTP request made of values, and its answer as values. */
public class FakeHttpExchange implements HttpExchange {

    private final String method;
    private final String rawQuery;
    private final Map<String, String> headers = new HashMap<>();
    private final FakeHeaders responseHeaders = new FakeHeaders();

    private byte[] requestBody = {};
    private boolean bodyComesLater;
    private BodyReader reader;
    private int maxBytes;
    private volatile Runnable abortAction;
    private RuntimeException respondFailure;
    private Runnable onRespond;

    private final CountDownLatch done = new CountDownLatch(1);
    private volatile int status;
    private volatile byte[] body;
    private volatile boolean aborted;

    public FakeHttpExchange(String method, String rawQuery) {
        this.method = method;
        this.rawQuery = rawQuery;
    }

    public FakeHttpExchange header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public FakeHttpExchange body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    public FakeHttpExchange body(byte[] bytes) {
        requestBody = bytes;
        return this;
    }

    /** The body comes only when {@link #bodyArrives} or {@link #bodyBreaksOff} is called. */
    public FakeHttpExchange slowBody() {
        bodyComesLater = true;
        return this;
    }

    public FakeHttpExchange failingRespond() {
        respondFailure = new IllegalStateException("container is gone");
        return this;
    }

    /** Runs this inside of {@link #respond}, when the answer is on its way. */
    public FakeHttpExchange whileResponding(Runnable action) {
        onRespond = action;
        return this;
    }

    /** @param keptBytes what the container has allocated for the body so far */
    public boolean partOfBodyArrives(int keptBytes) {
        return reader.onPartial(keptBytes);
    }

    public void bodyArrives(String text) {
        requestBody = text.getBytes(StandardCharsets.UTF_8);
        deliverBody();
    }

    public void bodyBreaksOff() {
        reader.onAborted();
    }

    /** The client goes away while it waits for the answer. */
    public void clientGoesAway() {
        if (abortAction != null) {
            abortAction.run();
        }
    }

    public boolean isWatchedForAbort() {
        return abortAction != null;
    }

    /** Waits for the answer, or for the cut. */
    public void await() throws InterruptedException {
        if (!done.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError(method + " " + rawQuery + " was not answered");
        }
    }

    public boolean answered() {
        return status != 0;
    }

    public int status() {
        return status;
    }

    public byte[] bodyBytes() {
        return body;
    }

    public String bodyText() {
        return body == null ? null : new String(body, StandardCharsets.UTF_8);
    }

    public boolean aborted() {
        return aborted;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String path() {
        return "/socket.io/";
    }

    @Override
    public String rawQuery() {
        return rawQuery;
    }

    @Override
    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public String remoteAddress() {
        return "127.0.0.1";
    }

    @Override
    public boolean secure() {
        return false;
    }

    @Override
    public Map<String, Object> attributes() {
        return Map.of("principal", "ann");
    }

    @Override
    public FakeHeaders responseHeaders() {
        return responseHeaders;
    }

    @Override
    public void readBody(int maxBytes, BodyReader reader) {
        this.maxBytes = maxBytes;
        this.reader = reader;
        if (!bodyComesLater) {
            deliverBody();
        }
    }

    private void deliverBody() {
        if (requestBody.length > maxBytes) {
            reader.onTooLarge();
        } else {
            reader.onBody(requestBody);
        }
    }

    @Override
    public void respond(int status, byte[] body) {
        if (respondFailure != null) {
            throw respondFailure;
        }
        if (onRespond != null) {
            onRespond.run();
        }
        if (this.status != 0) {
            throw new AssertionError("answered twice, second with " + status);
        }
        this.body = body;
        this.status = status;
        done.countDown();
    }

    @Override
    public void abort() {
        aborted = true;
        done.countDown();
    }

    @Override
    public void onAborted(Runnable action) {
        abortAction = action;
    }
}

package io.socketio.jakarta.web.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.socketio.jakarta.internal.engine.port.BodyReader;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuspendedRequestTest {

    private SuspendedRequestListener registered = new SuspendedRequestListener();

    private final AsyncContext context = container(AsyncContext.class, (proxy, method, arguments) -> {
        if (method.getName().equals("addListener")) {
            registered = (SuspendedRequestListener) arguments[0];
        }
        return method.getName().equals("getRequest") ? this.request : null;
    });
    private final Stream stream = new Stream();
    private final HttpServletRequest request = container(
            HttpServletRequest.class,
            (proxy, method, arguments) -> method.getName().equals("getInputStream") ? stream : context);
    private final HttpServletResponse response =
            container(HttpServletResponse.class, (proxy, method, arguments) -> null);

    /** A thread of the container may refer to the listener for as long as it lives. */
    @Test
    void listenerOfACompletedRequestNoLongerRefersToIt() {
        AtomicInteger ends = new AtomicInteger();
        SuspendedRequest.begin(request, response, ends::incrementAndGet);
        assertNotNull(registered.watched);
        AsyncEvent event = new AsyncEvent(context);
        registered.onComplete(event);
        assertNull(registered.watched);
        registered.onError(event);
        registered.onComplete(event);
        assertEquals(1, ends.get());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void listenerOfABodyRefersToNothingWhenTheRequestHasCompleted(boolean whole) {
        List<WeakReference<Object>> used = readABody();
        ReadListener listener = Objects.requireNonNull(stream.listener);
        if (whole) {
            assertDoesNotThrow(listener::onAllDataRead);
        }
        registered.onComplete(new AsyncEvent(context));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (used.stream().anyMatch(each -> each.get() != null) && System.nanoTime() < end) {
            System.gc();
        }
        assertEquals(
                List.of(),
                used.stream().map(Reference::get).filter(Objects::nonNull).toList());
        listener.onError(new IOException("late"));
    }

    /** @return the reader of the body, and what is told that the client has gone */
    private List<WeakReference<Object>> readABody() {
        AtomicInteger exchange = new AtomicInteger();
        BodyReader reader = new BodyReader() {
            @Override
            public void onBody(byte[] body) {}

            @Override
            public void onTooLarge() {}

            @Override
            public void onAborted() {}
        };
        SuspendedRequest.begin(request, response, exchange::incrementAndGet).read(new BodyReceiver(100, reader));
        return List.of(new WeakReference<>(reader), new WeakReference<>(exchange));
    }

    private static final class Stream extends ServletInputStream {

        private @Nullable ReadListener listener;

        @Override
        public void setReadListener(ReadListener set) {
            listener = set;
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public int read() {
            return -1;
        }
    }

    private static <T> T container(Class<T> type, InvocationHandler behaviour) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, behaviour));
    }
}

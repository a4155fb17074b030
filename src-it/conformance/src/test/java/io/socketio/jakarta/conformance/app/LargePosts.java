package io.socketio.jakarta.conformance.app;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts the requests with large bodies that the container believes to be under way, and answers with their number at {@value #PATH}. */
public final class LargePosts extends HttpFilter {

    private static final String PATH = "/conformance-large-posts";
    private static final int LARGE_BYTES = 500_000;
    private static final long serialVersionUID = 1;

    private final AtomicInteger count = new AtomicInteger();

    /** For the container. */
    public LargePosts() {}

    static void register(ServletContext context) {
        FilterRegistration.Dynamic filter = context.addFilter("large POSTs", new LargePosts());
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getRequestURI().equals(PATH)) {
            response.getOutputStream().write(count.toString().getBytes(StandardCharsets.UTF_8));
            return;
        }
        chain.doFilter(request, response);
        if (request.getContentLengthLong() > LARGE_BYTES && request.isAsyncStarted()) {
            count.incrementAndGet();
            request.getAsyncContext().addListener(new End(count::decrementAndGet));
        }
    }

    /** Counts down at the end of a request. */
    static final class End implements AsyncListener {

        private final @Nullable Runnable onEnd;

        /** WildFly wants to be able to make one. */
        public End() {
            onEnd = null;
        }

        End(Runnable onEnd) {
            this.onEnd = onEnd;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            if (onEnd != null) {
                onEnd.run();
            }
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}

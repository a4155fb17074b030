package io.socketio.jakarta.web.http;

import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.web.container.AsyncEnd;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A request in asynchronous processing. It occupies no thread until its response is written, once, from any thread. */
final class SuspendedRequest {

    private static final Logger LOG = Loggers.ENGINE;

    private final AsyncContext context;
    private final Runnable onClientGone;
    private final AtomicBoolean completed = new AtomicBoolean();
    /** Null if the body came with the head. */
    private volatile @Nullable BodyReceiver receiver;

    private SuspendedRequest(AsyncContext context, Runnable onClientGone) {
        this.context = context;
        this.onClientGone = onClientGone;
    }

    static SuspendedRequest begin(HttpServletRequest request, HttpServletResponse response, Runnable onClientGone) {
        AsyncContext context = request.startAsync(request, response);
        context.setTimeout(0);
        SuspendedRequest suspended = new SuspendedRequest(context, onClientGone);
        SuspendedRequestListener watch = new SuspendedRequestListener();
        watch.watched = suspended;
        context.addListener(watch);
        return suspended;
    }

    void read(BodyReceiver body) {
        receiver = body;
        try {
            body.receiveLater(context.getRequest(), this::complete);
        } catch (IOException | IllegalStateException e) {
            body.onError(e);
        }
    }

    void write(HttpResponse answer) {
        HttpServletResponse response = (HttpServletResponse) context.getResponse();
        try {
            if (answer.isAborting()) {
                ConnectionAbort.begin(response);
            } else if (answer.isSmall()) {
                answer.writeTo(response);
                complete();
            } else {
                answer.writeHead(response);
                response.getOutputStream()
                        .setWriteListener(new BodyWriter(response.getOutputStream(), answer.body(), this::complete));
            }
        } catch (IOException | IllegalStateException e) {
            LOG.log(Level.DEBUG, "answer could not be written", LogText.escaped(e));
            complete();
        }
    }

    private void complete() {
        if (completed.compareAndSet(false, true)) {
            AsyncEnd.complete(context);
        }
    }

    /**
     * Called when the container aborts the request: the client has disconnected, or the application is being stopped and has not responded in time.
     */
    void onFailed() {
        onClientGone.run();
        if (!completed.get()
                && context.getResponse() instanceof HttpServletResponse response
                && !response.isCommitted()) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
        complete();
    }

    /** Called when the container has completed the request. */
    void onCompleted() {
        completed.set(true);
        onClientGone.run();
        BodyReceiver body = receiver;
        if (body != null) {
            body.release();
        }
    }
}

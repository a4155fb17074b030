package io.socketio.jakarta.web.http;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import org.jspecify.annotations.Nullable;

/**
 * Receives the container's events for one suspended request. This is a separate class with a no-argument constructor because WildFly treats every
 * listener implementation as a component that it may have to instantiate, and warns at deployment when it cannot.
 */
final class SuspendedRequestListener implements AsyncListener {

    /**
     * Set before the listener is registered with the container; null in an instance that the container has created, and when the request has completed:
     * an idle thread of WildFly may refer to a task that it has run, and so to this listener, but then not to the request and its response.
     */
    @Nullable
    SuspendedRequest watched;

    SuspendedRequestListener() {}

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    private void end() {
        SuspendedRequest request = watched;
        if (request != null) {
            request.onFailed();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        SuspendedRequest request = watched;
        if (request != null) {
            watched = null;
            request.onCompleted();
        }
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}

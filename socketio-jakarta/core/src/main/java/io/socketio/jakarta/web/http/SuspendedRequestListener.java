package io.socketio.jakarta.web.http;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import org.jspecify.annotations.Nullable;

/**
 * Hears what becomes of one suspended request. A class of its own with a constructor without parameters, because WildFly takes every implementation
 * of a listener for a component that it may have to make, and warns at deployment when it cannot.
 */
final class SuspendedRequestListener implements AsyncListener {

    /** Set before the container knows the listener; null only in an instance that the container has made. */
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
            request.onCompleted();
        }
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}

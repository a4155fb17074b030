package io.socketio.jakarta.web.http;

import io.socketio.jakarta.internal.engine.port.BodyReader;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import io.socketio.jakarta.internal.engine.port.ResponseHeaders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One servlet request as the engine sees it. While the servlet call runs, a response is only stored, and written when the call returns: most requests
 * get their response immediately and need no asynchronous processing. Otherwise the request is suspended, and the thread that provides the response
 * writes it.
 *
 * <pre>
 * IN_CALL ──respond, abort──▶ DECIDED ──call returns──▶ written
 *    └──call returns──▶ SUSPENDED ──respond, abort, client gone──▶ DECIDED, written
 * </pre>
 */
public class ServletHttpExchange implements HttpExchange {

    private enum Phase {
        IN_CALL,
        SUSPENDED,
        DECIDED
    }

    private final RequestCopy copy;
    private final HeaderList responseHeaders = new HeaderList();
    private final Thread servletThread = Thread.currentThread();

    /** Used only by the servlet's thread during its call; null afterwards, because the container recycles the request. */
    private @Nullable HttpServletRequest readable;

    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private Phase phase = Phase.IN_CALL;
    private @Nullable HttpResponse answer;
    private @Nullable SuspendedRequest suspended;
    private @Nullable BodyReceiver body;
    private @Nullable Runnable abortAction;
    private boolean clientGone;

    /** @param roles the roles to record: those of them that the caller has */
    public ServletHttpExchange(HttpServletRequest request, Set<String> roles) {
        this.copy = RequestCopy.of(request, roles);
        this.readable = request;
    }

    /** Finishes the servlet call: writes the response if there is one, otherwise suspends the request. Called once, on the servlet's thread. */
    public void endCall(HttpServletRequest request, HttpServletResponse response) throws IOException {
        readable = null;
        HttpResponse early = decided();
        if (early != null && early.isSmall()) {
            early.writeTo(response);
            return;
        }
        SuspendedRequest suspended = SuspendedRequest.begin(request, response, this::onClientGone);
        HttpResponse late;
        BodyReceiver toRead = null;
        lock.lock();
        try {
            late = answer;
            if (late == null && phase == Phase.IN_CALL) {
                phase = Phase.SUSPENDED;
                this.suspended = suspended;
                toRead = body;
            }
        } finally {
            lock.unlock();
        }
        if (late != null) {
            suspended.write(late);
        } else if (toRead != null) {
            suspended.read(toRead);
        }
    }

    /** Returns the response that was provided during the call, or null. */
    private @Nullable HttpResponse decided() {
        lock.lock();
        try {
            return answer;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void respond(int status, byte[] body) {
        decide(new HttpResponse(status, responseHeaders, body));
    }

    @Override
    public void abort() {
        decide(HttpResponse.aborting());
    }

    private void decide(HttpResponse decision) {
        SuspendedRequest target;
        BodyReceiver unread;
        lock.lock();
        try {
            if (phase == Phase.DECIDED) {
                return;
            }
            phase = Phase.DECIDED;
            answer = decision;
            target = suspended;
            suspended = null;
            abortAction = null;
            unread = body;
        } finally {
            lock.unlock();
        }
        if (target != null) {
            target.write(decision);
        }
        if (unread != null) {
            unread.abandon();
        }
    }

    @Override
    public void onAborted(Runnable action) {
        boolean late;
        lock.lock();
        try {
            late = clientGone;
            if (!late && phase != Phase.DECIDED) {
                abortAction = action;
            }
        } finally {
            lock.unlock();
        }
        if (late) {
            action.run();
        }
    }

    private void onClientGone() {
        Runnable action;
        BodyReceiver unread;
        lock.lock();
        try {
            if (phase == Phase.DECIDED) {
                return;
            }
            phase = Phase.DECIDED;
            clientGone = true;
            suspended = null;
            action = abortAction;
            abortAction = null;
            unread = body;
        } finally {
            lock.unlock();
        }
        if (unread != null) {
            unread.abandon();
        }
        if (action != null) {
            action.run();
        }
    }

    @Override
    public void readBody(int maxBytes, BodyReader reader) {
        HttpServletRequest present = Thread.currentThread() == servletThread ? readable : null;
        BodyReceiver receiver = new BodyReceiver(maxBytes, reader);
        if (present != null && receiver.receiveNow(present)) {
            return;
        }
        SuspendedRequest target;
        boolean decided;
        lock.lock();
        try {
            decided = phase == Phase.DECIDED;
            body = receiver;
            target = suspended;
        } finally {
            lock.unlock();
        }
        if (decided) {
            receiver.abandon();
        } else if (target != null) {
            target.read(receiver);
        }
    }

    @Override
    public String method() {
        return copy.method();
    }

    @Override
    public String path() {
        return copy.path();
    }

    @Override
    public String rawQuery() {
        return copy.rawQuery();
    }

    @Override
    public Map<String, String> headers() {
        return copy.headers();
    }

    @Override
    public String remoteAddress() {
        return copy.remoteAddress();
    }

    @Override
    public boolean secure() {
        return copy.secure();
    }

    @Override
    public Map<String, Object> attributes() {
        return copy.attributes();
    }

    @Override
    public ResponseHeaders responseHeaders() {
        return responseHeaders;
    }

    public final HeaderList answerHeaders() {
        return responseHeaders;
    }
}

package io.socketio.jakarta.internal.engine.port;

import java.util.Map;

/**
 * One HTTP request and its response: the first of the two ports that a container provides to the engine.
 *
 * <p>All request data is copied when the exchange is created and stays readable after the response. Any thread may respond, during or after the call
 * that delivered the exchange. No method blocks.
 */
public interface HttpExchange {

    /** Name of the attribute that holds the authenticated caller ({@link java.security.Principal}); absent for an anonymous one. */
    String PRINCIPAL = "principal";

    /**
     * Name of the attribute that holds the caller's roles as a set of strings, limited to the roles that were requested; absent if there are none.
     */
    String ROLES = "roles";

    /** Name of the attribute that holds the id of the caller's HttpSession as a string; absent if the request has none. */
    String HTTP_SESSION_ID = "httpSessionId";

    /** Name of the attribute that holds the caller's HttpSession, as a type that the owner recognizes; absent if the request has none. */
    String HTTP_SESSION = "httpSession";

    /**
     * Name of the attribute that holds the origin of the server as the client sees it, {@code scheme://host[:port]}; there if the request has an origin,
     * or asks for a script, which any page may include.
     */
    String OWN_ORIGIN = "ownOrigin";

    /** Name of the attribute that is there if the request carries credentials of any kind, and has an origin or asks for a script. */
    String CREDENTIALS = "credentials";

    /** Name of the attribute that holds the id of the HttpSession that the client asked for; absent when it asked for none. */
    String REQUESTED_SESSION_ID = "requestedSessionId";

    /** Returns the request method in upper case, for example {@code GET}. */
    String method();

    /** Returns the path as the client sent it, without the query, not decoded. */
    String path();

    /** Returns the query as the client sent it, without the question mark, not decoded; empty if there is none. */
    String rawQuery();

    /** Returns all request headers by lower-case name; values of a repeated header are joined by {@code ", "}. Unmodifiable. */
    Map<String, String> headers();

    /** Returns the peer's IP address as the container reports it. */
    String remoteAddress();

    /** Returns whether the request was sent over TLS. */
    boolean secure();

    /**
     * Returns further attributes from the container, by name, for example the caller principal. Unmodifiable; the engine only passes them on. Only the
     * first request of a session has an HttpSession here.
     */
    Map<String, Object> attributes();

    /** Returns the response headers, which may be changed until {@link #respond} (or, for an upgrade, {@link WebSocketExchange#accept}) is called. */
    ResponseHeaders responseHeaders();

    /**
     * Reads the body without blocking and calls the reader once: with the whole body, or because it exceeds the limit, or because the client
     * disconnected.
     *
     * @param maxBytes the largest body that is accepted, in bytes
     */
    void readBody(int maxBytes, BodyReader reader);

    /**
     * Responds with this status, the {@link #responseHeaders()} and this body, and completes the exchange. Sets {@code Content-Length} to the length
     * of the body. Only the first call has an effect.
     */
    void respond(int status, byte[] body);

    /** Aborts the connection without a response, as far as the container supports it. Does nothing after {@link #respond}. */
    void abort();

    /**
     * Runs the action if the client is found to have disconnected before the response. Containers detect that late or never, so the action may never
     * run. Accepts at most one action, which runs on any thread.
     */
    void onAborted(Runnable action);
}

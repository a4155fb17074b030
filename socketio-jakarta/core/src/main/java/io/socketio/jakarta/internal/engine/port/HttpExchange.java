package io.socketio.jakarta.internal.engine.port;

import java.util.Map;

/**
 * One HTTP request and its answer: the first of the two ports that a container offers to the engine.
 *
 * <p>All that the request carries is copied when the exchange is made and stays readable after the answer. The answer may be given from any
 * thread, during or after the call that brought the exchange; none of the methods blocks.
 */
public interface HttpExchange {

    /** Name of the attribute that holds the authenticated caller ({@link java.security.Principal}); absent for an anonymous one. */
    String PRINCIPAL = "principal";

    /** Name of the attribute that holds the caller's roles as a set of strings, as far as they were asked for; absent when it has none. */
    String ROLES = "roles";

    /** Name of the attribute that holds the id of the caller's HttpSession as a string; absent when the request brought none. */
    String HTTP_SESSION_ID = "httpSessionId";

    /** Name of the attribute that holds the caller's HttpSession in a form that the owner knows; absent when the request brought none. */
    String HTTP_SESSION = "httpSession";

    /** The request method in upper case, for example {@code GET}. */
    String method();

    /** The path as the client sent it, without the query, not decoded. */
    String path();

    /** The query as the client sent it, without the question mark, not decoded; empty when there was none. */
    String rawQuery();

    /** All request headers by lower-case name; values of a repeated header are joined by {@code ", "}. Unmodifiable. */
    Map<String, String> headers();

    /** The peer's IP address as the container reports it. */
    String remoteAddress();

    /** Whether the request came over TLS. */
    boolean secure();

    /**
     * What the container knows besides, by name: for example the caller principal. Unmodifiable; the engine only hands it on. Asked for the first
     * request of a session; may be empty for later ones.
     */
    Map<String, Object> attributes();

    /** Headers of the answer, to be changed until {@link #respond} (or, for an upgrade, {@link WebSocketExchange#accept}) is called. */
    ResponseHeaders responseHeaders();

    /**
     * Reads the body without blocking and tells the reader once: the whole body, or that it exceeds the limit, or that the client went away.
     *
     * @param maxBytes largest body that is handed over, in bytes
     */
    void readBody(int maxBytes, BodyReader reader);

    /**
     * Answers with this status, the {@link #responseHeaders()} and this body, and completes the exchange. {@code Content-Length} is set to the
     * body's length. Only the first call counts.
     */
    void respond(int status, byte[] body);

    /** Cuts the connection as far as the container allows it, without an answer. Does nothing after {@link #respond}. */
    void abort();

    /**
     * Runs the action if the client is found to be gone before the answer was given. Containers notice that late or never; the action may
     * therefore never run. At most one action; it runs on any thread.
     */
    void onAborted(Runnable action);
}

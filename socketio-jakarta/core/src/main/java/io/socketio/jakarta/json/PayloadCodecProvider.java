package io.socketio.jakarta.json;

import org.jspecify.annotations.Nullable;

/**
 * Provides a codec to every application that contains a certain JSON library. The {@link java.util.ServiceLoader} finds it with the class loader of
 * the application: name the implementation in {@code META-INF/services/io.socketio.jakarta.json.PayloadCodecProvider}. It needs a public no-argument
 * constructor.
 *
 * <p>Called once per application, while it starts, on the thread that starts it, and only if the application does not provide a codec itself. The
 * provider with the highest priority is called first; the first codec ends the search. A {@link LinkageError} means that the library of a provider is
 * missing; such a provider is skipped.
 */
public interface PayloadCodecProvider {

    /** The priority of JSON-B. A provider above it replaces JSON-B, one below it serves applications without JSON-B. */
    int JSON_B = 100;

    /** Returns the priority of this provider: any number; the default codec has {@link #JSON_B}. */
    int priority();

    /**
     * Creates the codec of one application. If it is {@link AutoCloseable}, it is closed with the server; the log uses its {@code toString} to name
     * the codec in use.
     *
     * @param application the class loader of the application
     * @return the codec, or null if the JSON library is missing
     * @throws RuntimeException if the library is present but cannot be used; then the application does not start
     */
    @Nullable
    PayloadCodec create(ClassLoader application);
}

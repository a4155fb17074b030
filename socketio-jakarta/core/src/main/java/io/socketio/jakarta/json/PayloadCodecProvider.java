package io.socketio.jakarta.json;

import org.jspecify.annotations.Nullable;

/**
 * Offers a codec to every application that has the JSON library it stands on. Found with {@link java.util.ServiceLoader} by the class loader of the
 * application: name the implementation in {@code META-INF/services/io.socketio.jakarta.json.PayloadCodecProvider}. It needs a public constructor
 * without parameters.
 *
 * <p>Asked once per application, while it starts, on the thread that starts it, and only when the application does not give a codec itself. The
 * provider with the highest priority is asked first; the first codec ends the search. A provider that fails with a {@link LinkageError} lacks its
 * library and is passed over.
 */
public interface PayloadCodecProvider {

    /** The priority of JSON-B. A provider above it replaces JSON-B, one below it serves applications without JSON-B. */
    int JSON_B = 100;

    /** Where in the order this provider is asked; any number, {@link #JSON_B} is the default codec's. */
    int priority();

    /**
     * Creates the codec of one application. It is closed with the server if it is {@link AutoCloseable}; its {@code toString} tells the log which
     * codec is in use.
     *
     * @param application the class loader of the application
     * @return the codec, or null when the JSON library is not there
     * @throws RuntimeException if the library is there but cannot be used; the application does not start then
     */
    @Nullable
    PayloadCodec create(ClassLoader application);
}

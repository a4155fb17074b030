package io.socketio.jakarta.json.jsonb;

import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadCodecProvider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** The default codec, where the container or the application brings JSON-B and JSON-P with their implementations. */
public final class JsonbCodecProvider implements PayloadCodecProvider {

    private static final Logger LOG = Loggers.SERVER;

    /** For the service loader. */
    public JsonbCodecProvider() {}

    @Override
    public int priority() {
        return JSON_B;
    }

    @Override
    public @Nullable PayloadCodec create(ClassLoader application) {
        try {
            return new JsonbPayloadCodec();
        } catch (RuntimeException e) {
            // What JsonbProvider and JsonProvider throw when the API is there without an implementation. Their
            // exceptions
            // cannot be named here: the verifier would load them where even the API is missing.
            LOG.log(Level.DEBUG, "JSON-B cannot be used", e);
            return null;
        }
    }
}

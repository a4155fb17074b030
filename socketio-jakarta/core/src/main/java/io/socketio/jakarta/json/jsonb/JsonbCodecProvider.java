package io.socketio.jakarta.json.jsonb;

import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadCodecProvider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Provides the default codec if the container or the application contains JSON-B and JSON-P with their implementations. */
public final class JsonbCodecProvider implements PayloadCodecProvider {

    private static final Logger LOG = Loggers.SERVER;

    /** Called by the service loader. */
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
            // JsonbProvider and JsonProvider throw exceptions if the API has no implementation. This code cannot name
            // their types: the verifier would load them even where the API is missing.
            LOG.log(Level.DEBUG, "JSON-B cannot be used", e);
            return null;
        }
    }
}

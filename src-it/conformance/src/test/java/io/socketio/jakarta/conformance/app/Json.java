package io.socketio.jakarta.conformance.app;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;

/** JSON for the control connection. */
final class Json {

    private static final Jsonb JSONB = JsonbBuilder.create();

    private Json() {}

    static String text(Object value) {
        return JSONB.toJson(value);
    }
}

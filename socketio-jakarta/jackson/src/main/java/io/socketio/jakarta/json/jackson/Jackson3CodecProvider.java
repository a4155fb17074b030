package io.socketio.jakarta.json.jackson;

import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadCodecProvider;
import tools.jackson.databind.cfg.MapperBuilder;

/** Provides a codec to applications that have Jackson 3 and no JSON-B. */
public final class Jackson3CodecProvider implements PayloadCodecProvider {

    private static final int PRIORITY = 60;

    /** Called by the service loader. */
    public Jackson3CodecProvider() {}

    @Override
    public int priority() {
        return PRIORITY;
    }

    @Override
    public PayloadCodec create(ClassLoader application) {
        return Jackson3PayloadCodec.withModules(MapperBuilder.findModules(application));
    }
}

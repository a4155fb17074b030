package io.socketio.jakarta.json.jackson;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadCodecProvider;

/** Provides a codec to applications that have Jackson 2 and neither JSON-B nor Jackson 3. */
public final class JacksonCodecProvider implements PayloadCodecProvider {

    private static final int PRIORITY = 50;

    /** Called by the service loader. */
    public JacksonCodecProvider() {}

    @Override
    public int priority() {
        return PRIORITY;
    }

    @Override
    public PayloadCodec create(ClassLoader application) {
        return JacksonPayloadCodec.withModules(ObjectMapper.findModules(application));
    }
}

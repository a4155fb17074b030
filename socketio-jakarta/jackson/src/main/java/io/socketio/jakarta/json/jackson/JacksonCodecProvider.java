package io.socketio.jakarta.json.jackson;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadCodecProvider;

/** Offers Jackson 2 to applications that have it, and neither JSON-B nor Jackson 3. */
public final class JacksonCodecProvider implements PayloadCodecProvider {

    private static final int PRIORITY = 50;

    /** For the service loader. */
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

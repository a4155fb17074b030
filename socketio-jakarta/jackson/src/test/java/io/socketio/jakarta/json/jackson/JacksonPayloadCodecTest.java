package io.socketio.jakarta.json.jackson;

import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadCodecContract;

class JacksonPayloadCodecTest extends PayloadCodecContract {

    @Override
    protected PayloadCodec codec() {
        return new JacksonCodecProvider().create(getClass().getClassLoader());
    }
}

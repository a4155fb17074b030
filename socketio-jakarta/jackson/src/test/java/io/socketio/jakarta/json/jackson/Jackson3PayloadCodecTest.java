package io.socketio.jakarta.json.jackson;

import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadCodecContract;

class Jackson3PayloadCodecTest extends PayloadCodecContract {

    @Override
    protected PayloadCodec codec() {
        return new Jackson3CodecProvider().create(getClass().getClassLoader());
    }
}

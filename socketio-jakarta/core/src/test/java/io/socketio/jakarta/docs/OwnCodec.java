package io.socketio.jakarta.docs;

import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyNamingStrategy;

@ApplicationScoped
public class OwnCodec {

    @Produces
    @ApplicationScoped
    PayloadCodec codec() {
        return new JsonbPayloadCodec(new JsonbConfig()
                .withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES)
                .withNullValues(true));
    }

    void close(@Disposes PayloadCodec codec) throws Exception {
        if (codec instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}

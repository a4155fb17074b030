package io.socketio.jakarta.springboot;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.jackson.Jackson3PayloadCodec;
import io.socketio.jakarta.json.jackson.JacksonPayloadCodec;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds the payload codec of the application: its bean of that type, else Jackson with the mapper that Spring Boot has configured. Spring Boot 4.0
 * has Jackson 3, Spring Boot 3.5 has Jackson 2; either may be missing.
 */
final class ApplicationCodec {

    private ApplicationCodec() {}

    /** Returns the codec; null if the application has neither a bean nor Jackson. Then the library looks for another codec. */
    static @Nullable PayloadCodec of(ApplicationContext context) {
        PayloadCodec codec = context.getBeanProvider(PayloadCodec.class).getIfAvailable();
        if (codec == null && isPresent(context, "tools.jackson.databind.json.JsonMapper")) {
            codec = Jackson3.codec(context);
        }
        if (codec == null && isPresent(context, "com.fasterxml.jackson.databind.ObjectMapper")) {
            codec = Jackson2.codec(context);
        }
        return codec;
    }

    private static boolean isPresent(ApplicationContext context, String type) {
        return ClassUtils.isPresent(type, context.getClassLoader());
    }

    /** A separate class, so that the classes of Jackson 3 are loaded only if they are present. */
    private static final class Jackson3 {
        static @Nullable PayloadCodec codec(ApplicationContext context) {
            JsonMapper mapper = context.getBeanProvider(JsonMapper.class).getIfUnique();
            return mapper == null ? null : new Jackson3PayloadCodec(mapper);
        }
    }

    /** The same for Jackson 2. */
    private static final class Jackson2 {
        static @Nullable PayloadCodec codec(ApplicationContext context) {
            ObjectMapper mapper = context.getBeanProvider(ObjectMapper.class).getIfUnique();
            return mapper == null ? null : new JacksonPayloadCodec(mapper);
        }
    }
}

package io.socketio.jakarta.annotation;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Qualifies what belongs to one of several servers: an injected {@link io.socketio.jakarta.SocketIoServer}, and a bean of the application that is for this
 * server only, such as its {@code Cluster}. Without the qualifier, the default server is meant.
 *
 * <pre>{@code
 * @Inject @ServerName("admin") SocketIoServer admin;
 * }</pre>
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
public @interface ServerName {

    /** The name in the options of the server, which is the one in its settings. */
    String value();

    /** An instance of the qualifier, for lookups in code. */
    final class Literal extends AnnotationLiteral<ServerName> implements ServerName {

        private static final long serialVersionUID = 1L;

        private final String value;

        private Literal(String value) {
            this.value = value;
        }

        /** Returns the qualifier of a server. */
        public static Literal of(String name) {
            return new Literal(name);
        }

        @Override
        public String value() {
            return value;
        }
    }
}

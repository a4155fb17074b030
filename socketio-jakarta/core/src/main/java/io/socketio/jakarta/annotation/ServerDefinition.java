package io.socketio.jakarta.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Defines a server of the application, on any class of it. Settings that are made in other places, such as context parameters and system properties,
 * take precedence.
 *
 * <pre>{@code
 * @ServerDefinition(name = "admin", path = "/admin/socket.io", settings = "ping-interval=PT5S")
 * @ApplicationScoped
 * public class Administration { … }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(ServerDefinition.List.class)
public @interface ServerDefinition {

    /** Name of the server, a letter, and letters, digits, {@code -} and {@code _} behind it; empty for the default server. */
    String name() default "";

    /** Path under the context path; empty: as for the setting {@code socketio.path}. */
    String path() default "";

    /** Settings without their prefix, for example {@code max-payload-bytes=100000}. */
    String[] settings() default {};

    /** Several definitions on one class. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface List {
        ServerDefinition[] value();
    }
}

package io.socketio.jakarta.annotation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;
import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a class: a CDI bean whose methods handle what happens in a namespace. It is {@code @ApplicationScoped} unless it says otherwise, and is found in
 * archives of every discovery mode. On an injection point: which {@link io.socketio.jakarta.Namespace} to inject.
 *
 * <pre>{@code
 * @SocketIoNamespace("/chat")
 * public class Chat {
 *     @OnEvent("message") String message(Socket socket, String text) { … }
 * }
 * @Inject @SocketIoNamespace("/chat") Namespace chat;
 * }</pre>
 *
 * <p>Handlers run one at a time per socket, in a request scope for each event, through the contextual reference: interceptors apply. They must not be
 * private, static or final. Interceptors of all namespace beans are bound with {@link EveryNamespace}.
 */
@Qualifier
@Stereotype
@EveryNamespace
@ApplicationScoped
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
public @interface SocketIoNamespace {

    /** The name, with or without its leading slash; on a class also a template such as {@code /tenant/{id}}. */
    String value() default "/";

    /** Whether the value is a regular expression that is searched in names; its named groups are variables. On classes only. */
    @Nonbinding
    boolean pattern() default false;
}

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
 * Declares a namespace. On a class: a CDI bean whose methods handle the connections and events of a namespace. It is {@code @ApplicationScoped}
 * unless it declares another scope, and is found in archives of every discovery mode. On an injection point: the
 * {@link io.socketio.jakarta.Namespace} to inject.
 *
 * <pre>{@code
 * @SocketIoNamespace("/chat")
 * public class Chat {
 *     @OnEvent("message") String message(Socket socket, String text) { … }
 * }
 * @Inject @SocketIoNamespace("/chat") Namespace chat;
 * }</pre>
 *
 * <p>Handlers run one at a time per socket, in a request scope for each event, through the contextual reference, so that interceptors apply. They
 * must not be private, static or final. {@link EveryNamespace} binds interceptors to all namespace beans.
 */
@Qualifier
@Stereotype
@EveryNamespace
@ApplicationScoped
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
public @interface SocketIoNamespace {

    /** Name of the namespace, with or without its leading slash; on a class also a template such as {@code /tenant/{id}}. */
    String value() default "/";

    /** Name of the server to which the namespace belongs; empty for the default server. */
    String server() default "";

    /**
     * Whether the value is a regular expression, which is searched for in the names of namespaces; its named groups are variables. On classes only.
     */
    @Nonbinding
    boolean pattern() default false;
}

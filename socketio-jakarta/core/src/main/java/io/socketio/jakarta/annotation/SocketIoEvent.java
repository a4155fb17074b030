package io.socketio.jakarta.annotation;

import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Qualifies the CDI event that is fired with an incoming {@link io.socketio.jakarta.Event}. It is fired before the event's handler is called, and
 * after roles, rate and arguments have been checked for that handler. Nothing is fired for an event that fails these checks, or without an observer.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD})
public @interface SocketIoEvent {

    /** Name of the namespace. */
    String namespace() default "/";

    /** Name of the event. */
    String name();

    /** Name of the server to which the namespace belongs; empty for the default server. */
    String server() default "";
}

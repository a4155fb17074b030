package io.socketio.jakarta.annotation;

import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Qualifies the CDI event that is fired with an {@link io.socketio.jakarta.Event} when it comes in: before its handler is called, and
 * after roles, rate and arguments have been checked for that. Nothing is fired for an event that the handler refuses so, nor when nobody observes it.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD})
public @interface SocketIoEvent {

    /** The namespace. */
    String namespace() default "/";

    /** The event's name. */
    String name();
}

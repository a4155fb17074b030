package io.socketio.jakarta.annotation;

import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Qualifies the CDI event that is fired with the {@link io.socketio.jakarta.Socket} when it has left a namespace, after its handlers have run.
 * Nothing is fired without an observer.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD})
public @interface Disconnected {

    /** Name of the namespace. */
    String value() default "/";

    /** Name of the server to which the namespace belongs; empty for the default server. */
    String server() default "";
}

package io.socketio.jakarta.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a handler or its bean: how often one socket may call it. What is more gets an ack error and does not reach the handler. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface RateLimited {

    /** Calls in any period; at most this many at once. 1 or more. */
    int value() default 10;

    /** Length of the period in milliseconds; 1 or more. */
    long perMillis() default 1000;
}

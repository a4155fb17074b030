package io.socketio.jakarta.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits how often a client can call a handler, or each handler of a bean: one caller over all connections, or one connection without a caller over all
 * its namespaces. A call over the limit gets an ack error and does not reach the handler.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface RateLimited {

    /** Number of calls allowed in any period, which is also the largest burst; 1 to 10000. */
    int value() default 10;

    /** Length of the period in milliseconds; 1 or more. */
    long perMillis() default 1000;
}

package io.socketio.jakarta.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Handles what another handler of the bean has thrown; the method with the most specific exception type is called. Its return value is the
 * acknowledgement, usually an {@link io.socketio.jakarta.AckError}; while connecting, an {@code AckError} refuses the client with its message and
 * details.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnError {}

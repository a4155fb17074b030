package io.socketio.jakarta.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Handles an event. Parameters of the library's own types are filled in; all others are the arguments of the event, in order. The return value is the
 * acknowledgement; a {@link java.util.concurrent.CompletionStage} sends it when the stage completes.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnEvent {

    /** Name of the event. */
    String value();
}

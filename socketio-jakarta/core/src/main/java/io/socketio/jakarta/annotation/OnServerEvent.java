package io.socketio.jakarta.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Handles an event that another server of the cluster has sent with {@code serverSideEmit}. There is no socket: parameters are the namespace, the
 * server, an {@code Ack}, variables of the namespace, and the arguments of the event in order. The return value is the acknowledgement; a
 * {@link java.util.concurrent.CompletionStage} sends it when the stage completes.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnServerEvent {

    /** Name of the event. */
    String value();
}

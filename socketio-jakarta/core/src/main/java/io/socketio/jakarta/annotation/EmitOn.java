package io.socketio.jakarta.annotation;

import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On the class of a CDI event: whenever such an event is fired, it is emitted to a namespace. On an observer method: the event is emitted after the
 * method has returned. With {@code during = AFTER_SUCCESS} it is never sent if the transaction rolls back.
 *
 * <p>It is a stereotype only to be found in archives of every discovery mode; the class does not become a bean.
 */
@Stereotype
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface EmitOn {

    /** The name of the event for the clients. */
    String event();

    /** The namespace. */
    String namespace() default "/";

    /** The room, or all of the namespace if empty. {@code {name}} stands for a property of the event, as in {@code order-{id}}. */
    String room() default "";

    /** When in the transaction that the CDI event is fired in; at once if there is none. */
    TransactionPhase during() default TransactionPhase.IN_PROGRESS;
}

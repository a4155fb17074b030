package io.socketio.jakarta.annotation;

import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Emits CDI events to the clients of a namespace. On the class of a CDI event: every event of that class is emitted when it is fired. On an observer
 * method: the event is emitted after the method has returned. With {@code during = AFTER_SUCCESS} it is never sent if the transaction rolls back.
 *
 * <p>This is a stereotype only so that annotated classes are found in archives of every discovery mode; the class does not become a bean.
 */
@Stereotype
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface EmitOn {

    /** Name under which clients receive the event. */
    String event();

    /** Name of the namespace. */
    String namespace() default "/";

    /** Name of the server to which the namespace belongs; empty for the default server. */
    String server() default "";

    /** The room; empty for the whole namespace. {@code {name}} is replaced by a property of the event, as in {@code order-{id}}. */
    String room() default "";

    /** Phase of the transaction in which the CDI event is fired; without a transaction, the event is emitted at once. */
    TransactionPhase during() default TransactionPhase.IN_PROGRESS;
}

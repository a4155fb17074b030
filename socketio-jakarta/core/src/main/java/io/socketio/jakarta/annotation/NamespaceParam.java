package io.socketio.jakarta.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a handler's parameter to a variable of its namespace's template. The type is String, int, long, boolean ({@code true} or {@code false}), UUID
 * or an enum. A client that connects to a namespace whose value does not fit is refused with {@code Invalid namespace}, whichever handler of the bean
 * has the parameter.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface NamespaceParam {

    /** Name of the variable, for example {@code id} of {@code /tenant/{id}}. */
    String value();
}

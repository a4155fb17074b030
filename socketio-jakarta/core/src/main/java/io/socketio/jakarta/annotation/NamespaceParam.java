package io.socketio.jakarta.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a handler's parameter: a variable of the template of its namespace. String, int, long, boolean ({@code true} or {@code false}), UUID or an enum.
 * A client whose namespace does not fit is refused with {@code Invalid namespace} while connecting, whichever handler of the bean has the parameter. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface NamespaceParam {

    /** The variable, for example {@code id} of {@code /tenant/{id}}. */
    String value();
}

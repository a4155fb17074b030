package io.socketio.jakarta.cdi.validation;

import org.jspecify.annotations.Nullable;

/** Checks the constraints of one handler. Throws the exceptions of Bean Validation. */
public interface MethodCheck {

    void checkParameters(Object bean, @Nullable Object[] arguments);

    void checkResult(Object bean, @Nullable Object result);
}

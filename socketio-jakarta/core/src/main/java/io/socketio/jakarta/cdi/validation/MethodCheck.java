package io.socketio.jakarta.cdi.validation;

import org.jspecify.annotations.Nullable;

/** The constraints of one handler. Throws what Bean Validation throws. */
public interface MethodCheck {

    void checkParameters(Object bean, @Nullable Object[] arguments);

    void checkResult(Object bean, @Nullable Object result);
}

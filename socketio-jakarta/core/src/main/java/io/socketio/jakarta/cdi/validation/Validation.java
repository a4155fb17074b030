package io.socketio.jakarta.cdi.validation;

import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Bean Validation, where it is available. This type does not refer to its classes. */
public interface Validation {

    /**
     * Finds Bean Validation.
     *
     * @return null if it is not available
     */
    static @Nullable Validation find(BeanManager beans) {
        try {
            return BeanValidation.find(beans);
        } catch (LinkageError e) {
            return null;
        }
    }

    /**
     * Returns the check of a method.
     *
     * @return null if the method has no constraints
     */
    @Nullable
    MethodCheck of(Class<?> type, Method method);

    void close();
}

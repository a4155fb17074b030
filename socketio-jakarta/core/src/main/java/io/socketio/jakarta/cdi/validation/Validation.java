package io.socketio.jakarta.cdi.validation;

import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Bean Validation, where it is there: nothing here refers to its classes. */
public interface Validation {

    /** @return null without Bean Validation */
    static @Nullable Validation find(BeanManager beans) {
        try {
            return BeanValidation.find(beans);
        } catch (LinkageError e) {
            return null;
        }
    }

    /** @return null if the method has no constraints */
    @Nullable
    MethodCheck of(Class<?> type, Method method);

    void close();
}

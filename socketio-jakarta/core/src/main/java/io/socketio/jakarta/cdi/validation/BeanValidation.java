package io.socketio.jakarta.cdi.validation;

import io.socketio.jakarta.internal.log.Loggers;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ValidationException;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.executable.ExecutableValidator;
import jakarta.validation.metadata.MethodDescriptor;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Validates with the validator of the application, or with one that the library creates. Loaded only where the API is available.
 *
 * @param own the factory that the library must close; null if the application offers one
 */
record BeanValidation(Validator validator, @Nullable ValidatorFactory own) implements Validation {

    /**
     * Returns the validator of the application, or creates one.
     *
     * @return null if there is no provider
     */
    static @Nullable Validation find(BeanManager beans) {
        Instance<ValidatorFactory> offered = beans.createInstance().select(ValidatorFactory.class);
        if (offered.isResolvable()) {
            return new BeanValidation(offered.get().getValidator(), null);
        }
        try {
            ValidatorFactory factory = jakarta.validation.Validation.buildDefaultValidatorFactory();
            return new BeanValidation(factory.getValidator(), factory);
        } catch (ValidationException e) {
            Loggers.CDI.log(
                    Level.WARNING,
                    "SIO-0406 Bean Validation cannot be used; constraints of handlers are not checked",
                    e);
            return null;
        }
    }

    @Override
    public @Nullable MethodCheck of(Class<?> type, Method method) {
        MethodDescriptor constraints = validator
                .getConstraintsForClass(type)
                .getConstraintsForMethod(method.getName(), method.getParameterTypes());
        return constraints == null
                ? null
                : new Check(
                        validator.forExecutables(),
                        method,
                        constraints.hasConstrainedParameters(),
                        constraints.hasConstrainedReturnValue());
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }

    private record Check(ExecutableValidator validator, Method method, boolean hasParameters, boolean hasResult)
            implements MethodCheck {

        @Override
        public void checkParameters(Object bean, @Nullable Object[] arguments) {
            if (hasParameters) {
                check(validator.validateParameters(bean, method, arguments));
            }
        }

        @Override
        public void checkResult(Object bean, @Nullable Object result) {
            if (hasResult) {
                check(validator.validateReturnValue(bean, method, result));
            }
        }

        private static void check(Set<ConstraintViolation<Object>> violations) {
            if (!violations.isEmpty()) {
                throw new ConstraintViolationException(violations);
            }
        }
    }
}

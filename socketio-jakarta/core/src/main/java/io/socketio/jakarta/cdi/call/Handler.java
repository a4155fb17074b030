package io.socketio.jakarta.cdi.call;

import io.socketio.jakarta.AckError;
import io.socketio.jakarta.EventRefused;
import io.socketio.jakarta.annotation.RateLimited;
import io.socketio.jakarta.cdi.model.AccessRule;
import io.socketio.jakarta.cdi.model.Invocation;
import io.socketio.jakarta.cdi.model.ParameterReader;
import io.socketio.jakarta.cdi.model.Signature;
import io.socketio.jakarta.cdi.validation.MethodCheck;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A handler that can be called on the bean's contextual reference, through a method handle created when the application starts. */
public final class Handler {

    private static final MethodType GENERAL = MethodType.methodType(Object.class, Object.class, Object[].class);

    private final Signature signature;
    private final Object reference;
    private final MethodHandle handle;
    private final ParameterReader[] readers;
    private final @Nullable MethodCheck validation;
    private final AccessRule access;
    private final @Nullable RateLimited limit;

    public Handler(Signature signature, Object reference, @Nullable MethodCheck validation) {
        this.signature = signature;
        this.reference = reference;
        this.validation = validation;
        this.readers = signature.readers().toArray(new ParameterReader[0]);
        this.access = signature.access();
        this.limit = signature.limit();
        try {
            signature.method().setAccessible(true);
            handle = MethodHandles.lookup()
                    .unreflect(signature.method())
                    .asFixedArity()
                    .asSpreader(Object[].class, readers.length)
                    .asType(GENERAL);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(signature.method() + " cannot be called", e);
        }
    }

    Signature signature() {
        return signature;
    }

    /** Checks whether the call is allowed, and makes it. */
    @Nullable
    Object call(Call call) throws Throwable {
        return invoke(prepare(call));
    }

    /**
     * Checks whether the call is allowed: roles and rate, then the arguments, which are bound and validated.
     *
     * @return the arguments
     */
    @Nullable
    Object[] prepare(Call call) {
        access.check(call.socket().handshake());
        if (limit != null) {
            checkRate(call, limit);
        }
        return bind(call);
    }

    /** Binds and validates the arguments. */
    @Nullable
    Object[] bind(Invocation call) {
        @Nullable Object[] arguments = new Object[readers.length];
        for (int i = 0; i < readers.length; i++) {
            arguments[i] = readers[i].read(call);
        }
        if (validation != null) {
            validation.checkParameters(reference, arguments);
        }
        return arguments;
    }

    /** Makes the call and validates the result. */
    @Nullable
    Object invoke(@Nullable Object[] arguments) throws Throwable {
        Object result = (Object) handle.invokeExact(reference, arguments);
        if (validation != null) {
            validation.checkResult(reference, result);
        }
        return result;
    }

    private void checkRate(Call call, RateLimited limit) {
        long wait = call.state().rates().of(this, limit, call.socket()).take();
        if (wait > 0) {
            throw new EventRefused("rate limit exceeded", Map.of("retryAfterMillis", wait));
        }
    }

    /** Returns the error for the client when an error handler returns nothing. */
    static AckError toldByDefault(Throwable thrown) {
        AckError told = CallErrors.told(thrown);
        return told == null ? AckError.internal() : told;
    }
}

package io.socketio.jakarta.cdi.model;

import io.socketio.jakarta.annotation.RateLimited;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A handler's declaration, verified.
 *
 * @param event the name of the event; null unless the handler is for one event
 * @param thrown the exception type that it handles; null unless it is an error handler
 * @param payload the types of the parameters that come from the client
 * @param namespaceParameters those of the readers that convert variables of the namespace
 * @param limit how often it can be called; null if unlimited
 * @param isNonBlocking whether it may run on the thread that reads frames
 */
public record Signature(
        Method method,
        HandlerKind kind,
        @Nullable String event,
        @Nullable Class<?> thrown,
        List<ParameterReader> readers,
        List<Type> payload,
        List<ParameterReader> namespaceParameters,
        AccessRule access,
        @Nullable RateLimited limit,
        boolean isNonBlocking) {

    public boolean isVoid() {
        return method.getReturnType() == void.class;
    }

    /** Returns whether the acknowledgement is empty: the method returns void or a stage of Void. */
    public boolean answersNothing() {
        return isVoid()
                || CompletionStage.class.isAssignableFrom(method.getReturnType())
                        && method.getGenericReturnType().getTypeName().endsWith("<java.lang.Void>");
    }
}

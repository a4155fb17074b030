package io.socketio.jakarta.cdi.model;

import io.socketio.jakarta.annotation.RateLimited;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A handler as it was declared and found right.
 *
 * @param event the event's name; null unless the handler is for one
 * @param thrown what it handles; null unless it is an error handler
 * @param payload types of the parameters that come from the client
 * @param namespaceParameters those of the readers that convert variables of the namespace
 * @param limit how often it may be called, or null
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
        @Nullable RateLimited limit) {

    public boolean isVoid() {
        return method.getReturnType() == void.class;
    }

    /** Whether the acknowledgement carries nothing: the method returns void or a stage of Void. */
    public boolean answersNothing() {
        return isVoid()
                || CompletionStage.class.isAssignableFrom(method.getReturnType())
                        && method.getGenericReturnType().getTypeName().endsWith("<java.lang.Void>");
    }
}

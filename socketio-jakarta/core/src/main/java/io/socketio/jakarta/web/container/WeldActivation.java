package io.socketio.jakarta.web.container;

import io.socketio.jakarta.internal.log.Loggers;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Predicate;

/** Replaces Weld's decision for which requests it activates its contexts: for those of the sockets only if they are {@link WeldRequest}s. */
final class WeldActivation {

    private WeldActivation() {}

    /**
     * @param listener Weld's listener, which has been initialized
     * @param isOfSockets whether a request is one of the sockets
     * @return false if this is no known version of Weld; then it activates its contexts for all requests
     */
    static boolean install(Object listener, Predicate<HttpServletRequest> isOfSockets) {
        try {
            Class<?> type = Class.forName(
                    WeldContexts.LISTENER, false, listener.getClass().getClassLoader());
            Object lifecycle = accessible(type, "lifecycle").get(listener);
            Field decision = accessible(lifecycle.getClass(), "contextActivationFilter");
            decision.set(lifecycle, replacing(decision.get(lifecycle), decision.getType(), isOfSockets));
            return true;
        } catch (ReflectiveOperationException | RuntimeException e) {
            Loggers.SERVER.log(Level.DEBUG, "Weld looks up the HttpSession of each poll", e);
            return false;
        }
    }

    private static Field accessible(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private static Object replacing(Object original, Class<?> type, Predicate<HttpServletRequest> isOfSockets) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            boolean isForContainer = arguments != null
                    && arguments[0] instanceof HttpServletRequest request
                    && !(request instanceof WeldRequest)
                    && isOfSockets.test(request);
            if (isForContainer && method.getName().equals("accepts")) {
                return false;
            }
            try {
                return method.invoke(original, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }
}

package io.socketio.jakarta;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a parent creates the namespace that a client asks for, see {@link SocketIoServer#of(NamespaceMatcher)}. Runs on the executor and may
 * block.
 *
 * <p>A matcher is not asked about existing namespaces, so it does not guard them: {@link Namespace#use middleware} decides who may join.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface NamespaceMatcher {

    /**
     * Decides about one name.
     *
     * @param name what the client asks for, with its leading slash
     * @param auth what the client sent with CONNECT, in natural form ({@link Arguments#arg(int)}); empty when it sent nothing
     * @param next to be called once, now or later, from any thread; the client waits until then
     * @throws Exception to refuse; it is logged
     */
    void match(String name, Map<String, @Nullable Object> auth, Decision next) throws Exception;

    /** Receives the decision. Only the first call counts. */
    @FunctionalInterface
    interface Decision {

        /** Creates the namespace if {@code allow} is true and there is no error; otherwise the next parent is asked. */
        void accept(@Nullable Throwable error, boolean allow);

        /** Creates the namespace. */
        default void allow() {
            accept(null, true);
        }

        /** Leaves the decision to the next parent. */
        default void refuse() {
            accept(null, false);
        }
    }
}

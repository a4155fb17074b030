package io.socketio.jakarta;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a namespace that does not exist is to be made because a client asks for it; see {@link SocketIoServer#of(NamespaceMatcher)}. Runs on
 * the executor; may block.
 *
 * <p>It is not asked while the namespace exists, so it cannot guard it: who may enter is for {@link Namespace#use middleware} to decide.
 */
@FunctionalInterface
public interface NamespaceMatcher {

    /**
     * @param name what the client asks for, with its leading slash
     * @param auth what the client sent with CONNECT, in natural form ({@link Arguments#arg(int)}); empty when it sent nothing
     * @param next to be called once, now or later; until then the client waits. An exception refuses.
     */
    void match(String name, Map<String, @Nullable Object> auth, Decision next) throws Exception;

    /** How a matcher answers. Only the first call counts; it may come later, from any thread. */
    @FunctionalInterface
    interface Decision {

        /** Makes the namespace if {@code allow} and there is no error; otherwise the next parent is asked. */
        void accept(@Nullable Throwable error, boolean allow);

        /** The namespace is to be made. */
        default void allow() {
            accept(null, true);
        }

        /** The namespace is none of this parent's; the next one is asked. */
        default void refuse() {
            accept(null, false);
        }
    }
}

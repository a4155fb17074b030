package io.socketio.jakarta.internal.engine;

import io.socketio.jakarta.internal.log.LogText;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells the owner of a session what happens besides messages. These calls may overlap with others, and are not made before the owner is set. */
final class SessionEvents {

    private final EngineSession session;

    /** Null until the owner has set it. */
    private volatile @Nullable SessionListener listener;

    SessionEvents(EngineSession session) {
        this.session = session;
    }

    void open(SessionListener owner) {
        listener = owner;
    }

    @Nullable
    SessionListener listener() {
        return listener;
    }

    void call(Consumer<SessionListener> what) {
        SessionListener owner = listener;
        if (owner != null) {
            what.accept(owner);
        }
    }

    /** @param type the digit on the wire */
    void notifyControl(char type, boolean received) {
        if (session.state.isOpen()) {
            call(owner -> owner.onControlPacket(type, received));
        }
    }

    void notifyDrained() {
        SessionListener owner = listener;
        if (owner != null && !session.state.isClosed()) {
            try {
                owner.onDrain();
            } catch (RuntimeException e) {
                EngineServer.LOG.log(System.Logger.Level.ERROR, "SessionListener.onDrain failed", LogText.escaped(e));
            } catch (Error e) {
                session.onThrown("a drain listener", e);
            }
        }
    }
}

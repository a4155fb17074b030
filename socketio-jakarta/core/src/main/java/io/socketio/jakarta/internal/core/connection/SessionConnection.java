package io.socketio.jakarta.internal.core.connection;

import io.socketio.jakarta.internal.core.socket.SocketConnection;
import io.socketio.jakarta.internal.engine.EngineSession;
import io.socketio.jakarta.internal.engine.memory.MemoryAccount;

/** What a connection passes on to its engine session as it is. */
abstract class SessionConnection implements SocketConnection {

    private final EngineSession session;

    SessionConnection(EngineSession session) {
        this.session = session;
    }

    final EngineSession session() {
        return session;
    }

    @Override
    public final String transport() {
        return session.transport().wire();
    }

    @Override
    public final boolean isReadingFrame() {
        return session.isReadingFrame();
    }

    @Override
    public final MemoryAccount memory() {
        return session.memory().account();
    }

    @Override
    public final int bufferedBytes() {
        return session.bufferedBytes();
    }

    @Override
    public final long pendingBytes() {
        return memory().incomingBytes();
    }

    @Override
    public final boolean isWritable() {
        return session.isWritable();
    }

    @Override
    public final void flush() {
        session.flush();
    }

    @Override
    public final void close() {
        session.close();
    }
}

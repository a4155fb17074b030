package io.socketio.jakarta.cdi.model;

import io.socketio.jakarta.annotation.OnAnyEvent;
import io.socketio.jakarta.annotation.OnConnect;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnDisconnect;
import io.socketio.jakarta.annotation.OnDisconnecting;
import io.socketio.jakarta.annotation.OnError;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.OnRecovered;
import io.socketio.jakarta.annotation.OnServerEvent;
import java.lang.annotation.Annotation;

/** Kinds of handlers, one for each annotation. */
public enum HandlerKind {
    CONNECTING(OnConnecting.class),
    CONNECT(OnConnect.class),
    RECOVERED(OnRecovered.class),
    EVENT(OnEvent.class),
    ANY_EVENT(OnAnyEvent.class),
    SERVER_EVENT(OnServerEvent.class),
    DISCONNECTING(OnDisconnecting.class),
    DISCONNECT(OnDisconnect.class),
    ERROR(OnError.class);

    private final Class<? extends Annotation> annotation;

    HandlerKind(Class<? extends Annotation> annotation) {
        this.annotation = annotation;
    }

    Class<? extends Annotation> annotation() {
        return annotation;
    }

    boolean hasEvent() {
        return this == EVENT || this == ANY_EVENT;
    }

    boolean hasReason() {
        return this == DISCONNECTING || this == DISCONNECT;
    }

    /** Whether arguments of the event become parameters. */
    boolean hasArguments() {
        return this == EVENT || this == SERVER_EVENT;
    }

    boolean mayBeNonBlocking() {
        return this == EVENT || this == ANY_EVENT || this == ERROR;
    }

    boolean answers() {
        return this == EVENT || this == SERVER_EVENT || this == ERROR;
    }
}

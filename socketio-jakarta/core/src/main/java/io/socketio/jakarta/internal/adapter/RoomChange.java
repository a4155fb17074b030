package io.socketio.jakarta.internal.adapter;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.RoomListener;

/** A change of a room, reported to listeners after the lock has been released. */
public record RoomChange(Kind kind, String room, String socketId) {

    /** What has happened to the room. */
    public enum Kind {
        CREATE,
        JOIN,
        LEAVE,
        DELETE
    }

    /** Calls the method of the listener for this change. */
    public void tell(Namespace namespace, RoomListener listener) {
        switch (kind) {
            case CREATE -> listener.onCreateRoom(namespace, room);
            case JOIN -> listener.onJoinRoom(namespace, room, socketId);
            case LEAVE -> listener.onLeaveRoom(namespace, room, socketId);
            case DELETE -> listener.onDeleteRoom(namespace, room);
        }
    }
}

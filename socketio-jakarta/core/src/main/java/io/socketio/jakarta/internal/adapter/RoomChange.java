package io.socketio.jakarta.internal.adapter;

import io.socketio.jakarta.RoomListener;

/** A change of a room, reported to listeners after the lock has been released. */
record RoomChange(Kind kind, String room, String socketId) {

    enum Kind {
        CREATE,
        JOIN,
        LEAVE,
        DELETE
    }

    void tell(RoomListener listener) {
        switch (kind) {
            case CREATE -> listener.onCreateRoom(room);
            case JOIN -> listener.onJoinRoom(room, socketId);
            case LEAVE -> listener.onLeaveRoom(room, socketId);
            case DELETE -> listener.onDeleteRoom(room);
        }
    }
}

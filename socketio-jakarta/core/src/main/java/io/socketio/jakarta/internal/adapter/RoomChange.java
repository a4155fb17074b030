package io.socketio.jakarta.internal.adapter;

import io.socketio.jakarta.RoomListener;

/** Something that happened to a room, to be told once the lock is free. */
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

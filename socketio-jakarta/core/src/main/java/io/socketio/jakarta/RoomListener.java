package io.socketio.jakarta;

/** Hears of rooms of one namespace on this node. Runs on the thread that caused the change, after it; must not block. Nothing is reported twice. */
public interface RoomListener {

    default void onCreateRoom(String room) {}

    default void onJoinRoom(String room, String socketId) {}

    default void onLeaveRoom(String room, String socketId) {}

    default void onDeleteRoom(String room) {}
}

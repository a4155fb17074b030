package io.socketio.jakarta;

/**
 * Receives changes of the rooms of one namespace on this node. Runs on the thread that caused the change, after it, and must not block. Each change is
 * reported once.
 *
 * @since 0.1
 */
public interface RoomListener {

    /** The first socket has joined the room. */
    default void onCreateRoom(String room) {}

    /** A socket has joined the room. */
    default void onJoinRoom(String room, String socketId) {}

    /** A socket has left the room. */
    default void onLeaveRoom(String room, String socketId) {}

    /** The last socket has left the room. */
    default void onDeleteRoom(String room) {}
}

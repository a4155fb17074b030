package io.socketio.jakarta;

/**
 * Receives changes of the rooms of one namespace on this node. Runs on the executor after the change, one call at a time per namespace, and may block. Each change is
 * reported once, with the namespace of the room: a child, if the listener was added to a {@link ParentNamespace}.
 *
 * @since 0.1
 */
public interface RoomListener {

    /** The first socket has joined the room. */
    default void onCreateRoom(Namespace namespace, String room) {}

    /** A socket has joined the room. */
    default void onJoinRoom(Namespace namespace, String room, String socketId) {}

    /** A socket has left the room. */
    default void onLeaveRoom(Namespace namespace, String room, String socketId) {}

    /** The last socket has left the room. */
    default void onDeleteRoom(Namespace namespace, String room) {}
}

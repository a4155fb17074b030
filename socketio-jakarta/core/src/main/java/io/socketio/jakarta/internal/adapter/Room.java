package io.socketio.jakarta.internal.adapter;

/** Who is in a room. Most rooms are the private room of one socket; such a room is its {@link Member} and takes no memory of its own. */
sealed interface Room permits Member, SharedRoom {

    /** In the order in which they joined. The caller must not change the array. */
    Member[] toArray();
}

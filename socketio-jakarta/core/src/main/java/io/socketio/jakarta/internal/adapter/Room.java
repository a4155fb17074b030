package io.socketio.jakarta.internal.adapter;

/** The members of a room. Most rooms are the private room of one socket; such a room is its {@link Member} and needs no memory of its own. */
sealed interface Room permits Member, SharedRoom {

    /** Returns the members in the order in which they joined. The caller must not change the array. */
    Member[] toArray();
}

/** Rooms and delivery. */
@NullMarked
package io.socketio.jakarta.internal.adapter;

import org.jspecify.annotations.NullMarked;

/** Starts what a bare servlet container lacks. Nothing here is for applications to call. */
@NullMarked
package io.socketio.jakarta.standalone;

import org.jspecify.annotations.NullMarked;

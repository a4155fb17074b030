/** What a bare servlet container lacks. */
@NullMarked
package io.socketio.jakarta.standalone;

import org.jspecify.annotations.NullMarked;

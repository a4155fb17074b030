/** Filters around everything that happens to sockets, whether beans or listeners handle it. */
@NullMarked
package io.socketio.jakarta.filter;

import org.jspecify.annotations.NullMarked;

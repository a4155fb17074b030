/** What happens in a server, told to whoever counts or shows it: metrics, the Admin UI. */
@NullMarked
package io.socketio.jakarta.internal.core.monitor;

import org.jspecify.annotations.NullMarked;

/** The events of a server, reported to components that count or display them: metrics, the Admin UI. */
@NullMarked
package io.socketio.jakarta.internal.core.monitor;

import org.jspecify.annotations.NullMarked;

/** The edge to the container: servlet, WebSocket endpoint and their registration. */
@NullMarked
package io.socketio.jakarta.web;

import org.jspecify.annotations.NullMarked;

/** Implements the port HttpExchange on a servlet request: suspended requests, bodies, responses. */
@NullMarked
package io.socketio.jakarta.web.http;

import org.jspecify.annotations.NullMarked;

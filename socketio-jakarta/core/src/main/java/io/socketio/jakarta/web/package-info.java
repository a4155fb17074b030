/** The deployment: registration with the container, settings, threads, the servlet and the lifecycle of the server. */
@NullMarked
package io.socketio.jakarta.web;

import org.jspecify.annotations.NullMarked;

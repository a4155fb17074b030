/** The application: what the guide shows, and beans that tell the tests what happens. */
@NullMarked
package io.socketio.jakarta.springboot.it.app;

import org.jspecify.annotations.NullMarked;

/** A web application that ends the server it is deployed on. */
@NullMarked
package io.socketio.jakarta.ear.guard;

import org.jspecify.annotations.NullMarked;

/** A web application that ends the server it is deployed on. */
@org.jspecify.annotations.NullMarked
package io.socketio.jakarta.conformance.guard;

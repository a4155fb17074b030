/** The web application of the tests, the same on every container. */
@org.jspecify.annotations.NullMarked
package io.socketio.jakarta.conformance.app;

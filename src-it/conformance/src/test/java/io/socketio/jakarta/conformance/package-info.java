/** The server on embedded Tomcat against real peers. */
@org.jspecify.annotations.NullMarked
package io.socketio.jakarta.conformance;

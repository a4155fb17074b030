/** The server on Tomcat and on WildFly against real peers. */
@org.jspecify.annotations.NullMarked
package io.socketio.jakarta.conformance;

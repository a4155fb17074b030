/** The server in a Spring Boot application: a bean that Spring Boot configures, registers and closes. */
@NullMarked
package io.socketio.jakarta.springboot;

import org.jspecify.annotations.NullMarked;

/** A Spring Boot application and what is asked of it, on each line of Spring Boot and each of its web servers. */
@NullMarked
package io.socketio.jakarta.springboot.it;

import org.jspecify.annotations.NullMarked;

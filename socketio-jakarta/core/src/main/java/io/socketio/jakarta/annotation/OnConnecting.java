package io.socketio.jakarta.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs before the server responds to CONNECT; throwing {@link io.socketio.jakarta.ConnectRefused} refuses the client. One method per bean.
 * Parameters: the library's types that describe the socket, {@link Auth} and {@link NamespaceParam}. The method cannot emit to the socket yet.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnConnecting {}

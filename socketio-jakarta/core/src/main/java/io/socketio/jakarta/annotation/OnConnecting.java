package io.socketio.jakarta.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Runs before CONNECT is answered; throwing {@link io.socketio.jakarta.ConnectRefused} refuses the client. One per bean. Parameters: what the
 * library knows of the socket, {@link Auth} and {@link NamespaceParam}. The socket cannot be emitted to yet. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnConnecting {}

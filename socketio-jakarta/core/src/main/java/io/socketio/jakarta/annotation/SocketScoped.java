package io.socketio.jakarta.annotation;

import jakarta.enterprise.context.NormalScope;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One instance per socket. The scope begins when the socket connects and ends after its {@code disconnect} handlers have run. An upgrade of the
 * transport does not end it.
 *
 * <p>Where {@linkplain io.socketio.jakarta.options.RecoveryOptions recovery} is on, instances that are {@link java.io.Serializable} outlive a lost
 * connection: the recovered socket has them again. They are destroyed when nobody has come back in time. All others end with the connection.
 */
@NormalScope
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
public @interface SocketScoped {}

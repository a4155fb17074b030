package io.socketio.jakarta.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares that a handler never blocks, or all handlers of a bean: {@link OnEvent}, {@link OnAnyEvent} and {@link OnError}. The thread that reads the
 * client's WebSocket frames then calls it, without a change of threads, if nothing waits before it and everything else that the event meets is declared
 * so, too: the error and any-event handlers of the beans, {@link io.socketio.jakarta.filter.SocketIoFilter#isNonBlocking filters} and {@link
 * io.socketio.jakarta.EventListener#nonBlocking listeners}. Otherwise the event takes its turn on the executor, as it does over long-polling, and where
 * CDI observers watch it. Interceptors, Bean Validation and the payload codec run on the same thread and must not block either.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface NonBlocking {}

package io.socketio.jakarta.annotation;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds an interceptor to the methods of every namespace bean. All of them have this binding, because the stereotype {@link SocketIoNamespace}
 * declares it. The interceptor needs {@code @Priority} to be enabled, and can inject {@code Exchange} to find out what it intercepts.
 *
 * <pre>{@code
 * @EveryNamespace
 * @Interceptor
 * @Priority(Interceptor.Priority.APPLICATION)
 * public class Timing {
 *     @AroundInvoke Object time(InvocationContext call) throws Exception { … }
 * }
 * }</pre>
 */
@InterceptorBinding
@Inherited
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EveryNamespace {}

package io.socketio.jakarta.cdi;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/**
 * Innermost interceptor around connecting handlers; records that the handler has been reached. A connecting handler returns nothing. Without this
 * record, an interceptor that returns without calling {@code proceed} would admit the client.
 */
@Admission.Binding
@Interceptor
@Priority(Integer.MAX_VALUE)
final class Admission {

    private final SocketIoExtension extension;

    @Inject
    Admission(BeanManager beans) {
        this.extension = beans.getExtension(SocketIoExtension.class);
    }

    @AroundInvoke
    @Nullable
    Object note(InvocationContext invocation) throws Exception {
        extension.admit();
        return invocation.proceed();
    }

    /** Binding that the extension adds to all connecting handlers. */
    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @interface Binding {

        /** Instance of the binding, for the extension. */
        final class Literal extends jakarta.enterprise.util.AnnotationLiteral<Binding> implements Binding {
            static final Literal INSTANCE = new Literal();
            private static final long serialVersionUID = 1;
        }
    }
}

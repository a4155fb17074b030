package io.socketio.jakarta.cdi;

import io.socketio.jakarta.annotation.EveryNamespace;
import jakarta.enterprise.util.AnnotationLiteral;

/** Annotation instance that the extension adds to namespace beans. */
final class EveryNamespaceLiteral extends AnnotationLiteral<EveryNamespace> implements EveryNamespace {

    static final EveryNamespaceLiteral INSTANCE = new EveryNamespaceLiteral();
    private static final long serialVersionUID = 1;

    private EveryNamespaceLiteral() {}
}

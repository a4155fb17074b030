package io.socketio.jakarta.cdi;

import io.socketio.jakarta.annotation.EveryNamespace;
import jakarta.enterprise.util.AnnotationLiteral;

/** Put on namespace beans by the extension. */
final class EveryNamespaceLiteral extends AnnotationLiteral<EveryNamespace> implements EveryNamespace {

    static final EveryNamespaceLiteral INSTANCE = new EveryNamespaceLiteral();
    private static final long serialVersionUID = 1;

    private EveryNamespaceLiteral() {}
}

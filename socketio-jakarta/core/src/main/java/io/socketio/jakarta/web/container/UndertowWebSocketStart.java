package io.socketio.jakarta.web.container;

import jakarta.servlet.ServletContext;
import java.lang.reflect.InvocationTargetException;

/**
 * Embedded Undertow starts its WebSocket server only if the application has put a {@code WebSocketDeploymentInfo} into the deployment; WildFly does.
 * {@code Bootstrap} is the extension that reads it, too early for a servlet context that exists already, so it is called again. Seen on Undertow 2.3.24.
 */
final class UndertowWebSocketStart implements EmbeddedWebSocket {

    private static final String PACKAGE = "io.undertow.websockets.jsr.";

    @Override
    public boolean owns(ServletContext context) {
        return context.getClass().getName().startsWith("io.undertow.servlet.spec.");
    }

    @Override
    public String neededClass(ServletContext context) {
        return PACKAGE + "WebSocketDeploymentInfo";
    }

    @Override
    public String artifact(ServletContext context) {
        return "io.undertow:undertow-websockets-jsr";
    }

    @Override
    public Runnable start(ServletContext context, Class<?> needed) throws ReflectiveOperationException {
        ClassLoader loader = needed.getClassLoader();
        Object deployment = context.getClass().getMethod("getDeployment").invoke(context);
        Class<?> deploymentType = Class.forName("io.undertow.servlet.api.Deployment", true, loader);
        Object info = deploymentType.getMethod("getDeploymentInfo").invoke(deployment);
        Class<?> infoType = Class.forName("io.undertow.servlet.api.DeploymentInfo", true, loader);
        infoType.getMethod("addServletContextAttribute", String.class, Object.class)
                .invoke(
                        info,
                        needed.getField("ATTRIBUTE_NAME").get(null),
                        needed.getConstructor().newInstance());
        Class<?> bootstrap = Class.forName(PACKAGE + "Bootstrap", true, loader);
        bootstrap
                .getMethod("handleDeployment", infoType, ServletContext.class)
                .invoke(bootstrap.getConstructor().newInstance(), info, context);
        Object container = context.getAttribute(WebSocketStart.ATTRIBUTE);
        return () -> close(container);
    }

    private static void close(Object container) {
        try {
            container.getClass().getMethod("close").invoke(container);
        } catch (IllegalAccessException | NoSuchMethodException | InvocationTargetException e) {
            throw new IllegalStateException("Undertow's WebSocket server cannot be closed", e);
        }
    }
}

package io.socketio.jakarta.web.container;

import jakarta.servlet.ServletContext;
import java.lang.reflect.InvocationTargetException;

/**
 * Starts the WebSocket server of an embedded Undertow. Undertow does that only if the application has added a {@code WebSocketDeploymentInfo} to the
 * deployment, as WildFly does. The extension {@code Bootstrap} reads it before the servlet context exists, so this class calls that extension again.
 * Seen on Undertow 2.3.24.
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

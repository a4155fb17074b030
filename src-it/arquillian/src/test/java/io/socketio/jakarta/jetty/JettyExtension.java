package io.socketio.jakarta.jetty;

import org.jboss.arquillian.core.spi.LoadableExtension;

/** Adds to the adapter where Jetty is the container. */
public final class JettyExtension implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        if ("jetty".equals(System.getProperty("arquillian.launch"))) {
            builder.observer(UndeployedApps.class);
        }
    }
}

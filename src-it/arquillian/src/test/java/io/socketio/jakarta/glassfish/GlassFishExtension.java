package io.socketio.jakarta.glassfish;

import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Offers the container only where it is asked for: there must not be two. */
public final class GlassFishExtension implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        if ("glassfish".equals(System.getProperty("arquillian.launch"))) {
            builder.service(DeployableContainer.class, GlassFishContainer.class);
        }
    }
}

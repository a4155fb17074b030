package io.socketio.jakarta.glassfish;

import java.io.File;
import org.jboss.arquillian.container.spi.ConfigurationException;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jspecify.annotations.Nullable;

/** Set by Arquillian, from arquillian.xml. */
public final class GlassFishSettings implements ContainerConfiguration {

    private @Nullable String jar;
    private @Nullable String domain;
    private int port;

    public void setJar(String jar) {
        this.jar = jar;
    }

    public void setDomain(String domain) {
        this.domain = domain;
    }

    public void setPort(int port) {
        this.port = port;
    }

    File jar() {
        return new File(String.valueOf(jar));
    }

    File domain() {
        return new File(String.valueOf(domain));
    }

    int port() {
        return port;
    }

    @Override
    public void validate() throws ConfigurationException {
        if (!jar().isFile() || !domain().isFile() || port <= 0) {
            throw new ConfigurationException("no jar " + jar + ", no domain " + domain + ", or no port " + port);
        }
    }
}

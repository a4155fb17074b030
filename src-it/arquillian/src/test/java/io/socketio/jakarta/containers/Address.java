package io.socketio.jakarta.containers;

import java.net.MalformedURLException;
import java.net.URL;

/** Where an application is. */
final class Address {

    private Address() {}

    /**
     * What Arquillian tells, on the loopback interface, which is the only one that containers under test listen on, and with a slash at its end. The
     * adapter of Payara Micro gives the name of the machine, and at times has not read the context path yet.
     */
    static URL of(URL injected) {
        String path = injected.getPath().endsWith("/") ? injected.getPath() : injected.getPath() + "/";
        try {
            return new URL("http", "127.0.0.1", injected.getPort(), path);
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}

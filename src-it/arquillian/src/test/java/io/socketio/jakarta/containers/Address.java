package io.socketio.jakarta.containers;

import java.net.MalformedURLException;
import java.net.URL;

/** Where an application is. */
final class Address {

    private Address() {}

    /** With a slash at its end: the adapter of Payara Micro at times has not read the context path yet, and gives none. */
    static URL of(URL injected) {
        try {
            return injected.getPath().endsWith("/") ? injected : new URL(injected + "/");
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.socketio.jakarta.ear.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Which WAR this is. */
final class War {

    static final String NAME = read();

    private War() {}

    private static String read() {
        try (InputStream file = Objects.requireNonNull(War.class.getResourceAsStream("/war-name.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

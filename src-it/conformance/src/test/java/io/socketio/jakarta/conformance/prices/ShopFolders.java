package io.socketio.jakarta.conformance.prices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Folders as a project of a web application has them: one with a beans.xml, one with nothing but the classes of the application. */
final class ShopFolders {

    private ShopFolders() {}

    static Path webapp() {
        try {
            Path webapp = Path.of("target", "shop", "webapp");
            Path beans = Files.createDirectories(webapp.resolve("WEB-INF")).resolve("beans.xml");
            Files.write(beans, new byte[0]);
            return webapp;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path classes(Package source) {
        Path folder = Path.of(source.getName().replace('.', '/'));
        try {
            Path classes = Path.of("target", "shop", "classes");
            Path target = Files.createDirectories(classes.resolve(folder));
            try (Stream<Path> files =
                    Files.list(Path.of("target", "test-classes").resolve(folder))) {
                for (Path file : files.toList()) {
                    if (List.of("Prices.class", "Catalogue.class")
                            .contains(file.getFileName().toString())) {
                        Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.socketio.jakarta.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The files of this build. */
final class Build {

    static final Path ROOT = Path.of(System.getProperty("build.root")).normalize();
    static final Path FOLDER = Path.of(System.getProperty("build.folder"));

    /** The plugin that makes bills of materials does nothing then. */
    static final boolean OFFLINE = System.getProperty("build.mode").equals("offline=true");

    static final List<String> MODULES =
            List.of("client", "cluster", "core", "jackson", "msgpack", "spring-boot", "standalone");

    private Build() {}

    /** Returns the jars that a module has made, by what is behind the version in their names: empty, {@code sources}, {@code javadoc}, {@code tests}. */
    static Map<String, Path> jars(Path library, String module) throws IOException {
        Path target = library.resolve(module).resolve("target");
        Map<String, Path> jars = new TreeMap<>();
        try (Stream<Path> files = Files.list(target)) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                String name = jar.getFileName().toString().replace(".jar", "");
                String last = name.substring(name.lastIndexOf('-') + 1);
                jars.put(List.of("sources", "javadoc", "tests").contains(last) ? last : "", jar);
            }
        }
        if (!jars.containsKey("")) {
            throw new AssertionError("there is no jar in " + target);
        }
        return jars;
    }

    /** Returns the files in an archive. */
    static Map<String, byte[]> entries(Path archive) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            Enumeration<? extends ZipEntry> all = zip.entries();
            while (all.hasMoreElements()) {
                ZipEntry entry = all.nextElement();
                try (InputStream in = zip.getInputStream(entry)) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return entries;
    }
}

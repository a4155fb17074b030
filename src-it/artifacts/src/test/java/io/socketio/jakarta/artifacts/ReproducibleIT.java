package io.socketio.jakarta.artifacts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Who builds the same sources gets the same bytes: in another folder, time zone and language. */
class ReproducibleIT {

    static final List<String> MODULES = Build.MODULES;

    private static final Path FIRST = Build.ROOT.resolve("socketio-jakarta");
    private static final Path COPY = Build.FOLDER.resolve("built-again");
    private static final Path SECOND = COPY.resolve("socketio-jakarta");
    private static final long TIMEOUT_MINUTES = 10;

    @BeforeAll
    static void buildAgain() throws Exception {
        delete(COPY);
        Files.createDirectories(COPY);
        for (String name : List.of("pom.xml", "LICENSE")) {
            Files.copy(Build.ROOT.resolve(name), COPY.resolve(name));
        }
        copy(Build.ROOT.resolve(".mvn"), COPY.resolve(".mvn"));
        copy(FIRST, SECOND);

        boolean windows = System.getProperty("os.name").startsWith("Windows");
        List<String> command =
                new ArrayList<>(List.of(Path.of(System.getProperty("build.maven"), "bin", windows ? "mvn.cmd" : "mvn")
                        .toString()));
        command.addAll(List.of("-B", "-ntp", "-q", "-f", "socketio-jakarta/pom.xml", "package", "-DskipTests"));
        command.add("-Dmaven.repo.local=" + System.getProperty("build.repository"));
        if (Build.OFFLINE) {
            command.add("-o");
        }
        ProcessBuilder again =
                new ProcessBuilder(command).directory(COPY.toFile()).redirectErrorStream(true);
        Path log = Build.FOLDER.resolve("built-again.log");
        again.redirectOutput(log.toFile());
        again.environment().put("JAVA_HOME", System.getProperty("java.home"));
        again.environment().put("TZ", "Pacific/Auckland");
        again.environment()
                .put(
                        "MAVEN_OPTS",
                        "-Duser.language=tr -Duser.timezone=Pacific/Auckland " + System.getProperty("test.jvm", ""));
        Process process = again.start();
        try {
            boolean ended = process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES);
            assertEquals(0, ended ? process.exitValue() : -1, () -> "the second build failed, see " + log);
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    @ParameterizedTest
    @FieldSource("MODULES")
    void secondBuildMakesTheSameJars(String module) throws IOException {
        Map<String, Path> first = Build.jars(FIRST, module);
        Map<String, Path> second = Build.jars(SECOND, module);
        for (Map.Entry<String, Path> jar : second.entrySet()) {
            if (jar.getKey().equals("javadoc")) {
                continue; // Without tests, there is no javadoc.
            }
            Path original = first.get(jar.getKey());
            assertEquals(
                    List.of(), differences(original, jar.getValue()), () -> original + " differs; is it up to date?");
            if (!Build.OFFLINE) {
                assertEquals(-1, Files.mismatch(original, jar.getValue()), () -> original + " differs in its form");
            }
        }
    }

    private static List<String> differences(Path first, Path second) throws IOException {
        Map<String, byte[]> ones = Build.entries(first);
        Map<String, byte[]> others = Build.entries(second);
        Set<String> names = new TreeSet<>(ones.keySet());
        names.addAll(others.keySet());
        return names.stream()
                .filter(name -> !(Build.OFFLINE && name.startsWith("META-INF/sbom/")))
                .filter(name -> !Arrays.equals(ones.get(name), others.get(name)))
                .toList();
    }

    /** Copies sources, and nothing that was built from them. */
    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (folder.endsWith("target") || folder.endsWith("node_modules")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path each, IOException failure) throws IOException {
                Files.delete(each);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

package io.socketio.jakarta.artifacts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each artifact has its licence and its bill of materials, and the WAR nothing that is not needed at run time. */
class ContentIT {

    static final List<String> MODULES = Build.MODULES;

    private static final Path LIBRARY = Build.ROOT.resolve("socketio-jakarta");

    /** What comes into a WAR with {@code socketio-jakarta-standalone}: the jars without their versions. */
    private static final Set<String> STANDALONE = Set.of(
            "jakarta.annotation-api",
            "jakarta.el-api",
            "jakarta.enterprise.cdi-api",
            "jakarta.enterprise.lang-model",
            "jakarta.inject-api",
            "jakarta.interceptor-api",
            "jakarta.json-api",
            "jakarta.json.bind-api",
            "jboss-classfilewriter",
            "jboss-logging",
            "parsson",
            "socketio-jakarta",
            "socketio-jakarta-client",
            "socketio-jakarta-standalone",
            "weld-api",
            "weld-core-impl",
            "weld-environment-common",
            "weld-lite-extension-translator",
            "weld-spi",
            "weld-web",
            "yasson");

    /** What the sample adds: a database and Bean Validation. */
    private static final Set<String> SAMPLE =
            Set.of("classmate", "h2", "hibernate-validator", "jakarta.validation-api");

    @ParameterizedTest
    @FieldSource("MODULES")
    void everyJarHasTheLicence(String module) throws IOException {
        byte[] license = Files.readAllBytes(Build.ROOT.resolve("LICENSE"));
        Map<String, Path> jars = Build.jars(LIBRARY, module);
        assertTrue(jars.keySet().containsAll(Set.of("", "sources", "javadoc")), () -> "missing beside " + jars);
        for (Path jar : jars.values()) {
            assertArrayEquals(license, Build.entries(jar).get("META-INF/LICENSE"), jar.toString());
        }
    }

    @ParameterizedTest
    @FieldSource("MODULES")
    void everyJarHasItsBillOfMaterials(String module) throws IOException {
        assumeFalse(Build.OFFLINE, "bills of materials are made online only: build without -o");
        String artifact = module.equals("core") ? "socketio-jakarta" : "socketio-jakarta-" + module;
        byte[] bom = Build.entries(Build.jars(LIBRARY, module).get("")).get("META-INF/sbom/" + artifact + ".cdx.json");
        assertNotNull(bom, "no bill of materials");
        String text = new String(bom, StandardCharsets.UTF_8).replace(" ", "");
        assertTrue(text.contains("\"bomFormat\":\"CycloneDX\""), text);
        assertTrue(text.contains("pkg:maven/io.socketio.jakarta/" + artifact + "@"), text);
        if (!module.equals("client")) {
            assertTrue(text.contains("pkg:maven/io.socketio.jakarta/socketio-jakarta-client@"), text);
        }
    }

    @Test
    void billOfMaterialsOfTheClientNamesWhatIsInItsScripts() throws IOException {
        assumeFalse(Build.OFFLINE, "bills of materials are made online only: build without -o");
        String text = text("client", "META-INF/sbom/socketio-jakarta-client.cdx.json");
        for (String name : List.of("socket.io-client@", "engine.io-client@", "socket.io-parser@", "notepack.io")) {
            assertTrue(text.contains("\"pkg:npm/" + name), text);
        }
    }

    @Test
    void billOfMaterialsOfTheStandaloneNamesWhatComesIntoTheWar() throws IOException {
        assumeFalse(Build.OFFLINE, "bills of materials are made online only: build without -o");
        String text = text("standalone", "META-INF/sbom/socketio-jakarta-standalone.cdx.json");
        for (String name : STANDALONE) {
            assertTrue(text.contains("/" + name + "@"), () -> name + " is not in " + text);
        }
        assertTrue(text.contains("/weld-servlet-core@"), "its classes are in the jar");
    }

    @Test
    void msgpackParserBringsOneLibrary() throws IOException {
        Map<String, byte[]> entries =
                Build.entries(Build.jars(LIBRARY, "msgpack").get(""));
        assertNotNull(entries.get("META-INF/services/io.socketio.jakarta.parser.ParserProvider"));
        assumeFalse(Build.OFFLINE, "bills of materials are made online only: build without -o");
        String bom = text("msgpack", "META-INF/sbom/socketio-jakarta-msgpack.cdx.json");
        assertTrue(bom.contains("/msgpack-core@"), bom);
        String core =
                Build.entries(Build.jars(LIBRARY, "core").get("")).keySet().toString();
        assertFalse(core.contains("msgpack/core"), core);
        assertFalse(
                text("core", "META-INF/sbom/socketio-jakarta.cdx.json").contains("org.msgpack"), "the core needs it");
    }

    /** The MIT License asks for it. */
    @Test
    void clientHasTheLicencesOfWhatIsInItsScripts() throws IOException {
        Map<String, byte[]> entries =
                Build.entries(Build.jars(LIBRARY, "client").get(""));
        assertNotNull(entries.get("META-INF/NOTICE"));
        assertNotNull(entries.get("META-INF/io.socketio.jakarta/client/LICENSE"));
        for (String name : List.of("engine.io-client", "engine.io-parser", "socket.io-parser", "debug", "ms")) {
            byte[] license = entries.get("META-INF/licenses/" + name + ".txt");
            assertNotNull(license, name);
            assertTrue(new String(license, StandardCharsets.UTF_8).contains("Permission is hereby granted"), name);
        }
        assertTrue(text("standalone", "META-INF/NOTICE").contains("Weld"));
    }

    /** {@code jboss-logging-processor} and {@code jdeparser} came into WARs through Weld. */
    @Test
    void warHasNothingThatIsNotNeededAtRunTime() throws IOException {
        Map<String, byte[]> war = Build.entries(Build.ROOT.resolve("sample-war/target/socketio-jakarta-sample.war"));
        Set<String> jars = new TreeSet<>();
        for (String name : war.keySet()) {
            if (name.startsWith("WEB-INF/lib/") && name.endsWith(".jar")) {
                jars.add(name.substring("WEB-INF/lib/".length()).replaceAll("-\\d[^/]*\\.jar$", ""));
            }
        }
        Set<String> allowed = new TreeSet<>(STANDALONE);
        allowed.addAll(SAMPLE);
        assertEquals(allowed, jars);
        assertArrayEquals(Files.readAllBytes(Build.ROOT.resolve("LICENSE")), war.get("META-INF/LICENSE"));
    }

    private static String text(String module, String entry) throws IOException {
        byte[] bytes = Build.entries(Build.jars(LIBRARY, module).get("")).get(entry);
        assertNotNull(bytes, entry);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

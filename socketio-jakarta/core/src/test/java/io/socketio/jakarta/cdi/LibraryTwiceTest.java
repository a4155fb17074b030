package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.CapturedLog;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.web.SocketIoInitializer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.catalina.Context;
import org.junit.jupiter.api.Test;

/** Two versions of the library in one application: one warning names both places, and the application starts. */
class LibraryTwiceTest {

    private static final String CODE = "SIO-0322";
    private static final String CLASS_FILE = SocketIoInitializer.class.getName().replace('.', '/') + ".class";

    @SocketIoNamespace("/")
    public static class Desk {
        @OnEvent("who")
        String who() {
            return "desk";
        }
    }

    /** Another version, as far as it is looked for: the class of the initializer, its registration, and Maven's properties. */
    private static void addOther(Context context) {
        Path jar = Path.of(context.getDocBase(), "WEB-INF", "lib", "socketio-jakarta-0.0.9.jar");
        try {
            Files.createDirectories(jar.getParent());
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
                    InputStream classFile = SocketIoInitializer.class.getResourceAsStream("/" + CLASS_FILE)) {
                add(zip, CLASS_FILE, classFile.readAllBytes());
                add(
                        zip,
                        "META-INF/services/jakarta.servlet.ServletContainerInitializer",
                        SocketIoInitializer.class.getName());
                add(zip, "META-INF/maven/io.socketio.jakarta/socketio-jakarta/pom.properties", "version=0.0.9");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(ZipOutputStream zip, String name, String content) throws IOException {
        add(zip, name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        ((OutputStream) zip).write(content);
    }

    @Test
    void bothPlacesAndVersionsAreTold() throws Exception {
        try (CapturedLog logged = CapturedLog.ofWarnings();
                WeldTomcat tomcat = WeldTomcat.with(LibraryTwiceTest::addOther, Desk.class)) {
            assertTrue(tomcat.isStarted());
            List<String> told = logged.warnings(CODE);
            assertEquals(1, told.size(), told.toString());
            String own = SocketIoInitializer.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath();
            assertTrue(told.get(0).contains("2 times"), told.get(0));
            assertTrue(told.get(0).contains(own.replaceFirst("/$", "")), told.get(0));
            assertTrue(told.get(0).contains("WEB-INF/lib/socketio-jakarta-0.0.9.jar (version 0.0.9)"), told.get(0));
            assertEquals("desk", WeldTomcat.ask(WeldTomcat.connected(tomcat.client("/", Map.of())), "who"));
        }
    }

    @Test
    void onceIsNotTold() throws Exception {
        try (CapturedLog logged = CapturedLog.ofWarnings();
                WeldTomcat tomcat = WeldTomcat.with(Desk.class)) {
            assertTrue(tomcat.isStarted());
            assertEquals(List.of(), logged.warnings(CODE));
        }
    }
}

package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.CapturedLog;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.web.container.TomcatWebSocket;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Vetoed;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardContext;
import org.junit.jupiter.api.Test;

/** Namespace classes that CDI does not know are not silent: one warning names them and says what to do. */
class UndiscoveredClassesTest {

    private static final String CODE = "SIO-0321";

    @SocketIoNamespace("/silent")
    public static class Silent {
        @OnEvent("who")
        String who() {
            return "silent";
        }
    }

    @SocketIoNamespace("/mute")
    public static class Mute {}

    @SocketIoNamespace("/abstract")
    public abstract static class Base {}

    @SocketIoNamespace("/alternative")
    @Alternative
    public static class NotChosen {}

    @SocketIoNamespace("/vetoed")
    @Vetoed
    public static class SwitchedOff {}

    public static class Missing {}

    @SocketIoNamespace("/broken")
    public static class Broken extends Missing {}

    private static void beansXml(Context context, String content) {
        try {
            Files.writeString(Path.of(context.getDocBase(), "WEB-INF", "beans.xml"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteBeansXml(Context context) {
        try {
            Files.delete(Path.of(context.getDocBase(), "WEB-INF", "beans.xml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> warnings(Consumer<Context> setup, Class<?>... classes) throws Exception {
        try (CapturedLog logged = CapturedLog.ofWarnings();
                WeldTomcat tomcat = WeldTomcat.with(setup, classes)) {
            assertTrue(tomcat.isStarted());
            return logged.warnings(CODE);
        }
    }

    /** In the field: Weld does not start, every event times out, and nothing says why. */
    @Test
    void missingBeansXmlIsTold() throws Exception {
        List<String> told = warnings(UndiscoveredClassesTest::deleteBeansXml, Silent.class, Mute.class);
        assertEquals(1, told.size(), told.toString());
        assertTrue(told.get(0).contains(Mute.class.getName() + ", " + Silent.class.getName()), told.get(0));
        assertTrue(told.get(0).contains("Put an empty beans.xml into WEB-INF"), told.get(0));
    }

    @Test
    void missingCdiIsTold() throws Exception {
        List<String> told = warnings(
                context -> ((StandardContext) context).setContainerSciFilter("org\\.jboss\\.weld\\..*"), Silent.class);
        assertEquals(1, told.size(), told.toString());
        assertTrue(told.get(0).contains(Silent.class.getName() + ": no CDI runs in this application"), told.get(0));
        assertTrue(told.get(0).contains("socketio-jakarta-standalone"), told.get(0));
    }

    @Test
    void classesThatBeansXmlLeavesOutAreTold() throws Exception {
        String beansXml = """
                <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="annotated">
                  <scan><exclude name="%s"/></scan>
                </beans>
                """;
        List<String> told = warnings(
                context -> beansXml(context, beansXml.formatted(Silent.class.getName())), Silent.class, Mute.class);
        assertEquals(1, told.size(), told.toString());
        assertTrue(
                told.get(0).contains("events of " + Silent.class.getName() + ": CDI has not found these"), told.get(0));
    }

    @Test
    void beansAndWhatIsNoneOnPurposeAreNotTold() throws Exception {
        assertEquals(List.of(), warnings(context -> {}, Silent.class, Base.class, NotChosen.class, SwitchedOff.class));
    }

    /** Containers load what has the annotation, so that they can tell of it. */
    @Test
    void classThatCannotBeLoadedDoesNotBreakTheDeployment() throws Exception {
        try (CapturedLog logged = CapturedLog.ofWarnings();
                WeldTomcat tomcat = WeldTomcat.with(UndiscoveredClassesTest::addBroken, Silent.class)) {
            assertTrue(tomcat.isStarted());
            assertEquals(List.of(), logged.warnings(CODE));
            assertEquals("silent", WeldTomcat.ask(WeldTomcat.connected(tomcat.client("/silent", Map.of())), "who"));
        }
    }

    /** The container tells of them together with WebSocket endpoints, whose buffers are left alone. */
    @Test
    void namespaceClassesAreNotTakenForWebSocketEndpoints() throws Exception {
        AtomicReference<Context> context = new AtomicReference<>();
        try (WeldTomcat tomcat = WeldTomcat.with(context::set, Silent.class)) {
            assertTrue(tomcat.isStarted());
            ServerContainer container =
                    (ServerContainer) context.get().getServletContext().getAttribute(ServerContainer.class.getName());
            assertEquals(TomcatWebSocket.BUFFER_BYTES, container.getDefaultMaxTextMessageBufferSize());
        }
    }

    /** A class whose superclass is nowhere. */
    private static void addBroken(Context context) {
        String file = "/" + Broken.class.getName().replace('.', '/') + ".class";
        try (var source = Broken.class.getResourceAsStream(file)) {
            String bytes = new String(source.readAllBytes(), StandardCharsets.ISO_8859_1)
                    .replace("$Missing", "$Nowhere")
                    .replace("$Broken", "$Defect");
            Path target = Path.of(context.getDocBase(), "WEB-INF", "classes", file.replace("$Broken", "$Defect"));
            Files.createDirectories(target.getParent());
            Files.write(target, bytes.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

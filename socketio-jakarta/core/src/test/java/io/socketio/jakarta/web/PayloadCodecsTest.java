package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadCodecProvider;
import io.socketio.jakarta.options.SocketIoOptions;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which codec an application gets. */
class PayloadCodecsTest {

    public record Item(String name) {}

    /** Writes every object as one word. */
    private record Word(String word, AtomicInteger closed) implements PayloadCodec, AutoCloseable {
        Word(String word) {
            this(word, new AtomicInteger());
        }

        @Override
        public void write(Object value, StringBuilder out, BinarySink binary) {
            out.append('"').append(word).append('"');
        }

        @Override
        public Object read(String json, Type type, List<byte[]> attachments) {
            return word;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    /** Registers the server with a codec of the application. */
    public static final class Registering implements ServletContextListener {
        static final Word CODEC = new Word("registered");

        @Override
        public void contextInitialized(ServletContextEvent event) {
            SocketIoServer server = SocketIo.register(event.getServletContext(), SocketIoOptions.defaults(), CODEC);
            server.onConnection(socket -> socket.emit("item", new Item("tea")));
        }
    }

    /** Emits an object. */
    public static final class Emitting implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            SocketIo.server(event.getServletContext()).onConnection(socket -> socket.emit("item", new Item("tea")));
        }
    }

    /** Of a library that the application brings. */
    public static final class Provider implements PayloadCodecProvider {
        static final Word CODEC = new Word("provided");

        @Override
        public int priority() {
            return JSON_B + 1;
        }

        @Override
        public PayloadCodec create(ClassLoader application) {
            return CODEC;
        }
    }

    /** Of a library that lacks its own. */
    public static final class Lacking implements PayloadCodecProvider {
        @Override
        public int priority() {
            return Integer.MAX_VALUE;
        }

        @Override
        public PayloadCodec create(ClassLoader application) {
            throw new NoClassDefFoundError("com/example/Json");
        }
    }

    @Test
    void jsonBIsTheDefault() throws Exception {
        try (EmbeddedTomcat tomcat = deployed(context -> context.addApplicationListener(Emitting.class.getName()))) {
            assertEquals("42[\"item\",{\"name\":\"tea\"}]", emitted(tomcat));
            PayloadCodecs.Chosen chosen = PayloadCodecs.choose(tomcat.context().getServletContext(), "");
            assertTrue(chosen.codec().toString().startsWith("JSON-B (org.eclipse.yasson."), chosen.toString());
            chosen.close();
        }
    }

    @Test
    void codecGivenAtRegistrationIsUsedAndStaysTheApplicationsToClose() throws Exception {
        try (EmbeddedTomcat tomcat = deployed(context -> {
            context.addParameter("socketio.enabled", "false");
            context.addApplicationListener(Registering.class.getName());
        })) {
            assertEquals("42[\"item\",\"registered\"]", emitted(tomcat));
        }
        assertEquals(0, Registering.CODEC.closed().get());
    }

    @Test
    void providerThatOnlyTheApplicationSeesIsAskedBeforeJsonBAndItsCodecIsClosed(@TempDir Path folder)
            throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(
                services.resolve(PayloadCodecProvider.class.getName()),
                Lacking.class.getName() + "\n" + Provider.class.getName() + "\n");
        URL[] library = {folder.toUri().toURL()};
        try (URLClassLoader application = new URLClassLoader(library, getClass().getClassLoader())) {
            try (EmbeddedTomcat tomcat = deployed(context -> {
                context.setParentClassLoader(application);
                context.addApplicationListener(Emitting.class.getName());
            })) {
                assertEquals("42[\"item\",\"provided\"]", emitted(tomcat));
            }
        }
        assertEquals(1, Provider.CODEC.closed().get());
    }

    @Test
    void attributeOfAnotherTypeIsNamed() throws Exception {
        try (EmbeddedTomcat tomcat = deployed(context -> {})) {
            ServletContext context = tomcat.context().getServletContext();
            context.setAttribute(PayloadCodecs.ATTRIBUTE, "JSON");
            IllegalStateException wrong =
                    assertThrows(IllegalStateException.class, () -> PayloadCodecs.choose(context, ""));
            assertEquals(
                    "the attribute io.socketio.jakarta.json.PayloadCodec of the servlet context must be a PayloadCodec, but is"
                            + " a java.lang.String",
                    wrong.getMessage());
        }
    }

    private static EmbeddedTomcat deployed(Consumer<Context> setup) throws Exception {
        return EmbeddedTomcat.with(context -> {
            context.addServletContainerInitializer(new SocketIoInitializer(), Set.of());
            setup.accept(context);
        });
    }

    private static String emitted(EmbeddedTomcat tomcat) throws Exception {
        try (RawWebSocket socket = new RawWebSocket(tomcat.port(), "/socket.io/?EIO=4&transport=websocket")) {
            socket.receive();
            socket.text("40");
            String packet = socket.receive().text();
            return packet.startsWith("40") ? socket.receive().text() : packet;
        }
    }
}

package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.socketio.jakarta.internal.protocol.DefaultParser;
import io.socketio.jakarta.internal.protocol.FakeParser;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.parser.Parser;
import io.socketio.jakarta.parser.ParserProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which parser a server gets. */
class ParsersTest {

    /** The opcode of a close frame. */
    private static final int CLOSE = 8;

    private static final PayloadCodec CODEC = new JsonbPayloadCodec();

    /** Of a library that the application brings. */
    public static class Provider implements ParserProvider {

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public Parser create(PayloadCodec codec) {
            assertNotNull(codec);
            return new FakeParser();
        }
    }

    /** Of another library, with the same name. */
    public static final class Second extends Provider {}

    @TempDir
    private Path folder;

    private URLClassLoader applicationWith(Class<?>... providers) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        StringBuilder names = new StringBuilder();
        for (Class<?> each : providers) {
            names.append(each.getName()).append('\n');
        }
        Files.writeString(services.resolve(ParserProvider.class.getName()), names);
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
    }

    @Test
    void defaultNeedsNoProvider() throws IOException {
        assertEquals("default", SocketIoOptions.defaults().parser());
        try (URLClassLoader application = applicationWith(Provider.class)) {
            assertInstanceOf(
                    DefaultParser.class,
                    Parsers.partsWith("default", CODEC, application).parser());
        }
    }

    @Test
    void providerIsFoundByItsNameInTheApplication() throws IOException {
        try (URLClassLoader application = applicationWith(Provider.class)) {
            assertInstanceOf(
                    FakeParser.class,
                    Parsers.partsWith("fake", CODEC, application).parser());
        }
    }

    @Test
    void missingParserIsNamedWithThoseThatAreThere() throws IOException {
        try (URLClassLoader application = applicationWith(Provider.class)) {
            IllegalArgumentException missing = assertThrows(
                    IllegalArgumentException.class, () -> Parsers.partsWith("msgpack", CODEC, application));
            assertEquals(
                    "there is no parser with the name 'msgpack' (socketio.parser), only default, fake; is its library in the"
                            + " application (for msgpack: socketio-jakarta-msgpack)?",
                    missing.getMessage());
        }
    }

    @Test
    void twoParsersWithOneNameAreRefused() throws IOException {
        try (URLClassLoader application = applicationWith(Provider.class, Second.class)) {
            IllegalArgumentException twice =
                    assertThrows(IllegalArgumentException.class, () -> Parsers.partsWith("fake", CODEC, application));
            assertEquals(
                    "there are two parsers with the name 'fake' (socketio.parser): " + Provider.class.getName()
                            + " and " + Second.class.getName(),
                    twice.getMessage());
        }
    }

    @Test
    void blankNameIsRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> SocketIoOptions.builder().parser(" "));
    }

    /** To this parser, text is no packet. */
    @Test
    void settingChoosesTheParserOfADeployment() throws Exception {
        try (URLClassLoader application = applicationWith(Provider.class);
                EmbeddedTomcat tomcat = EmbeddedTomcat.with(context -> {
                    context.setParentClassLoader(application);
                    context.addParameter("socketio.parser", "fake");
                    context.addServletContainerInitializer(new SocketIoInitializer(), Set.of());
                });
                RawWebSocket socket = new RawWebSocket(tomcat.port(), "/socket.io/?EIO=4&transport=websocket")) {
            socket.receive();
            socket.text("40");
            assertEquals(CLOSE, socket.receive().opcode());
        }
    }
}

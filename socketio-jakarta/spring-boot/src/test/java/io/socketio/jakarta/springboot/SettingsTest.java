package io.socketio.jakarta.springboot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.options.CorsOptions;
import io.socketio.jakarta.options.SocketIoOptions;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The properties are the settings of docs/configuration.md, with the same names and defaults. */
class SettingsTest {

    private static final Path DOCUMENTATION = Path.of("..", "..", "docs", "configuration.md");
    private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");

    private static Set<String> names(Path file, String pattern) throws IOException {
        Set<String> names = new TreeSet<>();
        Matcher name = Pattern.compile(pattern).matcher(Files.readString(file));
        while (name.find()) {
            names.add(name.group(1));
        }
        return names;
    }

    private static SocketIoOptions options(Map<String, String> properties) {
        SocketIoProperties bound = new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate(SocketIoProperties.PREFIX, SocketIoProperties.class);
        return PropertiesToOptions.convert(bound).build();
    }

    /** What has a value type that tells its content; namespaces are compared by one that nobody has named. */
    private static Map<String, Object> values(SocketIoOptions options)
            throws InvocationTargetException, IllegalAccessException {
        Map<String, Object> values = new java.util.TreeMap<>();
        for (Method method : SocketIoOptions.class.getMethods()) {
            if (method.getDeclaringClass() == SocketIoOptions.class
                    && method.getParameterCount() == 0
                    && !Modifier.isStatic(method.getModifiers())
                    && !method.getName().equals("toBuilder")) {
                values.put(method.getName(), Objects.requireNonNullElse(method.invoke(options), "none"));
            }
        }
        values.put("namespace", options.namespace("/any"));
        return values;
    }

    @Test
    void everySettingOfTheDocumentationIsAPropertyAndNoOther() throws Exception {
        Set<String> documented = names(DOCUMENTATION, "(?m)^\\| `socketio\\.([a-z0-9-]+)` \\|");
        assertTrue(documented.size() > 20, documented::toString);
        documented.add("namespace");
        assertEquals(documented, names(METADATA, "\"name\": \"socketio\\.([a-z0-9-]+)\""));
    }

    @Test
    void withoutPropertiesTheDefaultsAreThoseOfTheLibrary() throws Exception {
        assertEquals(values(SocketIoOptions.defaults()), values(options(Map.of())));
    }

    @Test
    void originsAreOneSeveralOrAll() {
        assertEquals(
                CorsOptions.any(), options(Map.of("socketio.cors-origin", "*")).cors());
        CorsOptions two = options(Map.of(
                        "socketio.cors-origin", "https://a.example, https://b.example",
                        "socketio.cors-credentials", "true"))
                .cors();
        assertTrue(two != null && two.credentials());
    }

    @Test
    void valueThatDoesNotFitIsNamed() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> options(Map.of("socketio.max-payload-bytes", "-1")));
        assertTrue(refused.getMessage().contains("maxPayloadBytes"), refused.getMessage());
    }
}

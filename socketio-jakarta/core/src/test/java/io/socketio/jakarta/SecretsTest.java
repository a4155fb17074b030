package io.socketio.jakarta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.socketio.jakarta.internal.engine.http.RequestError;
import io.socketio.jakarta.internal.engine.packet.OutboundPacket;
import io.socketio.jakarta.web.http.HeaderList;
import io.socketio.jakarta.web.session.CapturedHttpSession;
import io.socketio.jakarta.web.websocket.HiddenPath;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.security.Principal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is printed by mistake tells no secrets: cookies, {@code Authorization}, auth, query values, ids of HttpSessions and payloads. */
class SecretsTest {

    private static final String SECRET = "s3cret";

    /** Components of records that hold secrets, whichever record they are in. */
    private static final Set<String> SECRET_COMPONENTS = Set.of(
            "args",
            "attributes",
            "auth",
            "binary",
            "body",
            "context",
            "headers",
            "httpSessionId",
            "json",
            "principal",
            "query",
            "rawQuery",
            "secret",
            "url");

    private static final Map<Class<?>, Object> SAMPLES = new HashMap<>();

    static {
        SAMPLES.put(int.class, 0);
        SAMPLES.put(long.class, 0L);
        SAMPLES.put(boolean.class, true);
        SAMPLES.put(Object[].class, new Object[] {SECRET});
        SAMPLES.put(byte[].class, SECRET.getBytes());
        SAMPLES.put(Map.class, Map.of("name", SECRET));
        SAMPLES.put(List.class, List.of(SECRET));
        SAMPLES.put(Set.class, Set.of());
        SAMPLES.put(Instant.class, Instant.EPOCH);
        SAMPLES.put(RequestError.class, RequestError.FORBIDDEN);
        SAMPLES.put(HeaderList.class, headers());
        SAMPLES.put(Principal.class, proxy(Principal.class));
    }

    private static HeaderList headers() {
        HeaderList headers = new HeaderList();
        headers.add("Set-Cookie", SECRET);
        return headers;
    }

    /** Its name is "name"; everything else that it tells is secret. */
    private static <T> T proxy(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            if (method.getReturnType() != String.class) {
                return SAMPLES.get(method.getReturnType());
            }
            return Set.of("getName", "path", "method", "remoteAddress").contains(method.getName()) ? "name" : SECRET;
        }));
    }

    private static @Nullable Object sample(RecordComponent component) throws ReflectiveOperationException {
        Class<?> type = component.getType();
        if (type == String.class) {
            return switch (component.getName()) {
                case "url" -> "/path?token=" + SECRET;
                default -> SECRET_COMPONENTS.contains(component.getName()) ? SECRET : "name";
            };
        }
        if (type == List.class && !SECRET_COMPONENTS.contains(component.getName())) {
            return List.of();
        }
        if (SAMPLES.containsKey(type)) {
            return SAMPLES.get(type);
        }
        if (type.isRecord()) {
            return sample(type);
        }
        return type.isInterface() ? proxy(type) : null;
    }

    private static Object sample(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = sample(components[i]);
        }
        Constructor<?> constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    /** A record prints all that it has, unless it says otherwise. */
    @Test
    void recordsWithSecretsDoNotPrintThem() throws Exception {
        Set<String> tried = new TreeSet<>();
        for (JavaClass each : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ArchitectureTest.ROOT)) {
            if (!each.isRecord()) {
                continue;
            }
            Class<?> type = each.reflect();
            boolean hasSecret = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getName)
                    .anyMatch(SECRET_COMPONENTS::contains);
            if (hasSecret) {
                String printed = sample(type).toString();
                assertFalse(printed.contains(SECRET), printed);
                assertTrue(printed.startsWith(type.getSimpleName() + "["), printed);
                tried.add(type.getSimpleName());
            }
        }
        assertTrue(
                tried.containsAll(Set.of(
                        "Handshake",
                        "EngineRequest",
                        "ConnectionError",
                        "HandshakeRequest",
                        "ParsedRequest",
                        "RequestCopy",
                        "HttpResponse",
                        "HiddenPath",
                        "Connect",
                        "BroadcastEvent")),
                tried::toString);
    }

    @Test
    void packetsDoNotPrintTheirPayload() {
        assertEquals(
                "OutboundPacket[13 characters, about 99 bytes]",
                OutboundPacket.text("4" + "x".repeat(12)).toString());
        assertFalse(OutboundPacket.text("4" + SECRET).toString().contains(SECRET));
    }

    @Test
    void handshakeTellsWhatHelps() {
        Handshake handshake = new Handshake(
                Map.of("cookie", SECRET, "authorization", SECRET),
                Map.of("EIO", "4", "token", SECRET),
                Map.of("token", SECRET),
                proxy(Principal.class),
                Set.of(),
                SECRET,
                "127.0.0.1",
                "/shop/socket.io/?EIO=4&token=" + SECRET,
                true,
                false,
                Instant.EPOCH);
        assertEquals(
                "Handshake[\"/shop/socket.io/\", query [EIO, token], headers [authorization, cookie], auth [token],"
                        + " caller \"name\", with HttpSession, 127.0.0.1, secure, 1970-01-01T00:00:00Z]",
                handshake.toString());
    }

    @Test
    void otherClassesWithSecretsDoNotPrintThem() {
        assertEquals("HeaderList[Set-Cookie]", headers().toString());
        assertEquals("HttpSession[active]", new CapturedHttpSession(proxy(HttpSession.class)).toString());
        HiddenPath hidden = HiddenPath.of("/path");
        assertFalse(hidden.toString().contains(hidden.secret()), hidden::toString);
    }
}

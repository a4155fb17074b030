package io.socketio.jakarta.cdi.model;

import io.socketio.jakarta.Ack;
import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.engine.Engine;
import io.socketio.jakarta.filter.Exchange;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.session.HttpSessionAttributes;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Types that no client can send. A parameter of such a type expects a value that does not exist, or its class is imported from a wrong package. */
final class UnsendableTypes {

    /**
     * Packages whose types cannot be sent. Types that a sendable class may extend or implement, such as {@code java.io.Serializable}, are matched
     * only by themselves.
     */
    private static final List<String> PACKAGES = List.of(
            "jakarta.",
            "javax.",
            "java.io.",
            "java.lang.invoke.",
            "java.lang.module.",
            "java.lang.ref.",
            "java.lang.reflect.",
            "java.net.http.",
            "java.nio.channels.",
            "java.rmi.",
            "java.sql.",
            "java.util.concurrent.",
            "java.util.function.",
            "java.util.jar.",
            "java.util.logging.",
            "java.util.prefs.",
            "java.util.spi.",
            "java.util.stream.",
            "java.util.zip.",
            // Other libraries for Socket.IO and WebSocket.
            "com.corundumstudio.socketio.",
            "io.socket.",
            "org.springframework.messaging.",
            "org.springframework.web.");

    private static final List<String> SENDABLE =
            List.of("javax.money.", "java.sql.Date", "java.sql.Time", "java.sql.Timestamp");

    private static final Set<Class<?>> CLASSES = Set.of(
            Class.class,
            Runnable.class,
            Process.class,
            ProcessBuilder.class,
            Runtime.class,
            Void.class,
            void.class,
            java.net.DatagramSocket.class,
            java.net.ServerSocket.class,
            java.net.URLConnection.class,
            java.util.Random.class,
            java.util.ResourceBundle.class,
            java.util.Scanner.class,
            java.util.ServiceLoader.class,
            java.util.Timer.class,
            java.util.TimerTask.class);

    private static final List<Class<?>> WITH_SUBCLASSES = List.of(
            Throwable.class,
            Thread.class,
            ThreadGroup.class,
            ThreadLocal.class,
            ClassLoader.class,
            InputStream.class,
            OutputStream.class,
            Reader.class,
            Writer.class,
            java.net.Socket.class);

    /** Packages of this library. The types that handlers can have as parameters are recognized earlier. */
    private static final Set<String> OUR_PACKAGES = Stream.of(
                    Socket.class,
                    Engine.class,
                    Exchange.class,
                    HttpSessionAttributes.class,
                    PayloadCodec.class,
                    SocketIoOptions.class)
            .map(Class::getPackageName)
            .collect(Collectors.toUnmodifiableSet());

    /** The type that was probably meant, by simple name. */
    private static final Map<String, Class<?>> MEANT = Map.ofEntries(
            Map.entry("Socket", Socket.class),
            Map.entry("Session", Socket.class),
            Map.entry("WebSocketSession", Socket.class),
            Map.entry("SocketIOClient", Socket.class),
            Map.entry("Ack", Ack.class),
            Map.entry("AckRequest", Ack.class),
            Map.entry("Namespace", Namespace.class),
            Map.entry("SocketIONamespace", Namespace.class),
            Map.entry("HandshakeData", Handshake.class),
            Map.entry("HandshakeRequest", Handshake.class),
            Map.entry("ServletRequest", Handshake.class),
            Map.entry("HttpServletRequest", Handshake.class));

    private static final Class<?> JSON = jsonValue();

    private UnsendableTypes() {}

    private static Class<?> jsonValue() {
        try {
            return Class.forName("jakarta.json.JsonValue");
        } catch (ClassNotFoundException e) {
            return Void.class;
        }
    }

    /** Returns the reason why a client cannot send this class, and what to write instead; null if it can. */
    static @Nullable String reason(Class<?> type) {
        return isUnsendable(type)
                ? "unknown parameter type " + type.getName() + ", which no client can send" + hint(type)
                : null;
    }

    private static boolean isUnsendable(Class<?> type) {
        if (JSON.isAssignableFrom(type)) {
            return false;
        }
        return CLASSES.contains(type)
                || WITH_SUBCLASSES.stream().anyMatch(each -> each.isAssignableFrom(type))
                || OUR_PACKAGES.contains(type.getPackageName())
                || isListed(type.getName())
                || isOfContainer(type);
    }

    private static boolean isListed(String name) {
        return PACKAGES.stream().anyMatch(name::startsWith) && SENDABLE.stream().noneMatch(name::startsWith);
    }

    /** Returns whether a type is a Jakarta EE type or derived from one, such as the entity manager of Hibernate. */
    private static boolean isOfContainer(@Nullable Class<?> type) {
        if (type == null || type.getName().startsWith("jakarta.")) {
            return type != null;
        }
        if (isOfContainer(type.getSuperclass())) {
            return true;
        }
        if (type.isInterface()) {
            for (Class<?> each : type.getInterfaces()) {
                if (isOfContainer(each)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String hint(Class<?> type) {
        Class<?> meant = MEANT.get(type.getSimpleName());
        boolean isOurs = OUR_PACKAGES.contains(type.getPackageName());
        boolean isHibernate = type.getName().startsWith("org.hibernate.");
        if (meant != null && !isOurs && !isHibernate) {
            return "; is " + meant.getName() + " meant?";
        }
        if (type.getSimpleName().equals("HttpSession")) {
            return "; " + Socket.class.getName() + ".httpSession() has its attributes";
        }
        return isOfContainer(type) ? "; inject it into a field of the bean" : "";
    }
}

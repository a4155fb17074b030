package io.socketio.jakarta.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.socket.client.Socket;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.junit.jupiter.api.Test;

/** Applications with extensions of others, which change the same classes. */
class OtherExtensionsTest {

    /** Replaces a class by what it has read of it; so does that of Apache BVal in TomEE, which comes before or behind the library's at random. */
    public static class Forgetful implements Extension {
        <T> void forget(
                @Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) @WithAnnotations(OnConnecting.class)
                        ProcessAnnotatedType<T> event,
                BeanManager beans) {
            event.setAnnotatedType(
                    beans.createAnnotatedType(event.getAnnotatedType().getJavaClass()));
        }
    }

    @SocketIoNamespace("/gate")
    public static class Gate {
        @OnConnecting
        void admit() {}

        @OnEvent("ask")
        String ask() {
            return "answer";
        }
    }

    private static void add(Class<? extends Extension> extension, Context application) {
        Path services = Path.of(application.getDocBase(), "WEB-INF/classes/META-INF/services");
        try {
            Files.createDirectories(services);
            Files.writeString(services.resolve(Extension.class.getName()), extension.getName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void connectingHandlerIsReachedWhateverOthersForget() throws Exception {
        try (WeldTomcat tomcat =
                WeldTomcat.with(application -> add(Forgetful.class, application), OtherExtensionsTest.class)) {
            Socket client = tomcat.connected("/gate");
            assertEquals("answer", WeldTomcat.ask(client, "ask"));
        }
    }
}

package io.socketio.jakarta.benchmarks.server;

import static java.util.Objects.requireNonNull;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.web.SocketIo;
import io.socketio.jakarta.web.SocketIoInitializer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.weld.environment.servlet.EnhancedListener;
import org.jspecify.annotations.Nullable;

/** Our server with its defaults, in embedded Tomcat with Weld; the handlers are those of {@link EchoBean}. */
final class JakartaBeans implements ServerUnderTest {

    private @Nullable SocketIoServer io;

    @Override
    public int start() throws Exception {
        return EmbeddedTomcat.start(application(), new EnhancedListener(), (classes, context) -> {
            new SocketIoInitializer().onStartup(classes, context);
            io = SocketIo.server(context);
        });
    }

    /** A folder in which Weld finds the bean. */
    private static Path application() throws IOException {
        Path base = Files.createTempDirectory("benchmark-tomcat");
        Path webInf = Files.createDirectories(base.resolve("WEB-INF"));
        Files.createFile(webInf.resolve("beans.xml"));
        String file = EchoBean.class.getName().replace('.', '/') + ".class";
        Path target = webInf.resolve("classes").resolve(file);
        Files.createDirectories(target.getParent());
        try (InputStream compiled = requireNonNull(EchoBean.class.getResourceAsStream("/" + file))) {
            Files.copy(compiled, target);
        }
        return base;
    }

    @Override
    public int sockets() {
        return requireNonNull(io).engine().clientsCount();
    }
}

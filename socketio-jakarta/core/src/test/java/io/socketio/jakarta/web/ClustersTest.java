package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.ClusterState;
import io.socketio.jakarta.cluster.Cluster;
import io.socketio.jakarta.cluster.ClusterNode;
import io.socketio.jakarta.cluster.ClusterProvider;
import io.socketio.jakarta.cluster.ClusterTransport;
import io.socketio.jakarta.internal.cluster.InProcessBus;
import io.socketio.jakarta.options.SocketIoOptions;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which cluster the setting names, and how a server tells of it. */
class ClustersTest {

    private static final InProcessBus BUS = new InProcessBus();

    /** Of a library that the application brings. */
    public static final class Provider implements ClusterProvider {

        static volatile String created = "";

        @Override
        public boolean supports(String scheme) {
            return scheme.equals("memory");
        }

        @Override
        public Cluster create(String address) {
            created = address;
            return new ClosableCluster(BUS.server());
        }
    }

    private record ClosableCluster(Cluster cluster) implements Cluster {

        static volatile boolean closed;

        @Override
        public ClusterTransport connect(ClusterNode node) {
            return cluster.connect(node);
        }

        @Override
        public boolean isConnected() {
            return false;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @TempDir
    private Path folder;

    private URLClassLoader application() throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(ClusterProvider.class.getName()), Provider.class.getName());
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
    }

    @Test
    void serverIsAloneWithoutASetting() throws Exception {
        try (URLClassLoader application = application()) {
            assertNull(Clusters.ofAddress("", application));
            try (SocketIoRegistration alone =
                    SocketIoRegistration.builder(SocketIoOptions.defaults()).build()) {
                assertEquals(ClusterState.ALONE, state(alone));
            }
        }
    }

    private static ClusterState state(SocketIoRegistration registration) throws Exception {
        return registration.server().cluster().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void settingNamesTheCluster() throws Exception {
        try (URLClassLoader application = application();
                SocketIoRegistration first = registration(application);
                SocketIoRegistration second = registration(application)) {
            first.server();
            second.server();
            assertEquals("memory:somewhere", Provider.created);
            ClusterState state = state(first);
            assertTrue(state.member());
            assertFalse(state.connected());
            assertEquals(2, state.servers());
            assertEquals(0, state.lostMessages());
        }
    }

    private static SocketIoRegistration registration(ClassLoader application) {
        SocketIoOptions options =
                SocketIoOptions.builder().cluster("memory:somewhere").build();
        return SocketIoRegistration.builder(options).classLoader(application).build();
    }

    @Test
    void clusterIsClosedWithItsServer() throws Exception {
        ClosableCluster.closed = false;
        try (URLClassLoader application = application();
                SocketIoRegistration registration = registration(application)) {
            registration.server().close().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
        assertTrue(ClosableCluster.closed);
    }

    @Test
    void unknownSchemeIsNamedWithoutThePassword() throws Exception {
        try (URLClassLoader application = application()) {
            IllegalArgumentException refused = assertThrows(
                    IllegalArgumentException.class, () -> Clusters.ofAddress("other://:secret@host", application));
            assertEquals(
                    "no cluster is known for socketio.cluster with the scheme 'other'; is its library in the application"
                            + " (socketio-jakarta-cluster, and for redis io.lettuce:lettuce-core, for postgresql org.postgresql:postgresql)?",
                    refused.getMessage());
        }
    }
}

package io.socketio.jakarta.glassfish;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.descriptor.api.Descriptor;
import org.jspecify.annotations.Nullable;

/** An embedded GlassFish, which is called by reflection. Not thread-safe; Arquillian calls it from one thread. */
public final class GlassFishContainer implements DeployableContainer<GlassFishSettings> {

    private @Nullable GlassFishSettings settings;

    // Null before the start.
    private @Nullable URLClassLoader loader;
    private @Nullable Object server;

    @Override
    public Class<GlassFishSettings> getConfigurationClass() {
        return GlassFishSettings.class;
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Local");
    }

    @Override
    public void setup(GlassFishSettings settings) {
        this.settings = settings;
    }

    @Override
    public void start() throws LifecycleException {
        GlassFishSettings settings = this.settings;
        if (settings == null) {
            throw new LifecycleException("not set up");
        }
        try {
            loader = new URLClassLoader(
                    new URL[] {settings.jar().toURI().toURL()}, ClassLoader.getPlatformClassLoader());
            server = inside(() -> newServer(settings.domain()));
            inside(() -> call(server, "start"));
        } catch (Exception e) {
            throw new LifecycleException("GlassFish does not start", e);
        }
    }

    private Object newServer(File domain) throws Exception {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Class<?> propertiesType = loader.loadClass("org.glassfish.embeddable.GlassFishProperties");
        Object properties = propertiesType.getConstructor().newInstance();
        call(properties, "setConfigFileURI", domain.toURI().toString());
        Class<?> runtimeType = loader.loadClass("org.glassfish.embeddable.GlassFishRuntime");
        Object runtime = runtimeType.getMethod("bootstrap").invoke(null);
        return runtimeType.getMethod("newGlassFish", propertiesType).invoke(runtime, properties);
    }

    @Override
    public void stop() throws LifecycleException {
        try {
            inside(() -> call(server, "dispose"));
            if (loader != null) {
                loader.close();
            }
        } catch (Exception e) {
            throw new LifecycleException("GlassFish does not stop", e);
        }
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        String name = name(archive);
        try {
            File file =
                    Files.createTempDirectory("war").resolve(archive.getName()).toFile();
            archive.as(ZipExporter.class).exportTo(file);
            String[] options = {"--name=" + name, "--contextroot=" + name};
            if (inside(() -> call(deployer(), "deploy", file, options)) == null) {
                throw new DeploymentException("GlassFish has refused " + archive.getName() + "; its log says why");
            }
        } catch (DeploymentException e) {
            throw e;
        } catch (Exception e) {
            throw new DeploymentException("GlassFish cannot deploy " + archive.getName(), e);
        }
        HTTPContext context = new HTTPContext("127.0.0.1", settings == null ? 0 : settings.port());
        context.add(new Servlet("default", "/" + name));
        return new ProtocolMetaData().addContext(context);
    }

    @Override
    public void undeploy(Archive<?> archive) throws DeploymentException {
        try {
            inside(() -> call(deployer(), "undeploy", name(archive), new String[0]));
        } catch (Exception e) {
            throw new DeploymentException("GlassFish cannot undeploy " + archive.getName(), e);
        }
    }

    @Override
    public void deploy(Descriptor descriptor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void undeploy(Descriptor descriptor) {
        throw new UnsupportedOperationException();
    }

    private static String name(Archive<?> archive) {
        return archive.getName().replaceFirst("\\.war$", "");
    }

    private Object deployer() throws Exception {
        Object deployer = call(server, "getDeployer");
        if (deployer == null) {
            throw new IOException("no deployer");
        }
        return deployer;
    }

    private <T extends @Nullable Object> T inside(Callable<T> action) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return action.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Calls the one public method of an interface of the target that takes these. */
    private static @Nullable Object call(@Nullable Object target, String name, Object... args) throws Exception {
        if (target == null) {
            throw new IllegalStateException("GlassFish has not been started");
        }
        for (Method method : target.getClass().getMethods()) {
            if (method.getName().equals(name) && takes(method.getParameterTypes(), args)) {
                try {
                    method.setAccessible(true);
                    return method.invoke(target, args);
                } catch (InvocationTargetException e) {
                    throw e.getCause() instanceof Exception cause ? cause : e;
                }
            }
        }
        throw new NoSuchMethodException(target.getClass() + "." + name);
    }

    private static boolean takes(Class<?>[] types, Object[] args) {
        if (types.length != args.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            if (!types[i].isInstance(args[i])) {
                return false;
            }
        }
        return true;
    }
}

package io.socketio.jakarta.springboot;

import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.cluster.Cluster;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.options.SocketIoOptionsBuilder;
import io.socketio.jakarta.web.SocketIoRegistration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Gives a servlet web application its {@link SocketIoServer} as a bean. Other beans may have it injected, however early they are created, and add their
 * listeners; the server takes requests when the web server does. Stands back when the application has a {@link SocketIoServer} of its own, or
 * {@code socketio.enabled=false}.
 *
 * @since 0.1
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnProperty(prefix = SocketIoProperties.PREFIX, name = "enabled", matchIfMissing = true)
@ConditionalOnMissingBean(SocketIoServer.class)
@EnableConfigurationProperties(SocketIoProperties.class)
public class SocketIoAutoConfiguration {

    /** For Spring. */
    SocketIoAutoConfiguration() {}

    @Bean(destroyMethod = "close")
    SocketIoRegistration socketIoRegistration(
            SocketIoProperties properties,
            ObjectProvider<SocketIoOptionsCustomizer> customizers,
            ApplicationContext context) {
        SocketIoOptionsBuilder options = PropertiesToOptions.convert(properties);
        customizers.orderedStream().forEach(customizer -> customizer.customize(options));
        SocketIoRegistration.Builder builder = SocketIoRegistration.builder(options.build())
                .threads(properties.threads())
                .closeWithHttpSession(properties.closeWithHttpSession())
                .drainTimeout(properties.drainTimeout())
                .smallBuffers(properties.smallBuffers());
        if (properties.executor() != null) {
            builder.executor(properties.executor());
        }
        if (properties.threadsPerConnection() != null) {
            builder.threadsPerConnection(properties.threadsPerConnection());
        }
        Boolean virtual = virtualThreads(properties, context.getEnvironment());
        if (virtual != null) {
            builder.virtualThreads(virtual);
        }
        PayloadCodec codec = ApplicationCodec.of(context);
        if (codec != null) {
            builder.payloadCodec(codec);
        }
        context.getBeanProvider(Cluster.class).ifAvailable(builder::cluster);
        ClassLoader loader = context.getClassLoader();
        return (loader == null ? builder : builder.classLoader(loader)).build();
    }

    private static @Nullable Boolean virtualThreads(SocketIoProperties properties, Environment environment) {
        Boolean set = properties.virtualThreads();
        return set == null ? environment.getProperty("spring.threads.virtual.enabled", Boolean.class) : set;
    }

    /** The registration closes it, so Spring does not. */
    @Bean(destroyMethod = "")
    SocketIoServer socketIoServer(@Qualifier("socketIoRegistration") SocketIoRegistration registration) {
        return registration.server();
    }

    /** Registers the servers of the application's own beans of this type, too. */
    @Bean
    ServletContextInitializer socketIoServletContextInitializer(List<SocketIoRegistration> registrations) {
        return context -> registrations.forEach(each -> each.register(context));
    }

    @Bean
    SocketIoLifecycle socketIoLifecycle(List<SocketIoRegistration> registrations, ApplicationContext context) {
        return new SocketIoLifecycle(registrations, context);
    }
}

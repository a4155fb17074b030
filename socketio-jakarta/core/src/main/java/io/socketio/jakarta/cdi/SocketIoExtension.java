package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.annotation.ConnectionScoped;
import io.socketio.jakarta.annotation.OnAnyEvent;
import io.socketio.jakarta.annotation.OnConnect;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnDisconnect;
import io.socketio.jakarta.annotation.OnDisconnecting;
import io.socketio.jakarta.annotation.OnError;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.annotation.SocketScoped;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBeanAttributes;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import jakarta.enterprise.inject.spi.WithAnnotations;
import java.lang.annotation.Annotation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Finds namespace beans, injection points and observers while the application is deployed, and offers the library's own beans and scopes. */
public final class SocketIoExtension implements Extension {

    private final Calls calls = new Calls();
    private final CdiObservers observers = new CdiObservers();
    private final CdiServer server = new CdiServer(calls, observers);
    private final Map<Bean<?>, AnnotatedType<?>> namespaceBeans = new HashMap<>();
    private final Set<SocketIoNamespace> injectedNamespaces = new HashSet<>();
    private final Set<Class<?>> classesWithHandlers = new HashSet<>();
    private final Problems problems = new Problems();

    /** A namespace bean can be injected as any other bean, without its qualifier. */
    void keepDefault(@Observes ProcessBeanAttributes<?> event) {
        if (event.getAnnotated() instanceof AnnotatedType<?> type
                && type.isAnnotationPresent(SocketIoNamespace.class)) {
            event.configureBeanAttributes().addQualifier(Default.Literal.INSTANCE);
        }
    }

    void noteBean(@Observes ProcessManagedBean<?> event) {
        if (event.getAnnotatedBeanClass().isAnnotationPresent(SocketIoNamespace.class)) {
            namespaceBeans.put(event.getBean(), event.getAnnotatedBeanClass());
        }
    }

    void noteHandlers(
            @Observes
                    @WithAnnotations({
                        OnConnecting.class,
                        OnConnect.class,
                        OnEvent.class,
                        OnAnyEvent.class,
                        OnDisconnecting.class,
                        OnDisconnect.class,
                        OnError.class
                    })
                    ProcessAnnotatedType<?> event) {
        classesWithHandlers.add(event.getAnnotatedType().getJavaClass());
    }

    void noteNamespace(@Observes ProcessInjectionPoint<?, Namespace> event) {
        for (Annotation qualifier : event.getInjectionPoint().getQualifiers()) {
            if (qualifier instanceof SocketIoNamespace namespace) {
                injectedNamespaces.add(namespace);
            }
        }
    }

    void checkHandshake(@Observes ProcessInjectionPoint<?, Handshake> event) {
        Bean<?> bean = event.getInjectionPoint().getBean();
        Set<Class<? extends Annotation>> shortLived =
                Set.of(RequestScoped.class, SocketScoped.class, ConnectionScoped.class, Dependent.class);
        if (bean != null && !shortLived.contains(bean.getScope())) {
            problems.add(
                    bean.getBeanClass(),
                    "a Handshake cannot be injected into a bean that outlives the socket; inject the Socket and ask it");
        }
    }

    void noteObserver(@Observes ProcessObserverMethod<?, ?> event) {
        observers.note(event.getObserverMethod());
    }

    void offerBeans(@Observes AfterBeanDiscovery event) {
        event.addContext(new StoreContext(SocketScoped.class, calls, SocketState::beans));
        event.addContext(new StoreContext(
                ConnectionScoped.class, calls, state -> state.connection().beans()));
        event.addBean(calls.holderBean());
        event.addBean(new LibraryBean<>(SocketIoServer.class, ApplicationScoped.class, server::server));
        event.addBean(new LibraryBean<>(
                Socket.class, RequestScoped.class, () -> calls.required().socket()));
        event.addBean(new LibraryBean<>(Handshake.class, Dependent.class, () -> calls.required()
                .socket()
                .handshake()));
        CurrentExchange exchange = new CurrentExchange(calls);
        event.addBean(new LibraryBean<>(Exchange.class, Dependent.class, () -> exchange));
        for (SocketIoNamespace name : injectedNamespaces) {
            event.addBean(new LibraryBean<>(Namespace.class, ApplicationScoped.class, name, () -> server.server()
                    .of(name.value())));
        }
    }

    void verify(@Observes AfterDeploymentValidation event) {
        Set<Class<?>> strays = new HashSet<>(classesWithHandlers);
        namespaceBeans.forEach((bean, type) -> {
            NamespaceName name =
                    NamespaceName.of(type.getAnnotation(SocketIoNamespace.class).value());
            server.add(NamespaceClass.read(bean, type, name, problems));
            strays.removeIf(each -> each.isAssignableFrom(type.getJavaClass()));
        });
        for (Class<?> stray : strays) {
            boolean isBeanClass = !stray.isInterface() && !java.lang.reflect.Modifier.isAbstract(stray.getModifiers());
            if (isBeanClass) {
                problems.add(stray, "has handlers, but is no bean with @SocketIoNamespace");
            }
        }
        server.checkEvents(problems);
        for (String problem : problems.found()) {
            event.addDeploymentProblem(new DeploymentException(problem));
        }
    }

    /** The web application has started. @return the roles that handlers ask for */
    Set<String> start(BeanManager beans, SocketIoServer started) {
        return server.start(beans, started);
    }

    /** Sockets end while their beans are still there. */
    void beforeEnd(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
        server.stop();
    }

    void beforeShutdown(@Observes BeforeShutdown event) {
        server.stop();
    }
}

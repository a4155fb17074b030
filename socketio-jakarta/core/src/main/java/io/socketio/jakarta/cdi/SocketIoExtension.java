package io.socketio.jakarta.cdi;

import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.SocketIoServer;
import io.socketio.jakarta.annotation.ConnectionScoped;
import io.socketio.jakarta.annotation.EmitOn;
import io.socketio.jakarta.annotation.OnAnyEvent;
import io.socketio.jakarta.annotation.OnConnect;
import io.socketio.jakarta.annotation.OnConnecting;
import io.socketio.jakarta.annotation.OnDisconnect;
import io.socketio.jakarta.annotation.OnDisconnecting;
import io.socketio.jakarta.annotation.OnError;
import io.socketio.jakarta.annotation.OnEvent;
import io.socketio.jakarta.annotation.OnRecovered;
import io.socketio.jakarta.annotation.OnServerEvent;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import io.socketio.jakarta.annotation.SocketScoped;
import io.socketio.jakarta.cdi.call.Call;
import io.socketio.jakarta.cdi.call.CallScope;
import io.socketio.jakarta.cdi.call.CurrentExchange;
import io.socketio.jakarta.cdi.call.SocketContext;
import io.socketio.jakarta.cdi.call.SocketState;
import io.socketio.jakarta.cdi.event.CdiObservers;
import io.socketio.jakarta.cdi.model.ClassVisibility;
import io.socketio.jakarta.cdi.model.DeclaredNamespaces;
import io.socketio.jakarta.cdi.model.IneffectiveAnnotations;
import io.socketio.jakarta.cdi.model.NamespaceClass;
import io.socketio.jakarta.cdi.model.Problems;
import io.socketio.jakarta.cdi.scope.LibraryArchive;
import io.socketio.jakarta.cdi.scope.LibraryBean;
import io.socketio.jakarta.cdi.scope.WeldAnnotatedTypes;
import io.socketio.jakarta.engine.EngineIo;
import io.socketio.jakarta.filter.Exchange;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessBeanAttributes;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import jakarta.enterprise.inject.spi.ProcessProducerField;
import jakarta.enterprise.inject.spi.ProcessProducerMethod;
import jakarta.enterprise.inject.spi.ProcessSyntheticBean;
import jakarta.enterprise.inject.spi.ProcessSyntheticObserverMethod;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.interceptor.Interceptor;
import jakarta.servlet.ServletContext;
import java.util.Map;
import java.util.Set;

/** Finds namespace beans, injection points and observers during deployment, and offers the library's own beans and scopes. */
public final class SocketIoExtension implements Extension {

    private final CallScope callScope = new CallScope();
    private final CdiObservers observers = new CdiObservers();
    private final DeclaredNamespaces declared = new DeclaredNamespaces();
    private final CdiServers servers = new CdiServers(callScope);
    private final DiscoveredClasses classes = new DiscoveredClasses();
    private final Problems problems = new Problems();
    private final Emissions emissions = new Emissions(servers, declared, problems);
    private boolean hasSessionBeans;

    void addTypes(@Observes BeforeBeanDiscovery event, BeanManager beans) {
        event.addAnnotatedType(WeldAnnotatedTypes.of(Admission.class, beans), LibraryArchive.id(Admission.class));
        classes.addUndiscovered(event, beans);
    }

    void noteDiscovered(
            @Observes
                    @WithAnnotations({SocketIoNamespace.class, SocketScoped.class, ConnectionScoped.class, EmitOn.class
                    })
                    ProcessAnnotatedType<?> event) {
        classes.note(event);
    }

    /** Returns whether CDI has found a class with one of the annotations that make it a bean. */
    boolean hasDiscovered(Class<?> type) {
        return classes.contains(type);
    }

    /** Behind other extensions: that of Apache BVal, in TomEE, loses what was added to a class with constraints before. */
    void watchConnecting(
            @Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) @WithAnnotations(OnConnecting.class)
                    ProcessAnnotatedType<?> event) {
        if (!NamespaceClass.hasHandlers(event.getAnnotatedType())) {
            return;
        }
        event.configureAnnotatedType()
                .filterMethods(method -> method.isAnnotationPresent(OnConnecting.class))
                .forEach(method -> method.add(Admission.Binding.Literal.INSTANCE));
    }

    /** Records that a connecting handler is reached; called by its innermost interceptor. */
    void admit() {
        Call call = callScope.current();
        if (call != null) {
            call.admit();
        }
    }

    /** Adds the default qualifier, so that a namespace bean can be injected without its own qualifier, like any other bean. */
    void keepDefault(@Observes ProcessBeanAttributes<?> event) {
        if (event.getAnnotated() instanceof AnnotatedType<?> type
                && type.isAnnotationPresent(SocketIoNamespace.class)) {
            event.configureBeanAttributes().addQualifier(Default.Literal.INSTANCE);
        }
    }

    void noteBean(@Observes ProcessManagedBean<?> event) {
        if (DiscoveredClasses.namespaceOf(event.getBean()) != null) {
            classes.addBean(event.getBean(), event.getAnnotatedBeanClass());
        }
    }

    /**
     * Records whether the application has {@code @SessionScoped} beans; without them, calls do not open the session scope. The bean that CDI
     * implementations provide for the HttpSession does not count: its event has none of these types.
     */
    void noteSessionScope(@Observes ProcessBean<?> event) {
        boolean isOfTheApplication = event instanceof ProcessManagedBean
                || event instanceof ProcessProducerMethod
                || event instanceof ProcessProducerField
                || event instanceof ProcessSyntheticBean;
        hasSessionBeans |= isOfTheApplication && event.getBean().getScope() == SessionScoped.class;
    }

    void noteHandlers(
            @Observes
                    @WithAnnotations({
                        OnConnecting.class,
                        OnConnect.class,
                        OnRecovered.class,
                        OnEvent.class,
                        OnServerEvent.class,
                        OnAnyEvent.class,
                        OnDisconnecting.class,
                        OnDisconnect.class,
                        OnError.class
                    })
                    ProcessAnnotatedType<?> event) {
        classes.addWithHandlers(event.getAnnotatedType());
    }

    /**
     * Adds the interceptor binding to the class itself. If an EAR has the stereotype in another WAR too, Weld takes the annotations from there, and
     * the interceptors of this WAR would not run.
     */
    void bindInterceptors(@Observes @WithAnnotations(SocketIoNamespace.class) ProcessAnnotatedType<?> event) {
        if (event.getAnnotatedType().isAnnotationPresent(SocketIoNamespace.class)) {
            event.configureAnnotatedType().add(EveryNamespaceLiteral.INSTANCE);
        }
    }

    /**
     * Keeps unproxyable classes away from the CDI implementation, so that the library can report them. OpenWebBeans rejects such a class
     * before it asks extensions for definition errors, and then reports nothing else; Weld does the same with an EJB, because of its scope.
     */
    void keepUnproxyable(@Observes @WithAnnotations(SocketIoNamespace.class) ProcessAnnotatedType<?> event) {
        AnnotatedType<?> type = event.getAnnotatedType();
        if (type.isAnnotationPresent(SocketIoNamespace.class)
                && (NamespaceClass.isUnproxyable(type) || IneffectiveAnnotations.isEjb(type.getJavaClass()))) {
            classes.addUnproxyable(type);
            event.veto();
        }
    }

    void noteEmitted(@Observes @WithAnnotations(EmitOn.class) ProcessAnnotatedType<?> event) {
        if (event.getAnnotatedType().isAnnotationPresent(EmitOn.class)) {
            emissions.addType(event.getAnnotatedType());
            event.veto();
        }
    }

    <T, X> void noteObserver(@Observes ProcessObserverMethod<T, X> event) {
        ObserverMethod<?> noted = event.getObserverMethod();
        observers.note(noted, (server, namespace) -> declared.mention(server, namespace, noted.getBeanClass()));
        if (event instanceof ProcessSyntheticObserverMethod<?, ?>) {
            return;
        }
        EmitOn target = event.getAnnotatedMethod().getAnnotation(EmitOn.class);
        if (target != null) {
            emissions.addObserver(event, target);
        }
    }

    void offerBeans(@Observes AfterBeanDiscovery event, BeanManager beans) {
        event.addContext(new SocketContext(SocketScoped.class, callScope, SocketState::beans));
        event.addContext(new SocketContext(
                ConnectionScoped.class, callScope, state -> state.connection().beans()));
        event.addBean(callScope.holderBean());
        InjectionPoints injected = beans.getExtension(InjectionPoints.class);
        injected.mention(declared);
        injected.verify(problems);
        injected.offer(event, servers, classes.namespaces());
        event.addBean(new LibraryBean<>(
                Socket.class, RequestScoped.class, () -> callScope.required().socket()));
        event.addBean(new LibraryBean<>(
                Handshake.class,
                Dependent.class,
                () -> callScope.required().socket().handshake()));
        CurrentExchange exchange = new CurrentExchange(callScope);
        event.addBean(new LibraryBean<>(Exchange.class, Dependent.class, () -> exchange));
        emissions.offer(event);
        verify(event);
    }

    /** Verifies the classes. This must happen before the container validates injection points: a withheld class would be missing there. */
    private void verify(AfterBeanDiscovery event) {
        classes.verify(declared, problems);
        if (!problems.isEmpty()) {
            event.addDefinitionError(new DefinitionException(problems.text()));
        }
    }

    /** Verifies that namespace beans can be proxied; the container cannot create proxies earlier. */
    void verifyProxies(@Observes AfterDeploymentValidation event, BeanManager beans) {
        Problems withProxies = new Problems();
        declared.checkProxies(beans, withProxies);
        if (!withProxies.isEmpty()) {
            event.addDeploymentProblem(new DeploymentException(withProxies.text()));
        }
    }

    /** Returns the servers that classes of a web application name, each with such a class. */
    Map<String, Class<?>> namedServers(ClassLoader loader) {
        return declared.servers(ClassVisibility.of(loader));
    }

    /**
     * Adds a server of a web application that has started, and binds its beans.
     *
     * @param loader the class loader of the web application
     * @return the roles that handlers require
     */
    Set<String> start(BeanManager beans, ClassLoader loader, SocketIoServer started) {
        CdiServer server = new CdiServer(started, loader, callScope, declared, observers);
        servers.add(server);
        Set<String> roles = server.start(beans);
        if (hasSessionBeans) {
            callScope.withSessions();
        }
        return roles;
    }

    /** Adds a server of Engine.IO alone. @param loader the class loader of the web application */
    void start(ClassLoader loader, EngineIo started) {
        servers.add(loader, started);
    }

    /** Closes sockets while their beans still exist. In an EAR this event is fired for each WAR, with its servlet context. */
    void beforeEnd(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
        if (event instanceof ServletContext context) {
            servers.stop(context.getClassLoader());
        } else {
            servers.stopAll();
        }
    }

    void beforeShutdown(@Observes BeforeShutdown event) {
        servers.stopAll();
    }
}

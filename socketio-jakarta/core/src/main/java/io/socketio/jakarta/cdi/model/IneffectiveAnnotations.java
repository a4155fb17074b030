package io.socketio.jakarta.cdi.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds annotations that have no effect on a namespace bean, although the code relies on them: those of Java EE, which Jakarta EE has replaced, and
 * those of EJBs.
 */
public final class IneffectiveAnnotations {

    private static final String CONSTRAINTS = "Ljavax/validation/constraints/";
    private static final String SECURITY = "javax.annotation.security.";

    /** Without {@code javax.annotation.Nonnull} and others, which no container evaluates. */
    private static final List<String> OF_JAVA_EE = List.of(
            "javax.annotation.PostConstruct",
            "javax.annotation.PreDestroy",
            "javax.annotation.Priority",
            "javax.annotation.Resource",
            SECURITY + "DeclareRoles",
            SECURITY + "DenyAll",
            SECURITY + "PermitAll",
            SECURITY + "RolesAllowed",
            SECURITY + "RunAs",
            "javax.ejb.EJB",
            "javax.ejb.Singleton",
            "javax.ejb.Stateful",
            "javax.ejb.Stateless",
            "javax.ejb.TransactionAttribute",
            "javax.enterprise.context.ApplicationScoped",
            "javax.enterprise.context.RequestScoped",
            "javax.enterprise.context.SessionScoped",
            "javax.enterprise.event.Observes",
            "javax.enterprise.event.ObservesAsync",
            "javax.inject.Inject",
            "javax.inject.Named",
            "javax.inject.Singleton",
            "javax.interceptor.AroundInvoke",
            "javax.interceptor.Interceptors",
            "javax.persistence.PersistenceContext",
            "javax.transaction.Transactional",
            "javax.validation.Valid");

    private static final List<String> COMPONENTS = List.of(
            "jakarta.ejb.MessageDriven", "jakarta.ejb.Singleton", "jakarta.ejb.Stateful", "jakarta.ejb.Stateless");

    private static final List<String> OF_COMPONENTS = List.of(
            "jakarta.annotation.security.RunAs",
            "jakarta.ejb.Asynchronous",
            "jakarta.ejb.Lock",
            "jakarta.ejb.Schedule",
            "jakarta.ejb.Schedules",
            "jakarta.ejb.TransactionAttribute",
            "jakarta.ejb.TransactionManagement");

    private final Problems problems;
    private final Set<Class<?>> checked = new HashSet<>();

    public IneffectiveAnnotations(Problems problems) {
        this.problems = problems;
    }

    /** Returns whether the class is declared as an EJB. Containers with EJBs then make it an EJB, not a bean whose handlers are called. */
    public static boolean isEjb(Class<?> type) {
        Set<String> texts = ClassConstants.texts(type);
        return COMPONENTS.stream().anyMatch(name -> texts.contains(descriptor(name)));
    }

    /** Checks a class and its superclasses, each once. */
    public void check(Class<?> type) {
        for (Class<?> each = type; each != null && checked.add(each); each = each.getSuperclass()) {
            checkOne(each);
        }
    }

    private void checkOne(Class<?> type) {
        Set<String> texts = ClassConstants.texts(type);
        for (String name : OF_JAVA_EE) {
            if (texts.contains(descriptor(name))) {
                problems.add(type, "@" + name + " does nothing" + cost(name) + "; use " + today(name));
            }
        }
        for (String constraint : new TreeSet<>(texts)) {
            if (constraint.startsWith(CONSTRAINTS) && constraint.endsWith(";")) {
                String name = constraint.substring(1, constraint.length() - 1).replace('/', '.');
                problems.add(type, "@" + name + " does nothing, so nothing is checked; use " + today(name));
            }
        }
        for (String name : COMPONENTS) {
            if (texts.contains(descriptor(name))) {
                problems.add(
                        type,
                        "a namespace bean is a CDI bean and no EJB, but has @" + name
                                + "; remove it (for transactions there is"
                                + " jakarta.transaction.Transactional), or inject the EJB into a namespace bean");
            }
        }
        for (String name : OF_COMPONENTS) {
            if (texts.contains(descriptor(name))) {
                problems.add(type, "@" + name + " does nothing on a namespace bean, which is no EJB; remove it");
            }
        }
    }

    private static String cost(String name) {
        return name.startsWith(SECURITY) ? ", so everybody may call what it guards" : "";
    }

    private static String today(String name) {
        return "jakarta" + name.substring("javax".length());
    }

    private static String descriptor(String name) {
        return "L" + name.replace('.', '/') + ";";
    }
}

package io.socketio.jakarta.cdi.model;

import jakarta.enterprise.inject.spi.BeanManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The verified namespace beans, and the namespaces that injection points, observers and emissions name. */
public final class DeclaredNamespaces {

    private final List<NamespaceClass> classes = new ArrayList<>();

    /** Namespaces as they are written somewhere, and one of the classes where they are. */
    private final Map<String, Class<?>> mentioned = new LinkedHashMap<>();

    public void add(NamespaceClass found) {
        classes.add(found);
    }

    public List<NamespaceClass> classes() {
        return classes;
    }

    /** An injection point, an observer or an emission names a namespace. */
    public void mention(String namespace, Class<?> where) {
        mentioned.putIfAbsent(namespace, where);
    }

    /** The beans of the classes that one web application sees. */
    public DeclaredNamespaces seenBy(Predicate<Class<?>> sees) {
        DeclaredNamespaces seen = new DeclaredNamespaces();
        classes.stream().filter(found -> sees.test(found.bean().getBeanClass())).forEach(seen::add);
        return seen;
    }

    /** Two beans may share a namespace, but not an event; unless they are in different WARs of an EAR, which do not see each other. */
    public void checkEvents(Problems problems) {
        Map<List<String>, List<NamespaceClass>> seen = new HashMap<>();
        for (NamespaceClass found : classes) {
            for (Signature signature : found.signatures()) {
                if (signature.event() == null) {
                    continue;
                }
                List<NamespaceClass> others = seen.computeIfAbsent(
                        List.of(found.namespace().text(), signature.event()), unused -> new ArrayList<>());
                others.stream()
                        .filter(other -> other != found && areTogether(other, found))
                        .findFirst()
                        .ifPresent(other -> problems.add(
                                found.bean().getBeanClass(),
                                signature.method(),
                                "two handlers for event \"" + signature.event() + "\" of "
                                        + found.namespace().text() + "; the other is in "
                                        + other.bean().getBeanClass().getName()));
                others.add(found);
            }
        }
    }

    /** Whether there may be a web application that has both. */
    private static boolean areTogether(NamespaceClass one, NamespaceClass other) {
        Class<?> first = one.bean().getBeanClass();
        Class<?> second = other.bean().getBeanClass();
        return ClassVisibility.of(first.getClassLoader()).test(second)
                || ClassVisibility.of(second.getClassLoader()).test(first);
    }

    /** What cannot be called through a proxy is told now, and not by the first client. */
    public void checkProxies(BeanManager beans, Problems problems) {
        classes.forEach(found -> found.checkProxy(beans, problems));
    }

    /** A template stands for nothing without a bean that has it. */
    public void checkMentions(Problems problems) {
        mentioned.forEach((written, where) -> {
            boolean isMany =
                    written.startsWith("^") || NamespaceName.of(written).pattern() != null;
            if (isMany && !hasBean(key(written))) {
                problems.add(where, "no bean has the namespaces \"" + written + "\"");
            }
        });
    }

    /** What is written at a bean, an observer or an injection point may lack its slash, unless it is the pattern of a bean. */
    public String key(String written) {
        return hasBean(written) ? written : NamespaceName.normal(written);
    }

    private boolean hasBean(String key) {
        return classes.stream().anyMatch(found -> found.namespace().text().equals(key));
    }

    /** The roles that handlers ask for. */
    public Set<String> roles() {
        Set<String> roles = new HashSet<>();
        classes.forEach(found -> roles.addAll(found.roles()));
        return roles;
    }
}

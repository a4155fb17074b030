package io.socketio.jakarta.cdi.model;

import jakarta.enterprise.inject.spi.BeanManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The verified namespace beans, and the namespaces that injection points, observers and emissions name. */
public final class DeclaredNamespaces {

    private final List<NamespaceClass> classes = new ArrayList<>();

    /** Each with one of the classes that name it. */
    private final Map<Mention, Class<?>> mentioned = new LinkedHashMap<>();

    /** A namespace as an annotation names it. */
    private record Mention(String server, String namespace) {}

    public void add(NamespaceClass found) {
        classes.add(found);
    }

    public List<NamespaceClass> classes() {
        return classes;
    }

    /** Records that an injection point, an observer or an emission names a namespace of a server. */
    public void mention(String server, String namespace, Class<?> where) {
        mentioned.putIfAbsent(new Mention(server, namespace), where);
    }

    /** Returns the beans for one server of a web application, of the classes that this application sees. */
    public DeclaredNamespaces of(String server, Predicate<Class<?>> sees) {
        DeclaredNamespaces seen = new DeclaredNamespaces();
        classes.stream()
                .filter(found -> found.server().equals(server))
                .filter(found -> sees.test(found.bean().getBeanClass()))
                .forEach(seen::add);
        return seen;
    }

    /** Returns the names of the servers that are named in the classes that one web application sees, each with such a class. */
    public Map<String, Class<?>> servers(Predicate<Class<?>> sees) {
        Map<String, Class<?>> servers = new TreeMap<>();
        classes.forEach(
                found -> servers.putIfAbsent(found.server(), found.bean().getBeanClass()));
        mentioned.forEach((mention, where) -> servers.putIfAbsent(mention.server(), where));
        servers.values().removeIf(sees.negate());
        return servers;
    }

    /**
     * Reports beans that handle the same event of a namespace. Two beans can share a namespace, but not an event, unless they are in different WARs
     * of an EAR, which do not see each other.
     */
    public void checkEvents(Problems problems) {
        Map<List<String>, List<NamespaceClass>> seen = new HashMap<>();
        for (NamespaceClass found : classes) {
            for (Signature signature : found.signatures()) {
                if (signature.event() == null) {
                    continue;
                }
                List<NamespaceClass> others = seen.computeIfAbsent(
                        List.of(found.server(), found.namespace().text(), signature.event()),
                        unused -> new ArrayList<>());
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

    /** Returns whether one web application can see both classes. */
    private static boolean areTogether(NamespaceClass one, NamespaceClass other) {
        Class<?> first = one.bean().getBeanClass();
        Class<?> second = other.bean().getBeanClass();
        return ClassVisibility.of(first.getClassLoader()).test(second)
                || ClassVisibility.of(second.getClassLoader()).test(first);
    }

    /** Reports beans that cannot be called through a proxy, during deployment instead of at the first call. */
    public void checkProxies(BeanManager beans, Problems problems) {
        classes.forEach(found -> found.checkProxy(beans, problems));
    }

    /** Reports templates and patterns that are named somewhere, but have no bean. */
    public void checkMentions(Problems problems) {
        mentioned.forEach((mention, where) -> {
            String written = mention.namespace();
            boolean isMany =
                    written.startsWith("^") || NamespaceName.of(written).pattern() != null;
            if (isMany && !of(mention.server(), type -> true).hasBean(written)) {
                problems.add(where, "no bean has the namespaces \"" + written + "\"");
            }
        });
    }

    /**
     * Returns the name of a namespace as it is stored: adds the leading slash that annotations can omit, unless the text is the pattern of a bean.
     */
    public String key(String written) {
        return has(written) ? written : NamespaceName.normal(written);
    }

    private boolean hasBean(String written) {
        return has(written) || has(NamespaceName.normal(written));
    }

    private boolean has(String key) {
        return classes.stream().anyMatch(found -> found.namespace().text().equals(key));
    }

    /** Returns the roles that handlers require. */
    public Set<String> roles() {
        Set<String> roles = new HashSet<>();
        classes.forEach(found -> roles.addAll(found.roles()));
        return roles;
    }
}

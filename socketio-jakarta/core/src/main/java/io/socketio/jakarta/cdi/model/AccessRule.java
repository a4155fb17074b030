package io.socketio.jakarta.cdi.model;

import io.socketio.jakarta.EventRefused;
import io.socketio.jakarta.Handshake;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides who can call a handler, from the annotations of Jakarta Annotations. Annotations of the method replace those of its class.
 *
 * @param denied true if nobody can call it
 * @param roles the declared roles, of which the caller must have one; empty if everybody can call it
 */
public record AccessRule(boolean denied, List<String> roles) {

    private static final AccessRule EVERYBODY = new AccessRule(false, List.of());
    private static final String ANY_CALLER = "**";

    /** Returns whether the method itself declares a rule. */
    static boolean isOn(AnnotatedMethod<?> method) {
        return of((Annotated) method) != null;
    }

    /** Returns the rule for connecting if no handler declares one. */
    static AccessRule of(AnnotatedType<?> type) {
        AccessRule rule = of((Annotated) type);
        return rule == null ? EVERYBODY : rule;
    }

    /**
     * Returns the rule of a handler. The rule of the class applies to connecting and to events; other handlers without a rule of their own are open
     * to everybody, because a connected client may also leave.
     */
    static AccessRule of(AnnotatedMethod<?> method, HandlerKind kind, AnnotatedType<?> type) {
        AccessRule own = of(method);
        if (own == null && (kind == HandlerKind.CONNECTING || kind.hasEvent())) {
            own = ofDeclaring(method, type);
        }
        return own == null ? EVERYBODY : own;
    }

    /** Returns the rule of the class that declares the method; a superclass without a rule uses that of the bean class. */
    private static @Nullable AccessRule ofDeclaring(AnnotatedMethod<?> method, AnnotatedType<?> type) {
        Class<?> declaring = method.getJavaMember().getDeclaringClass();
        AccessRule rule = declaring == type.getJavaClass() ? null : of(declaring);
        return rule == null ? of((Annotated) type) : rule;
    }

    private static @Nullable AccessRule of(Class<?> declaring) {
        return of(
                declaring.isAnnotationPresent(DenyAll.class),
                declaring.getAnnotation(RolesAllowed.class),
                declaring.isAnnotationPresent(PermitAll.class));
    }

    private static @Nullable AccessRule of(Annotated annotated) {
        return of(
                annotated.isAnnotationPresent(DenyAll.class),
                annotated.getAnnotation(RolesAllowed.class),
                annotated.isAnnotationPresent(PermitAll.class));
    }

    private static @Nullable AccessRule of(boolean denied, @Nullable RolesAllowed allowed, boolean permitted) {
        if (denied) {
            return new AccessRule(true, List.of());
        }
        if (allowed != null) {
            List<String> roles = List.of(allowed.value());
            return new AccessRule(roles.isEmpty(), roles);
        }
        return permitted ? EVERYBODY : null;
    }

    /**
     * Checks the caller's roles.
     *
     * @throws EventRefused if nobody can call the handler, or if the caller has none of the roles
     */
    public void check(Handshake handshake) {
        if (denied || !roles.isEmpty() && !hasRole(handshake)) {
            throw new EventRefused("forbidden");
        }
    }

    private boolean hasRole(Handshake handshake) {
        if (handshake.principal() == null) {
            return false;
        }
        for (String role : roles) {
            if (role.equals(ANY_CALLER) || handshake.roles().contains(role)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return denied ? "nobody" : roles.isEmpty() ? "everybody" : "roles " + String.join(", ", roles);
    }
}

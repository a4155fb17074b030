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
 * Who may call a handler, from the annotations of Jakarta Annotations; those of the method take the place of those of its class.
 *
 * @param denied nobody may
 * @param roles as declared, one of which the caller must have; empty: everybody may
 */
public record AccessRule(boolean denied, List<String> roles) {

    private static final AccessRule EVERYBODY = new AccessRule(false, List.of());
    private static final String ANY_CALLER = "**";

    /** Who may connect when no handler says so. */
    static AccessRule of(AnnotatedType<?> type) {
        AccessRule rule = of((Annotated) type);
        return rule == null ? EVERYBODY : rule;
    }

    /** What the class says is for connecting and for events; without a rule of its own, who is connected may also leave. */
    static AccessRule of(AnnotatedMethod<?> method, HandlerKind kind, AnnotatedType<?> type) {
        AccessRule own = of(method);
        if (own == null && (kind == HandlerKind.CONNECTING || kind.hasEvent())) {
            own = ofDeclaring(method, type);
        }
        return own == null ? EVERYBODY : own;
    }

    /** The annotations of a class are for the methods that it declares; those that a superclass declares fall back on the bean's. */
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

    /** @throws EventRefused if the caller has none of the roles */
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

package io.socketio.jakarta.cdi;

import io.socketio.jakarta.EventRefused;
import io.socketio.jakarta.Handshake;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.spi.Annotated;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may call a handler, from the annotations of Jakarta Annotations; those of the method take the place of those of the class.
 *
 * @param denied nobody may
 * @param roles as declared, one of which the caller must have; empty: everybody may
 */
record AccessRule(boolean denied, List<String> roles) {

    private static final AccessRule EVERYBODY = new AccessRule(false, List.of());
    private static final String ANY_CALLER = "**";

    static AccessRule of(@Nullable Annotated method, Annotated type) {
        AccessRule own = method == null ? null : of(method);
        AccessRule inherited = own == null ? of(type) : own;
        return inherited == null ? EVERYBODY : inherited;
    }

    private static @Nullable AccessRule of(Annotated annotated) {
        if (annotated.isAnnotationPresent(DenyAll.class)) {
            return new AccessRule(true, List.of());
        }
        RolesAllowed allowed = annotated.getAnnotation(RolesAllowed.class);
        if (allowed != null) {
            List<String> roles = List.of(allowed.value());
            return new AccessRule(roles.isEmpty(), roles);
        }
        return annotated.isAnnotationPresent(PermitAll.class) ? EVERYBODY : null;
    }

    /** @throws EventRefused if the caller has none of the roles */
    void check(Handshake handshake) {
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

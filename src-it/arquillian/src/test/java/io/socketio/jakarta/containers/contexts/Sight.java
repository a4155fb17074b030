package io.socketio.jakarta.containers.contexts;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Whom the application has seen, by place. */
final class Sight {

    static final Map<String, AtomicInteger> SEEN = new ConcurrentHashMap<>();

    private Sight() {}

    /** The name that the bean of the current session has. */
    static String name() {
        try {
            return CDI.current().select(Member.class).get().name();
        } catch (ContextNotActiveException e) {
            return "inactive";
        }
    }

    /** @param query of the request; whoever has made it says who they are */
    static void look(String place, @Nullable String query) {
        note(place, name(), query);
    }

    static void note(String place, String name, @Nullable String query) {
        String made = query != null && query.contains("me=")
                ? query.replaceFirst(".*me=", "").replaceFirst("&.*", "")
                : Member.NOBODY;
        String what = name.equals(made) ? "right" : name + " instead of " + made;
        SEEN.computeIfAbsent(place + ": " + what, key -> new AtomicInteger()).incrementAndGet();
    }
}

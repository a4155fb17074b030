package io.socketio.jakarta.cluster.emitter;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The clients that an {@link Emitter} addresses. Immutable.
 *
 * @param namespace begins with a slash
 * @param rooms empty: all sockets of the namespace
 * @param except sockets in these rooms are excluded
 * @param flags of the broadcast by name, as the reference server writes them
 * @since 0.1
 */
public record Selection(String namespace, Set<String> rooms, Set<String> except, Map<String, Object> flags) {

    /** All clients of the namespace {@code /}. */
    static final Selection ALL = new Selection("/", Set.of(), Set.of(), Map.of());

    Selection in(String name) {
        return new Selection(name.startsWith("/") ? name : "/" + name, Set.of(), Set.of(), flags);
    }

    Selection to(String... names) {
        return new Selection(namespace, joined(rooms, names), except, flags);
    }

    Selection without(String... names) {
        return new Selection(namespace, rooms, joined(except, names), flags);
    }

    Selection with(String flag, boolean value) {
        Map<String, Object> changed = new LinkedHashMap<>(flags);
        changed.put(flag, value);
        return new Selection(namespace, rooms, except, changed);
    }

    private static Set<String> joined(Set<String> names, String... more) {
        Set<String> all = new LinkedHashSet<>(names);
        all.addAll(Arrays.asList(more));
        return all;
    }

    /** Returns {@code opts} of a message, with these of the members {@code rooms}, {@code except} and {@code flags}, in this order. */
    public Map<String, @Nullable Object> opts(String... members) {
        Map<String, @Nullable Object> opts = new LinkedHashMap<>();
        for (String member : members) {
            opts.put(member, member.equals("rooms") ? rooms : member.equals("except") ? except : flags);
        }
        return opts;
    }
}

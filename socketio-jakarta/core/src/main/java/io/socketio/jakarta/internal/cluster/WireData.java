package io.socketio.jakarta.internal.cluster;

import io.socketio.jakarta.internal.adapter.BroadcastEvent;
import io.socketio.jakarta.internal.adapter.BroadcastOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Converts selections and events to the members of messages and back. What other servers send is read tolerantly: unknown members are ignored. */
final class WireData {

    /** The packet type EVENT; binary values are inline, so there is no other. */
    private static final int EVENT = 2;

    private WireData() {}

    /** Returns a map with these members in this order; members whose value is null are omitted. */
    static Map<String, @Nullable Object> map(@Nullable Object... members) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            if (members[i + 1] != null) {
                map.put(String.valueOf(members[i]), members[i + 1]);
            }
        }
        return map;
    }

    static Map<String, @Nullable Object> opts(BroadcastOptions options) {
        Map<String, @Nullable Object> flags = map(
                "volatile", options.isVolatile() ? true : null,
                "compress", options.compress() ? null : false,
                "expectSingleResponse", options.single() ? true : null,
                "timeout", options.timed() ? options.timeout().toMillis() : null);
        return map("rooms", List.copyOf(options.rooms()), "except", List.copyOf(options.except()), "flags", flags);
    }

    /** @param ackTimeout if the sender names none */
    static BroadcastOptions options(@Nullable Object opts, Duration ackTimeout) {
        Object flags = member(opts, "flags");
        boolean timed = member(flags, "timeout") instanceof Number millis && millis.longValue() > 0;
        Duration timeout = timed ? Duration.ofMillis(((Number) required(flags, "timeout")).longValue()) : ackTimeout;
        return new BroadcastOptions(
                texts(member(opts, "rooms")),
                texts(member(opts, "except")),
                Boolean.TRUE.equals(member(flags, "volatile")),
                !Boolean.FALSE.equals(member(flags, "compress")),
                false,
                timeout,
                timed,
                Boolean.TRUE.equals(member(flags, "expectSingleResponse")));
    }

    static Map<String, @Nullable Object> packet(BroadcastEvent event) {
        return map("type", EVENT, "data", array(event.name(), event.args()));
    }

    /** Returns whether all values are in natural form, and cannot change. */
    static boolean areScalars(List<@Nullable Object> values) {
        for (Object each : values) {
            boolean isScalar =
                    each == null || each instanceof String || each instanceof Integer || each instanceof Boolean;
            if (!isScalar) {
                return false;
            }
        }
        return true;
    }

    /** Returns the array of an event: its name and its arguments. */
    static List<@Nullable Object> array(String name, List<@Nullable Object> args) {
        List<@Nullable Object> array = new ArrayList<>(args.size() + 1);
        array.add(name);
        array.addAll(args);
        return array;
    }

    /** Returns the event of a packet, or null if this is no packet of an event. */
    static @Nullable BroadcastEvent event(@Nullable Object packet) {
        return member(packet, "type") instanceof Number type && type.intValue() == EVENT
                ? eventOf(member(packet, "data"))
                : null;
    }

    /** Returns the event of an array, or null if it does not begin with a name. */
    static @Nullable BroadcastEvent eventOf(@Nullable Object array) {
        if (!(array instanceof List<?> list) || list.isEmpty()) {
            return null;
        }
        String name = text(list.get(0));
        return name == null ? null : new BroadcastEvent(name, new ArrayList<>(list.subList(1, list.size())));
    }

    /** Returns the strings of a list. Numbers, which are names of rooms in JavaScript, become their decimal text. */
    static Set<String> texts(@Nullable Object list) {
        Set<String> texts = new LinkedHashSet<>();
        if (list instanceof Collection<?> items) {
            for (Object item : items) {
                String text = text(item);
                if (text != null) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    private static @Nullable String text(@Nullable Object value) {
        if (value instanceof Double number && number == Math.rint(number)) {
            return Long.toString(number.longValue());
        }
        return value instanceof String || value instanceof Number ? value.toString() : null;
    }

    /** Returns the member of a map, or null if there is none, or this is no map. */
    static @Nullable Object member(@Nullable Object map, String name) {
        return map instanceof Map<?, ?> members ? members.get(name) : null;
    }

    private static Object required(@Nullable Object map, String name) {
        Object value = member(map, name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }
}

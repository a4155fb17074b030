package io.socketio.jakarta.internal.cluster;

import static io.socketio.jakarta.internal.cluster.WireData.map;
import static io.socketio.jakarta.internal.cluster.WireData.member;

import io.socketio.jakarta.Handshake;
import io.socketio.jakarta.RemoteSocket;
import io.socketio.jakarta.internal.adapter.AdapterHost;
import io.socketio.jakarta.internal.log.LogText;
import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.json.PayloadException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Describes sockets to other servers, as {@code fetchSockets} of the reference server does, and reads such descriptions. */
final class WireSocket {

    /** Like {@code Date.toString} of JavaScript in UTC. */
    private static final DateTimeFormatter JS_DATE = DateTimeFormatter.ofPattern(
                    "EEE MMM dd yyyy HH:mm:ss 'GMT+0000 (Coordinated Universal Time)'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private WireSocket() {}

    static List<@Nullable Object> describe(AdapterHost host, List<RemoteSocket> sockets) {
        List<@Nullable Object> all = new ArrayList<>(sockets.size());
        for (RemoteSocket socket : sockets) {
            all.add(map(
                    "id", socket.id(),
                    "handshake", handshake(socket.handshake()),
                    "rooms", List.copyOf(socket.rooms()),
                    "data", data(host, socket.data())));
        }
        return all;
    }

    /** Returns the data in its natural form, without attributes that cannot be written. */
    static Map<String, @Nullable Object> data(AdapterHost host, Map<String, Object> data) {
        Map<String, @Nullable Object> natural = new LinkedHashMap<>();
        data.forEach((name, value) -> {
            try {
                natural.put(
                        name, host.arguments(Collections.singletonList(value)).arg(0));
            } catch (PayloadException e) {
                host.operatorLog()
                        .warn(
                                Loggers.ROOM,
                                "SIO-0423",
                                name,
                                "the attribute " + LogText.quoted(name) + " of a socket in namespace "
                                        + LogText.plain(host.name())
                                        + " cannot be sent to other servers, which see the socket without it",
                                e);
            }
        });
        return natural;
    }

    private static Map<String, @Nullable Object> handshake(Handshake handshake) {
        return map(
                "headers", handshake.headers(),
                "time", JS_DATE.format(handshake.issued()),
                "address", handshake.address(),
                "xdomain", handshake.xdomain(),
                "secure", handshake.secure(),
                "issued", handshake.issued().toEpochMilli(),
                "url", handshake.url(),
                "query", handshake.query(),
                "auth", handshake.auth());
    }

    /** Returns the sockets of another server; skips what is no description of a socket. */
    static List<RemoteSocket> read(AdapterHost host, @Nullable Object sockets) {
        List<RemoteSocket> all = new ArrayList<>();
        if (sockets instanceof Collection<?> list) {
            for (Object each : list) {
                if (member(each, "id") instanceof String id) {
                    Set<String> rooms = Collections.unmodifiableSet(WireData.texts(member(each, "rooms")));
                    all.add(host.remoteSocket(
                            id, readHandshake(member(each, "handshake")), rooms, readData(member(each, "data"))));
                }
            }
        }
        return all;
    }

    private static Handshake readHandshake(@Nullable Object handshake) {
        return new Handshake(
                strings(member(handshake, "headers")),
                strings(member(handshake, "query")),
                values(member(handshake, "auth")),
                null,
                Set.of(),
                null,
                text(member(handshake, "address")),
                text(member(handshake, "url")),
                Boolean.TRUE.equals(member(handshake, "secure")),
                Boolean.TRUE.equals(member(handshake, "xdomain")),
                member(handshake, "issued") instanceof Number millis
                        ? Instant.ofEpochMilli(millis.longValue())
                        : Instant.EPOCH);
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }

    private static Map<String, String> strings(@Nullable Object map) {
        Map<String, String> strings = new LinkedHashMap<>();
        if (map instanceof Map<?, ?> members) {
            members.forEach((name, value) -> strings.put(String.valueOf(name), String.valueOf(value)));
        }
        return Collections.unmodifiableMap(strings);
    }

    private static Map<String, @Nullable Object> values(@Nullable Object map) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (map instanceof Map<?, ?> members) {
            members.forEach((name, value) -> values.put(String.valueOf(name), value));
        }
        return Collections.unmodifiableMap(values);
    }

    static Map<String, Object> readData(@Nullable Object data) {
        Map<String, Object> present = new ConcurrentHashMap<>();
        if (data instanceof Map<?, ?> members) {
            members.forEach((name, value) -> {
                if (value != null) {
                    present.put(String.valueOf(name), value);
                }
            });
        }
        return present;
    }
}

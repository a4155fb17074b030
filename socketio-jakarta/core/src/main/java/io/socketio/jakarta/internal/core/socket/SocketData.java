package io.socketio.jakarta.internal.core.socket;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The attributes of a socket: a concurrent map in which null as a value means absent, so that an application may put what may be null. */
final class SocketData extends ConcurrentHashMap<String, @Nullable Object> {

    private static final long serialVersionUID = 1;
    /** Most sockets have few attributes. */
    private static final int CAPACITY = 4;

    SocketData() {
        super(CAPACITY);
    }

    /** Returns the attributes that a socket goes on with: those of the socket before it themselves, where this server has kept them. */
    static @Nullable SocketData of(@Nullable Map<String, @Nullable Object> kept) {
        if (kept == null || kept instanceof SocketData) {
            return (SocketData) kept;
        }
        SocketData data = new SocketData();
        data.putAll(kept);
        return data;
    }

    @Override
    public @Nullable Object put(String name, @Nullable Object value) {
        return value == null ? remove(name) : super.put(name, value);
    }

    @Override
    public void putAll(Map<? extends String, ?> others) {
        others.forEach(this::put);
    }

    @Override
    public @Nullable Object putIfAbsent(String name, @Nullable Object value) {
        return value == null ? get(name) : super.putIfAbsent(name, value);
    }

    @Override
    public @Nullable Object replace(String name, @Nullable Object value) {
        return value == null ? remove(name) : super.replace(name, value);
    }

    @Override
    public boolean replace(String name, @Nullable Object old, @Nullable Object value) {
        if (old == null) {
            return value == null ? !containsKey(name) : super.putIfAbsent(name, value) == null;
        }
        return value == null ? remove(name, old) : super.replace(name, old, value);
    }

    @Override
    public void replaceAll(BiFunction<? super String, ? super @Nullable Object, ?> function) {
        for (String name : keySet()) {
            computeIfPresent(name, function);
        }
    }

    @Override
    public @Nullable Object merge(
            String name,
            @Nullable Object value,
            BiFunction<? super @Nullable Object, ? super @Nullable Object, ?> function) {
        return value == null ? get(name) : super.merge(name, value, function);
    }

    @Override
    public boolean containsValue(@Nullable Object value) {
        return value != null && super.containsValue(value);
    }
}

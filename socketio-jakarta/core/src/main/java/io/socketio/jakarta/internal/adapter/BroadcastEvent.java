package io.socketio.jakarta.internal.adapter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event for many sockets, not yet encoded.
 *
 * @param args as they were given to emit; nobody changes the list
 */
public record BroadcastEvent(String name, List<@Nullable Object> args) {}

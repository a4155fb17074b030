package io.socketio.jakarta.containers.beans;

import org.jspecify.annotations.Nullable;

/** What a customer shows at the door. */
public record Ticket(@Nullable String user) {}

package io.socketio.jakarta.ear.app;

import io.socketio.jakarta.annotation.EmitOn;

/** A CDI event that goes to all clients of its WAR. */
@EmitOn(event = "published")
public record Published(String war) {}

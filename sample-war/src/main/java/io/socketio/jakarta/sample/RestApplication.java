package io.socketio.jakarta.sample;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** REST under {@code /api}, where the container has it. Without it this class cannot be loaded, and nobody asks for it. */
@ApplicationPath("/api")
public class RestApplication extends Application {}

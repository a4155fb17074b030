package io.socketio.jakarta.containers.enterprise;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Switches REST on. */
@ApplicationPath("rest")
public class RestApplication extends Application {}

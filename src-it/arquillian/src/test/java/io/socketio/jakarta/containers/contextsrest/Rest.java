package io.socketio.jakarta.containers.contextsrest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

@ApplicationPath("rest")
public class Rest extends Application {}

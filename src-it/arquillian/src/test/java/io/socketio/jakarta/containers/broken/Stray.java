package io.socketio.jakarta.containers.broken;

import io.socketio.jakarta.annotation.OnEvent;
import jakarta.enterprise.context.ApplicationScoped;

/** Lacks the annotation that would make it the bean of a namespace. */
@ApplicationScoped
public class Stray {

    @OnEvent("stray")
    public void stray() {}
}

package io.socketio.jakarta.cdi.model;

import org.jspecify.annotations.Nullable;

/** Reads the value of one parameter of a handler. */
@FunctionalInterface
public interface ParameterReader {
    @Nullable
    Object read(Invocation call);
}

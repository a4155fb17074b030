package io.socketio.jakarta.cdi;

import org.jspecify.annotations.Nullable;

/** Finds the value of one parameter of a handler. */
@FunctionalInterface
interface ParameterReader {
    @Nullable
    Object read(Call call);
}

package io.socketio.jakarta.cdi.model;

import io.socketio.jakarta.Event;
import io.socketio.jakarta.EventRefused;
import io.socketio.jakarta.json.PayloadMismatch;
import java.lang.reflect.Type;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Binds one argument of an event to a parameter. If the argument does not fit, the error for the client names the parameter. */
final class ArgumentReader implements ParameterReader {

    private final int index;
    private final String place;
    private final String name;
    private final Type type;

    /**
     * Creates the reader of one argument.
     *
     * @param name the name of the parameter, or null if the class file does not contain it
     */
    ArgumentReader(int index, @Nullable String name, Type type) {
        this.index = index;
        this.place = "argument " + index;
        this.name = name == null ? place : place + " (" + name + ")";
        this.type = type;
    }

    @Override
    public @Nullable Object read(Invocation call) {
        Event event = Objects.requireNonNull(call.event());
        try {
            return event.arg(index, type);
        } catch (PayloadMismatch mismatch) {
            boolean isWhole = mismatch.path().equals(place);
            throw new EventRefused(
                    isWhole
                            ? name + " must be " + mismatch.expected() + ", but " + mismatch.found() + " came"
                            : String.valueOf(mismatch.getMessage()));
        }
    }
}

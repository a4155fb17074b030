package io.socketio.jakarta.internal.adapter;

import io.socketio.jakarta.internal.log.LogText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event for many sockets, not yet encoded.
 *
 * @param args the arguments as passed to emit; the list is never modified
 */
public record BroadcastEvent(String name, List<@Nullable Object> args) {

    /** Returns the event with one more argument. */
    public BroadcastEvent with(Object last) {
        List<@Nullable Object> more = new ArrayList<>(args.size() + 1);
        more.addAll(args);
        more.add(last);
        return new BroadcastEvent(name, more);
    }

    /** Omits the arguments. */
    @Override
    public String toString() {
        return "BroadcastEvent[" + LogText.quoted(name) + ", " + args.size() + " arguments]";
    }
}

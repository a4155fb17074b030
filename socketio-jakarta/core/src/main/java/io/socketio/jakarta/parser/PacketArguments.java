package io.socketio.jakarta.parser;

import io.socketio.jakarta.json.PayloadException;
import java.util.List;

/**
 * The arguments of one event or acknowledgement as received, not yet bound. Strings, numbers, booleans, null and whole binary values are read without
 * a codec; a codec binds the output of {@link #json}. Every index is from 0 to {@link #size()} - 1. A reader for one kind throws {@link
 * PayloadException} for any other kind. Immutable as long as the binary values, which are not copied, are not modified; thread-safe.
 *
 * @since 0.1
 */
public interface PacketArguments {

    /** Returns the number of arguments, without the name of the event. */
    int size();

    /**
     * Returns about how many bytes of memory these arguments keep: text, structure and binary values. They count against the limits of the connection and
     * of the server ({@code maxPendingBytes}, {@code memoryBudgetBytes}) until the event is handled. Called several times per packet.
     */
    long retainedBytes();

    /** Returns the binary values of the whole packet, to which placeholders in {@link #json} refer. */
    List<byte[]> attachments();

    /** Returns the argument as JSON text; binary values inside it are placeholders, {@code {"_placeholder":true,"num":0}}. */
    String json(int index);

    /** Returns the length of {@link #json}. */
    default int length(int index) {
        return json(index).length();
    }

    /** Returns whether the argument is a string. */
    boolean isString(int index);

    /** Returns the argument's text. */
    String string(int index);

    /** Returns whether the argument is a number. */
    boolean isNumber(int index);

    /** Returns an Integer or Long if the number is written as an integer that fits, else a Double. */
    Number number(int index);

    /** Returns whether the argument is a boolean. */
    boolean isBoolean(int index);

    /** Returns the argument's boolean value. */
    boolean booleanValue(int index);

    /** Returns whether the argument is null. */
    boolean isNull(int index);

    /** Returns whether the argument itself is binary; nested binary values do not count. */
    boolean isBinary(int index);

    /** Returns the argument's binary value. */
    byte[] binary(int index);
}

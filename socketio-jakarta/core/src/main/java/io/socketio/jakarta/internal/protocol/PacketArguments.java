package io.socketio.jakarta.internal.protocol;

import io.socketio.jakarta.json.PayloadException;
import java.util.List;

/**
 * The arguments of one event or acknowledgement as they came, not yet bound. Strings, numbers, booleans, null and whole binary values are read without a
 * codec; {@link #json} is what a codec binds. Every index is from 0 to {@link #size()} - 1. A reader for one kind throws {@link PayloadException} on any
 * other. Immutable as long as nobody writes to the binary values, which are not copied; safe for use by many threads.
 */
public interface PacketArguments {

    int size();

    /** The binary values to which placeholders in {@link #json} refer, for the whole packet. */
    List<byte[]> attachments();

    /** The argument as JSON text; binary inside it is a placeholder, {@code {"_placeholder":true,"num":0}}. */
    String json(int index);

    boolean isString(int index);

    String string(int index);

    boolean isNumber(int index);

    /** An Integer or Long when the number is written as an integer that fits, else a Double. */
    Number number(int index);

    boolean isBoolean(int index);

    boolean booleanValue(int index);

    boolean isNull(int index);

    /** Whether the argument itself is binary; binary deeper inside does not count. */
    boolean isBinary(int index);

    /** The binary value that the argument is, not copied. */
    byte[] binary(int index);
}

package io.socketio.jakarta.parser;

import io.socketio.jakarta.internal.log.LogText;
import org.jspecify.annotations.Nullable;

/**
 * One Socket.IO packet (protocol 5, "Packet encoding") as received from a client, including its attachments: binary packet types are represented as
 * {@link Event} and {@link Ack}. The namespace starts with a slash and is not validated further. Immutable.
 *
 * @since 0.1
 */
public sealed interface Packet {

    /** The value that means "no ack id". */
    long NO_ACK = -1;

    /** The largest ack id: the integer up to which JavaScript counts exactly. An acknowledgement with a higher id would match another event or none. */
    long MAX_ACK_ID = 1L << 53;

    /** Returns the namespace, which starts with a slash. */
    String namespace();

    /**
     * A client wants to join a namespace.
     *
     * @param json the text of a JSON object, or null if the client sent none
     */
    record Connect(String namespace, @Nullable String json) implements Packet {

        /** Omits {@code auth}. */
        @Override
        public String toString() {
            return "Connect[" + LogText.quoted(namespace) + (json == null ? "" : ", with auth") + "]";
        }
    }

    /** A client leaves a namespace. */
    record Disconnect(String namespace) implements Packet {

        @Override
        public String toString() {
            return "Disconnect[" + LogText.quoted(namespace) + "]";
        }
    }

    /**
     * An event.
     *
     * @param ackId the id under which the client expects an acknowledgement, 0 to 2^53, or {@link #NO_ACK}
     * @param name never a reserved name; if the client sent a number, its text as written
     * @param arguments the arguments after the name
     */
    record Event(String namespace, long ackId, String name, PacketArguments arguments) implements Packet {

        /** Omits the arguments. */
        @Override
        public String toString() {
            return "Event[" + LogText.quoted(namespace) + ", " + LogText.quoted(name) + ", ack id " + ackId + "]";
        }
    }

    /**
     * The acknowledgement of an event of the server.
     *
     * @param ackId 0 to 2^53, or {@link #NO_ACK} if the client omitted it, so that the acknowledgement matches no event
     */
    record Ack(String namespace, long ackId, PacketArguments arguments) implements Packet {

        /** Omits the arguments. */
        @Override
        public String toString() {
            return "Ack[" + LogText.quoted(namespace) + ", ack id " + ackId + "]";
        }
    }

    /**
     * A refusal. Only servers send it: the connection of a client that does is closed.
     *
     * @param json the text of a JSON object or string, or null if the client sent none
     */
    record ConnectError(String namespace, @Nullable String json) implements Packet {

        /** Omits the payload. */
        @Override
        public String toString() {
            return "ConnectError[" + LogText.quoted(namespace) + "]";
        }
    }
}

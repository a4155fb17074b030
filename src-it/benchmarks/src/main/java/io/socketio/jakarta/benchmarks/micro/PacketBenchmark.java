package io.socketio.jakarta.benchmarks.micro;

import io.socketio.jakarta.internal.protocol.DefaultParser;
import io.socketio.jakarta.json.jsonb.JsonbPayloadCodec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Socket.IO packets and their JSON: an event is decoded and encoded, and a small object is bound and written by JSON-B. */
public class PacketBenchmark extends Micro {

    private static final long NO_ACK = -1;
    private static final String OBJECT = "{\"user\":\"a\",\"text\":\"hello\",\"n\":1}";

    /** A small object, as most applications send. */
    public static final class Message {
        public String user = "";
        public String text = "";
        public int n;
    }

    @Param({"string", "object"})
    String argument = "string";

    private final JsonbPayloadCodec codec = new JsonbPayloadCodec();
    private final DefaultParser parser = new DefaultParser(codec);
    private Callable<Object> decoding = () -> "";
    private Object[] arguments = {};
    private Message message = new Message();

    @Setup
    public void prepare() throws Exception {
        boolean isString = argument.equals("string");
        String packet = "2[\"echo\"," + (isString ? ARGUMENT : OBJECT) + "]";
        var decoder = parser.newDecoder(10, 1_000_000);
        decoding = () -> decoder.onText(packet, 0);
        arguments = new Object[] {
            isString ? ARGUMENT.substring(1, ARGUMENT.length() - 1) : Map.of("user", "a", "text", "hello", "n", 1)
        };
        message = (Message) codec.read(OBJECT, Message.class, List.of());
    }

    @Benchmark
    public Object decode() throws Exception {
        return decoding.call();
    }

    @Benchmark
    public Object encode() {
        return parser.event("/", NO_ACK, "echo", arguments);
    }

    /** The same for both arguments. */
    @Benchmark
    public Object bindObject() {
        return codec.read(OBJECT, Message.class, List.of());
    }

    /** The same for both arguments. */
    @Benchmark
    public Object encodeBean() {
        return parser.event("/", NO_ACK, "echo", new Object[] {message});
    }
}

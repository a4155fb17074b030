package io.socketio.jakarta.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.socketio.jakarta.Arguments;
import io.socketio.jakarta.Event;
import io.socketio.jakarta.Socket;
import io.socketio.jakarta.json.PayloadMismatch;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client sent, as the types that listeners and the parameters of beans ask for. */
class ArgumentBindingTest {

    public record Item(String name, int count) {}

    private final CoreFixture fixture = new CoreFixture();
    private final List<Event> events = new ArrayList<>();
    private FakeClient client;
    private Socket socket;

    @BeforeEach
    void connect() {
        List<Socket> sockets = fixture.sockets(fixture.server);
        client = fixture.connected();
        socket = sockets.get(0);
        socket.on("a", events::add);
    }

    private Arguments sent(String json) {
        client.sends("42[\"a\"," + json + "]");
        return events.get(events.size() - 1);
    }

    private static String misfit(Arguments arguments, Type type) {
        return assertThrows(PayloadMismatch.class, () -> arguments.arg(0, type)).getMessage();
    }

    private static Class<?> type(String name) {
        return switch (name) {
            case "int" -> int.class;
            case "long" -> long.class;
            case "double" -> double.class;
            case "boolean" -> boolean.class;
            case "Integer" -> Integer.class;
            case "Long" -> Long.class;
            case "Double" -> Double.class;
            case "Boolean" -> Boolean.class;
            case "String" -> String.class;
            case "byte[]" -> byte[].class;
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"1\"|Integer|a string",
                "\"1\"|int|a string",
                "\"1\"|long|a string",
                "\"1\"|Double|a string",
                "\"true\"|boolean|a string",
                "1|Boolean|a number",
                "1|String|a number",
                "true|String|a boolean",
                "{}|String|an object",
                "[1,2]|byte[]|an array",
                "\"AA==\"|byte[]|a string",
                "1.5|int|1.5",
                "1.5|Long|1.5",
                "3e9|int|3e9",
                "3000000000|Integer|3000000000",
                "1e300|long|1e300",
                "1e999|double|1e999",
                "null|int|null",
                "null|boolean|null"
            })
    void scalarsMustComeAsSuch(String json, String type, String came) {
        assertEquals("argument 0 must be " + type + ", but " + came + " came", misfit(sent(json), type(type)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1|int|1",
                "1.0|Integer|1",
                "1e3|long|1000",
                "-7|Long|-7",
                "9007199254740993|long|9007199254740993",
                "2|double|2.0",
                "false|Boolean|false",
                "\"x\"|String|x",
                "null|Integer|`null`"
            })
    void whatFitsIsBound(String json, String type, String value) {
        assertEquals(value, String.valueOf(sent(json).arg(0, (Type) type(type))));
    }

    @Test
    void missingArgumentsAreNullOrEmptyButNoPrimitives() throws Exception {
        Arguments none = sent("1");
        Type optional = Holder.class.getDeclaredField("text").getGenericType();
        assertNull(none.arg(1, Integer.class));
        assertNull(none.arg(1, Item.class));
        assertEquals(Optional.empty(), none.arg(1, optional));
        assertEquals(OptionalInt.empty(), none.arg(1, OptionalInt.class));
        assertEquals(OptionalLong.empty(), sent("null").arg(0, OptionalLong.class));
        assertEquals(
                "argument 1 must be int, but nothing came",
                assertThrows(PayloadMismatch.class, () -> none.arg(1, int.class))
                        .getMessage());
    }

    @Test
    void whatTheCodecRefusesIsNamedByArgumentAndTypeWithoutPackages() throws Exception {
        Type items = Holder.class.getDeclaredField("items").getGenericType();
        assertEquals("argument 0 must be List<Item>, but a string came", misfit(sent("\"secret\""), items));
        assertEquals(
                "argument 0",
                assertThrows(PayloadMismatch.class, () -> sent("[1]").arg(0, Item.class))
                        .path());
    }

    static final class Holder {
        Optional<String> text = Optional.empty();
        List<Item> items = List.of();
    }
}

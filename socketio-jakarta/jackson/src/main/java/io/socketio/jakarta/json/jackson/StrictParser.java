package io.socketio.jakarta.json.jackson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;

/**
 * Rejects numbers that Jackson converts to another value: numbers beyond the range of float and double to infinity, bytes above 127 to negative ones.
 */
final class StrictParser extends JsonParserDelegate {

    StrictParser(JsonParser parser) {
        super(parser);
    }

    @Override
    public byte getByteValue() throws IOException {
        int value = delegate.getIntValue();
        if (value != (byte) value) {
            throw new InputCoercionException(this, "beyond the range of byte", currentToken(), byte.class);
        }
        return (byte) value;
    }

    @Override
    public double getDoubleValue() throws IOException {
        double value = delegate.getDoubleValue();
        if (Double.isInfinite(value)) {
            throw new InputCoercionException(this, "beyond the range of double", currentToken(), double.class);
        }
        return value;
    }

    @Override
    public float getFloatValue() throws IOException {
        float value = delegate.getFloatValue();
        if (Float.isInfinite(value)) {
            throw new InputCoercionException(this, "beyond the range of float", currentToken(), float.class);
        }
        return value;
    }
}

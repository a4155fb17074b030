package io.socketio.jakarta.json.jackson;

import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.util.JsonParserDelegate;

/**
 * Rejects numbers that Jackson converts to another value: numbers beyond the range of float and double to infinity, bytes above 127 to negative ones.
 */
final class Strict3Parser extends JsonParserDelegate {

    Strict3Parser(JsonParser parser) {
        super(parser);
    }

    @Override
    public byte getByteValue() {
        int value = delegate.getIntValue();
        if (value != (byte) value) {
            throw new InputCoercionException(this, "beyond the range of byte", currentToken(), byte.class);
        }
        return (byte) value;
    }

    @Override
    public double getDoubleValue() {
        double value = delegate.getDoubleValue();
        if (Double.isInfinite(value)) {
            throw new InputCoercionException(this, "beyond the range of double", currentToken(), double.class);
        }
        return value;
    }

    @Override
    public float getFloatValue() {
        float value = delegate.getFloatValue();
        if (Float.isInfinite(value)) {
            throw new InputCoercionException(this, "beyond the range of float", currentToken(), float.class);
        }
        return value;
    }
}

package io.socketio.jakarta.json.jackson;

import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.util.JsonParserDelegate;

/** Refuses numbers beyond the range of float and double, which Jackson reads as infinite. */
final class Finite3Parser extends JsonParserDelegate {

    Finite3Parser(JsonParser parser) {
        super(parser);
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

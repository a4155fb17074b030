package io.socketio.jakarta.json.jackson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;

/** Refuses numbers beyond the range of float and double, which Jackson reads as infinite. */
final class FiniteParser extends JsonParserDelegate {

    FiniteParser(JsonParser parser) {
        super(parser);
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

package io.socketio.jakarta.conformance.prices;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** What a shop sells. */
@ApplicationScoped
public class Catalogue {

    /** The price in cents. */
    public Optional<Integer> priceOf(String article) {
        return Optional.ofNullable(Map.of("nut", 10, "bolt", 25).get(article));
    }
}

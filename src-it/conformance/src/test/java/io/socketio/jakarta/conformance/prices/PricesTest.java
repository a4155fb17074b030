package io.socketio.jakarta.conformance.prices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.socketio.jakarta.EventRefused;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PricesTest {

    private final Prices prices = new Prices();

    PricesTest() {
        prices.catalogue = new Catalogue() {
            @Override
            public Optional<Integer> priceOf(String article) {
                return article.equals("nut") ? Optional.of(10) : Optional.empty();
            }
        };
    }

    @Test
    void articlesHavePrices() {
        assertEquals(10, prices.price("nut"));
    }

    @Test
    void unknownArticlesAreRefused() {
        EventRefused refused = assertThrows(EventRefused.class, () -> prices.price("star"));
        assertEquals("no such article", refused.error().message());
    }
}

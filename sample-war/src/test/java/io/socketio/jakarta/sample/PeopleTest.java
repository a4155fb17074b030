package io.socketio.jakarta.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PeopleTest {

    private final People people = new People(2);

    @Test
    void peopleAreListedInTheOrderOfArrival() {
        people.join("Bob");
        people.join("Ann");

        assertEquals(List.of("Bob", "Ann"), names());
    }

    @Test
    void oneNameWithTwoPagesStaysUntilBothAreClosed() {
        people.join("Ann");
        people.join("Ann");
        assertEquals(List.of("Ann"), names());

        people.leave("Ann");
        assertEquals(List.of("Ann"), names());

        people.leave("Ann");
        assertEquals(List.of(), names());
    }

    @Test
    void fullRoomHasRoomOnlyForWhoIsInAlready() {
        people.join("Ann");
        people.join("Bob");

        assertFalse(people.hasRoomFor("Cyd"));
        assertTrue(people.hasRoomFor("Bob"));
    }

    @Test
    void whoWasNeverThereMayLeave() {
        people.leave("Ann");

        assertEquals(List.of(), names());
    }

    private List<String> names() {
        return people.list().stream().map(person -> person.get("username")).toList();
    }
}

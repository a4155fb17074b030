package io.socketio.jakarta.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class PeopleTest {

    private final People people = new People(2);

    @Test
    void peopleAreListedInTheOrderOfArrival() throws BadInput {
        people.join("Bob");
        people.join("Ann");

        assertEquals(List.of("Bob", "Ann"), names());
    }

    @Test
    void oneNameWithTwoPagesStaysUntilBothAreClosed() throws BadInput {
        people.join("Ann");
        people.join("Ann");
        assertEquals(List.of("Ann"), names());

        people.leave("Ann");
        assertEquals(List.of("Ann"), names());

        people.leave("Ann");
        assertEquals(List.of(), names());
    }

    @Test
    void fullRoomTakesOnlyWhoIsInAlready() throws BadInput {
        people.join("Ann");
        people.join("Bob");

        BadInput refusal = assertThrows(BadInput.class, () -> people.join("Cyd"));
        people.join("Bob");

        assertEquals("the room is full: 2 people", refusal.getMessage());
        assertEquals(List.of("Ann", "Bob"), names());
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

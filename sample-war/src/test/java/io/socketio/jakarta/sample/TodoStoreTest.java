package io.socketio.jakarta.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TodoStoreTest {

    private static final int TODOS_EACH = 20;

    @TempDir
    private Path folder;

    private final TodoStore store = new TodoStore();

    @BeforeEach
    void open() throws SQLException {
        store.open(folder.resolve("data/todos"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void newListHoldsTheThreeTodosOfTheGuide() throws SQLException {
        assertEquals(List.of(new Todo("1", "Eat"), new Todo("2", "Sleep"), new Todo("3", "Repeat")), store.all());
    }

    @Test
    void todosAreAddedAtTheEndAndRemovedById() throws Exception {
        Todo added = added("Read");

        assertTrue(store.remove(2));

        assertEquals(List.of(new Todo("1", "Eat"), new Todo("3", "Repeat"), added), store.all());
    }

    @Test
    void removedIdIsNotGivenAgain() throws Exception {
        Todo first = added("Read");
        store.remove(Long.parseLong(first.id()));

        assertNotEquals(first.id(), added("Write").id());
    }

    @Test
    void whatIsNotThereCannotBeRemoved() throws SQLException {
        assertFalse(store.remove(99));
    }

    @Test
    void listSurvivesAReopening() throws Exception {
        store.remove(1);
        Todo added = added("Read");
        store.close();

        open();

        assertEquals(List.of(new Todo("2", "Sleep"), new Todo("3", "Repeat"), added), store.all());
    }

    @Test
    void emptiedListStaysEmptyAfterAReopening() throws SQLException {
        for (Todo todo : store.all()) {
            store.remove(Long.parseLong(todo.id()));
        }
        store.close();

        open();

        assertEquals(List.of(), store.all());
    }

    @Test
    void titleIsStoredAsItIs() throws Exception {
        String title = "'); DROP TABLE todo; -- <b>\"Аня\" 👩‍👩‍👧</b>";

        store.add(title);

        assertEquals(title, store.all().get(3).title());
    }

    @Test
    void longestTitleFits() throws Exception {
        String title = "👩".repeat(Todos.MAX_TITLE / 2);

        store.add(title);

        assertEquals(title, store.all().get(3).title());
    }

    @Test
    void fullListRefusesAnotherTodo() throws Exception {
        for (int i = store.all().size(); i < TodoStore.MAX_TODOS; i++) {
            store.add("Todo " + i);
        }

        assertNull(store.add("One too many"));
        assertEquals(TodoStore.MAX_TODOS, store.all().size());
    }

    @Test
    void limitHoldsWhenManyAddAtOnce() throws Exception {
        int writers = 8;
        CyclicBarrier start = new CyclicBarrier(writers);
        Callable<Integer> writer = () -> {
            start.await();
            int refused = 0;
            for (int i = 0; i < TODOS_EACH; i++) {
                if (store.add("Todo") == null) {
                    refused++;
                }
            }
            return refused;
        };
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        int refused = 0;
        try {
            for (Future<Integer> result : threads.invokeAll(Collections.nCopies(writers, writer))) {
                refused += result.get();
            }
        } finally {
            threads.shutdown();
        }

        assertEquals(TodoStore.MAX_TODOS, store.all().size());
        assertEquals(3 + TODOS_EACH * writers - TodoStore.MAX_TODOS, refused);
    }

    @Test
    void fileThatAnotherHasOpenIsRefused() throws Exception {
        store.close();
        try (FileChannel file = FileChannel.open(folder.resolve("data/todos.mv.db"), StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            assertTrue(lock.isValid());
            assertThrows(SQLException.class, this::open);
        }
    }

    @Test
    void pathThatWouldChangeTheSettingsIsRefused() {
        assertThrows(SQLException.class, () -> store.open(folder.resolve("a;INIT=x")));
    }

    @Test
    void nothingIsLeftBehindWhenClosed() throws Exception {
        store.close();

        List<Driver> left = new ArrayList<>(Collections.list(DriverManager.getDrivers()));
        left.removeIf(driver -> !driver.getClass().getName().startsWith("org.h2"));
        assertEquals(List.of(), left);
        assertThrows(SQLException.class, () -> store.all());
        // H2 ends its threads, and does not wait for them.
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().contains("H2") || thread.getName().contains("MVStore")) {
                thread.join(10_000);
                assertFalse(thread.isAlive(), thread.getName());
            }
        }
    }

    private Todo added(String title) throws SQLException {
        return Objects.requireNonNull(store.add(title));
    }
}

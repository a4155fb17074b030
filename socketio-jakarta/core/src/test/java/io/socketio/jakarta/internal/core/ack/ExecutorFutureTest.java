package io.socketio.jakarta.internal.core.ack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.socketio.jakarta.internal.core.mailbox.ManualExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ExecutorFutureTest {

    private final ManualExecutor executor = new ManualExecutor();
    private final ExecutorFuture<String> future = new ExecutorFuture<>();

    @Test
    void waitersGoOnAtOnceAndDependentsOnTheExecutor() throws Exception {
        List<String> heard = new ArrayList<>();
        future.thenAccept(heard::add);
        future.complete("here", executor);
        assertEquals("here", future.get());
        assertEquals("here", future.get(1, TimeUnit.MILLISECONDS));
        assertEquals("here", future.join());
        assertEquals(List.of(), heard);
        executor.runAll();
        assertEquals(List.of("here"), heard);
    }

    @Test
    void failureIsThrownAsIsUsual() {
        IllegalStateException failure = new IllegalStateException("late");
        future.completeExceptionally(failure, executor);
        assertSame(failure, assertThrows(ExecutionException.class, future::get).getCause());
        assertSame(
                failure, assertThrows(CompletionException.class, future::join).getCause());
        executor.runAll();
        assertEquals(true, future.isCompletedExceptionally());
    }

    @Test
    void waitersHearOfWhatTheUserOfTheFutureDoesToIt() throws Exception {
        future.cancel(false);
        assertThrows(CancellationException.class, future::get);
        ExecutorFuture<String> other = new ExecutorFuture<>();
        other.complete("mine");
        assertEquals("mine", other.get());
    }
}

package io.socketio.jakarta.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final double BUSY = 0.4;
    private static final double IDLE = 0.02;

    private final WarmUp warmUp = new WarmUp();

    /** Long-polling was measured after 4 s, at twice its settled cost, because a cost that did not fall and one second without a finished compilation were enough. */
    @Test
    void aCostThatDoesNotFallIsNotEnoughWhileTheCompilerWorks() {
        add(120, BUSY);
        add(122, BUSY);
        add(121, IDLE);
        assertFalse(warmUp.isOver());

        add(121, BUSY);
        add(121, IDLE);
        assertFalse(warmUp.isOver());

        add(121, IDLE);
        assertTrue(warmUp.isOver());
    }

    @Test
    void aCompilerThatRestsIsNotEnoughWhileTheCostFalls() {
        add(100, IDLE);
        add(90, IDLE);
        add(80, IDLE);
        assertTrue(warmUp.isCompiled());
        assertFalse(warmUp.isOver());

        add(79, IDLE);
        assertTrue(warmUp.isOver());
    }

    @Test
    void theCompilersOfAJvmAreAPartOfIt() throws Exception {
        long pid = ProcessHandle.current().pid();
        Duration all = ProcessHandle.current().info().totalCpuDuration().orElseThrow();

        Duration compilers = Machine.compilers(pid);

        assertTrue(compilers.compareTo(Duration.ZERO) > 0, compilers::toString);
        assertTrue(compilers.compareTo(all.plus(SECOND)) < 0, compilers::toString);
    }

    private void add(double cost, double compilerShare) {
        warmUp.add(SECOND, cost, compilerShare);
    }
}

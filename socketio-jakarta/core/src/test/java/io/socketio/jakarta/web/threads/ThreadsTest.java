package io.socketio.jakarta.web.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.socketio.jakarta.CapturedLog;
import io.socketio.jakarta.web.settings.SettingSource;
import io.socketio.jakarta.web.settings.SettingsReader;
import io.socketio.jakarta.web.settings.WebSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Whose threads run the handlers. */
class ThreadsTest {

    private static final Map<String, Object> NAMES = new HashMap<>();
    private static final String EXECUTOR = "java:comp/DefaultManagedExecutorService";
    private static final String FACTORY = "java:comp/DefaultManagedThreadFactory";

    private final ThreadGroup applications = new ThreadGroup("of the application");
    private final ExecutorService managed = Executors.newSingleThreadExecutor();
    private @Nullable String formerFactory;
    private @Nullable Threads threads;

    /** The JNDI of a container. */
    public static final class Names implements InitialContextFactory {
        @Override
        public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
            return new InitialContext(true) {
                @Override
                public Object lookup(String name) throws NamingException {
                    Object found = NAMES.get(name);
                    if (found == null) {
                        throw new NameNotFoundException(name);
                    }
                    return found;
                }
            };
        }
    }

    @BeforeEach
    void bindJndi() {
        formerFactory = System.getProperty(Context.INITIAL_CONTEXT_FACTORY);
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Names.class.getName());
    }

    @AfterEach
    void end() {
        NAMES.clear();
        if (formerFactory == null) {
            System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
        } else {
            System.setProperty(Context.INITIAL_CONTEXT_FACTORY, formerFactory);
        }
        if (threads != null) {
            threads.end();
        }
        managed.shutdown();
    }

    private Threads threads(String... settings) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            given.put(settings[i], settings[i + 1]);
        }
        return threads = Threads.of(
                new SettingsReader(List.of(new SettingSource("test", given.keySet(), given::get, name -> false)))
                        .read(),
                getClass().getClassLoader());
    }

    private static Thread threadOf(ExecutorService executor) throws Exception {
        return executor.submit(Thread::currentThread).get(10, TimeUnit.SECONDS);
    }

    private void bindFactory() {
        NAMES.put(FACTORY, (ThreadFactory) task -> new Thread(applications, task));
    }

    /** WildFly's managed executor has four threads on two processors: four handlers that waited stopped the whole server. */
    @Test
    void theContainerMakesTheThreadsButItsExecutorIsLeftAlone() throws Exception {
        NAMES.put(EXECUTOR, managed);
        bindFactory();
        Threads threads = threads("socketio.threads", "8");
        CountDownLatch running = new CountDownLatch(8);
        CountDownLatch release = new CountDownLatch(1);
        for (int i = 0; i < 8; i++) {
            threads.handlers().execute(() -> {
                running.countDown();
                awaitQuietly(release);
            });
        }
        assertTrue(running.await(10, TimeUnit.SECONDS));
        Thread own = threadOf(threads.own());
        assertSame(applications, own.getThreadGroup());
        assertTrue(own.getName().startsWith("socketio-own-"), own::getName);
        assertEquals(2, threads.executors().handlersPerConnection());
        release.countDown();
        threads.end();
        assertTrue(threads.handlers().isTerminated());
        assertFalse(managed.isShutdown());
    }

    /** On WildFly, a thread that was created for an I/O thread had the class loader of the container, and asynchronous observers were not called. */
    @Test
    void managedThreadsHaveTheClassLoaderOfTheApplication() throws Exception {
        NAMES.put(FACTORY, (ThreadFactory) task -> new Thread(applications, () -> {
            Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
            task.run();
        }));
        assertSame(getClass().getClassLoader(), threadOf(threads().handlers()).getContextClassLoader());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anExecutorThatIsNamedRunsHandlersAndIsNotEnded() {
        NAMES.put("java:app/socketio", managed);
        Threads threads = threads("socketio.executor", "java:app/socketio");
        assertSame(managed, threads.handlers());
        threads.end();
        assertFalse(managed.isShutdown());
        assertTrue(threads.own().isTerminated());
    }

    @Test
    void aThreadFactoryThatIsNamedMakesTheThreadsOfHandlers() throws Exception {
        NAMES.put("java:app/factory", (ThreadFactory) task -> new Thread(applications, task));
        Threads threads = threads("socketio.executor", "java:app/factory", "socketio.threads", "8");
        Thread thread = threadOf(threads.handlers());
        assertSame(applications, thread.getThreadGroup());
        assertEquals("socketio-1", thread.getName());
        assertEquals(2, threads.executors().handlersPerConnection());
        threads.end();
        assertTrue(threads.handlers().isTerminated());
    }

    /** As {@code ManagedThreadFactoryDefinition(virtual = true)} of Jakarta EE 11 makes them. */
    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads come with JDK 21")
    void threadsOfAFactoryThatAreVirtualAreNotPooled() throws Exception {
        ThreadFactory virtual = (ThreadFactory) Class.forName("java.lang.Thread$Builder")
                .getMethod("factory")
                .invoke(Thread.class.getMethod("ofVirtual").invoke(null));
        NAMES.put("java:app/factory", (ThreadFactory) task -> {
            Thread thread = virtual.newThread(task);
            thread.setName("of the application");
            return thread;
        });
        Threads threads = threads("socketio.executor", "java:app/factory", "socketio.threads", "1");
        CountDownLatch both = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            threads.handlers().execute(() -> {
                both.countDown();
                awaitQuietly(both);
            });
        }
        assertTrue(both.await(10, TimeUnit.SECONDS));
        Thread thread = threadOf(threads.handlers());
        assertEquals("of the application", thread.getName());
        assertSame(getClass().getClassLoader(), thread.getContextClassLoader());
        assertEquals(Integer.MAX_VALUE, threads.executors().handlersPerConnection());
    }

    @Test
    void anExecutorThatIsNotThereIsAClearError() {
        IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> threads("socketio.executor", "java:app/nothing"));
        assertEquals(
                "socketio.executor='java:app/nothing': JNDI has no ExecutorService or ThreadFactory of this name;"
                        + " define it in the application or remove the setting",
                error.getMessage());
    }

    /** Some containers make no threads any more while they undeploy an application, but its disconnect listeners are to run. */
    @Test
    void whenTheContainerMakesNoMoreThreadsOthersTakeTheirPlace() throws Exception {
        NAMES.put(FACTORY, (ThreadFactory) task -> {
            throw new IllegalStateException("stopping");
        });
        assertTrue(threadOf(threads().handlers()).isDaemon());
    }

    @Test
    void withoutAContainersFactoryThreadsAreVirtualWhereTheJdkHasThem() throws Exception {
        Thread thread = threadOf(threads().handlers());
        assertTrue(thread.isDaemon());
        assertSame(getClass().getClassLoader(), thread.getContextClassLoader());
        boolean hasVirtual = Runtime.version().feature() >= 21;
        assertEquals(hasVirtual ? "socketio-virtual-0" : "socketio-1", thread.getName());
        int share = threads.executors().handlersPerConnection();
        assertEquals(hasVirtual ? Integer.MAX_VALUE : WebSettings.DEFAULT_THREADS / 4, share);
    }

    @Test
    void virtualThreadsCanBeSwitchedOff() throws Exception {
        Threads threads = threads("socketio.virtual-threads", "false", "socketio.threads-per-connection", "3");
        assertEquals("socketio-1", threadOf(threads.handlers()).getName());
        assertEquals(3, threads.executors().handlersPerConnection());
    }

    /** A task that took long kept all pings from being sent. */
    @Test
    void aTimerThatTakesLongDelaysNoOther() throws Exception {
        Threads threads = threads();
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);
        threads.scheduler().schedule(() -> awaitQuietly(release), Duration.ZERO);
        threads.scheduler().schedule(other::countDown, Duration.ofMillis(20));
        assertTrue(other.await(10, TimeUnit.SECONDS));
        release.countDown();
    }

    /** Tomcat looked for threads of the application when the executors had ended, but not yet their threads: 17 warnings in 50 redeployments. */
    @Test
    void whenTheThreadsAreEndedNoneRunsAnyMore() throws Exception {
        Queue<Thread> made = new ConcurrentLinkedQueue<>();
        NAMES.put(FACTORY, (ThreadFactory) task -> {
            Thread thread = new Thread(applications, () -> {
                task.run();
                // As long as on a machine that is very busy.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1_500));
            });
            made.add(thread);
            return thread;
        });
        Threads threads = threads();
        threadOf(threads.handlers());
        threadOf(threads.own());
        threadOf(threads.closes());
        threads.end();
        assertEquals(3, made.size());
        assertTrue(made.stream().noneMatch(Thread::isAlive));
    }

    /** The end of the application waits for its handlers, but not for ever. */
    @Test
    void aHandlerThatWaitsIsInterruptedAndItsThreadEnds() throws Exception {
        try (CapturedLog log = CapturedLog.ofOperators()) {
            Threads threads = threads("socketio.virtual-threads", "false");
            Thread waiting = threadOf(threads.handlers());
            threads.handlers().execute(() -> awaitQuietly(new CountDownLatch(1)));
            threads.end();
            assertFalse(waiting.isAlive());
            log.await("SIO-0301");
        }
    }

    @Test
    void aTimerThatFailsIsLogged() throws Exception {
        try (CapturedLog log = CapturedLog.ofOperators()) {
            threads()
                    .scheduler()
                    .schedule(
                            () -> {
                                throw new IllegalStateException("broken");
                            },
                            Duration.ZERO);
            assertTrue(log.await("a timer failed").endsWith("< broken"));
        }
    }
}

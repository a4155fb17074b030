package io.socketio.jakarta.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ibm.ws.concurrent.internal.SharedPool;
import io.socketio.jakarta.options.SocketIoOptions;
import io.socketio.jakarta.web.settings.WebSettings;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose threads run the handlers. */
class ThreadsTest {

    private static final Map<String, Object> NAMES = new HashMap<>();
    private static final String EXECUTOR = "java:comp/DefaultManagedExecutorService";
    private static final String FACTORY = "java:comp/DefaultManagedThreadFactory";

    private final ThreadGroup applications = new ThreadGroup("of the application");
    private final ExecutorService shared = new SharedPool();
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
        shared.shutdown();
        managed.shutdown();
    }

    private Threads threads() {
        return threads = Threads.of(
                WebSettings.of(SocketIoOptions.builder().build()), getClass().getClassLoader());
    }

    private static Thread threadOf(Threads threads) throws Exception {
        return threads.executor().submit(Thread::currentThread).get(10, TimeUnit.SECONDS);
    }

    @Test
    void theManagedExecutorIsTakenAndNotEnded() {
        NAMES.put(EXECUTOR, managed);
        Threads threads = threads();
        assertSame(managed, threads.executor());
        threads.end();
        assertFalse(managed.isShutdown());
    }

    /** On Liberty, handlers that waited for acknowledgements took the threads that read them: the clients were lost to ping timeouts. */
    @Test
    void theExecutorThatReadsConnectionsIsSpared() throws Exception {
        NAMES.put(EXECUTOR, shared);
        NAMES.put(FACTORY, (ThreadFactory) task -> new Thread(applications, task));
        Threads threads = threads();
        assertNotSame(shared, threads.executor());
        Thread thread = threadOf(threads);
        assertSame(applications, thread.getThreadGroup());
        assertTrue(thread.getName().startsWith("socketio-"), thread::getName);
        threads.end();
        assertTrue(threads.executor().isTerminated());
        assertFalse(shared.isShutdown());
    }

    @Test
    void withoutManagedExecutorThreadsAreOurOwn() throws Exception {
        Thread thread = threadOf(threads());
        assertTrue(thread.isDaemon());
        assertSame(getClass().getClassLoader(), thread.getContextClassLoader());
        assertEquals("socketio-1", thread.getName());
    }
}

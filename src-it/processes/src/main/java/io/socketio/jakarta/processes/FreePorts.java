package io.socketio.jakarta.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback interface for servers of tests, which may take seconds until they listen. Thread-safe. */
public final class FreePorts {

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 30_000;

    /** No server uses this address: a listener there says that its port is taken, to other processes of tests, too. Only Linux has it. */
    private static final String CLAIMS_ADDRESS = "127.255.255.254";

    private static final boolean CLAIMING = System.getProperty("os.name").equals("Linux");

    /** Open until this process ends. */
    private static final List<ServerSocket> CLAIMS = new CopyOnWriteArrayList<>();

    private FreePorts() {}

    /** Returns one below those that systems give to clients, which could take it before the server does; nobody else is given it. */
    public static int next() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (claim(port) && isFree(port)) {
                return port;
            }
        }
    }

    /** Holds the claim, also if another server has the port: then it is not asked for again. */
    private static boolean claim(int port) {
        if (!CLAIMING) {
            return true;
        }
        ServerSocket claim = listen(port, CLAIMS_ADDRESS);
        return claim != null && CLAIMS.add(claim);
    }

    private static boolean isFree(int port) {
        try (ServerSocket server = listen(port, "127.0.0.1")) {
            return server != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns null if somebody else listens there. */
    private static ServerSocket listen(int port, String address) {
        try {
            return new ServerSocket(port, 1, InetAddress.getByName(address));
        } catch (BindException taken) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

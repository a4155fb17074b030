package io.socketio.jakarta.faults.client;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Forwards connections to the server, and can lose everything in one direction or in both while the connections stay open. */
public final class StallingProxy implements Closeable {

    private static final int BUFFER_BYTES = 4096;

    private final ServerSocket listening;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private volatile boolean losesFromClient;
    private volatile boolean losesFromServer;

    /** @param target the port of the server */
    public StallingProxy(int target) throws IOException {
        this.target = target;
        listening = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** Returns the port for the clients. */
    public int port() {
        return listening.getLocalPort();
    }

    /** Stops forwarding; what is sent from now on is lost. */
    public void stall(boolean fromClient, boolean fromServer) {
        losesFromClient = fromClient;
        losesFromServer = fromServer;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(server);
                start(() -> forward(client, server, true));
                start(() -> forward(server, client, false));
            }
        } catch (IOException e) {
            // The test has ended.
        }
    }

    private void forward(Socket from, Socket to, boolean fromClient) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (!(fromClient ? losesFromClient : losesFromServer)) {
                    out.write(buffer, 0, count);
                }
            }
            if (!(fromClient ? losesFromClient : losesFromServer)) {
                to.shutdownOutput();
            }
        } catch (IOException e) {
            // The end of the other direction tells enough.
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}

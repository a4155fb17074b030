package io.socketio.jakarta.faults.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A TCP connection to the server that speaks HTTP, or anything else. It may be read by one thread and written by another. */
public final class HttpConnection implements Closeable {

    /** A whole response. */
    public record Response(int status, String body) {}

    /** Much more than a poll takes, because pings end it. */
    private static final int READ_TIMEOUT_MS = 20_000;

    private static final int CONNECT_TIMEOUT_MS = 10_000;
    private static final int DEFAULT_BUFFER = 0;

    private final int port;
    private final int receiveBufferBytes;

    /** Replaced by the thread that reads, when the server has said that it closes the connection. */
    private volatile Socket socket;

    private InputStream in;
    private boolean ending;
    private volatile boolean closed;

    /** Connects to the server on this machine. */
    public HttpConnection(int port) throws IOException {
        this(port, DEFAULT_BUFFER);
    }

    /** @param receiveBufferBytes size of the socket's buffer; 0: that of the system */
    public HttpConnection(int port, int receiveBufferBytes) throws IOException {
        this.port = port;
        this.receiveBufferBytes = receiveBufferBytes;
        socket = connected();
        in = new BufferedInputStream(socket.getInputStream());
    }

    private Socket connected() throws IOException {
        Socket connecting = new Socket();
        connecting.setTcpNoDelay(true);
        connecting.setSoTimeout(READ_TIMEOUT_MS);
        if (receiveBufferBytes != DEFAULT_BUFFER) {
            connecting.setReceiveBufferSize(receiveBufferBytes);
        }
        connecting.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_TIMEOUT_MS);
        return connecting;
    }

    /** Sends a request and returns its response. @param body null for a GET */
    public Response request(String path, @Nullable String body) throws IOException {
        if (ending) {
            // Containers close a connection after some hundred requests.
            ending = false;
            socket.close();
            socket = connected();
            in = new BufferedInputStream(socket.getInputStream());
            if (closed) {
                socket.close();
            }
        }
        if (body == null) {
            write("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        } else {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes(postHead(path, bytes.length).getBytes(StandardCharsets.US_ASCII));
            request.writeBytes(bytes);
            write(request.toByteArray());
        }
        return readResponse();
    }

    /** The head of a POST that announces a body of this length. */
    public static String postHead(String path, int length) {
        return "POST " + path
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain;charset=UTF-8\r\nContent-Length: " + length
                + "\r\n\r\n";
    }

    /** Writes anything. */
    public void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes anything. */
    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Returns the next response. */
    public Response readResponse() throws IOException {
        String head = readHead();
        int status = Integer.parseInt(head.split(" ", 3)[1]);
        String lower = head.toLowerCase(Locale.ROOT);
        ending = lower.contains("\nconnection: close");
        byte[] body = new byte[0];
        int length = lower.indexOf("\ncontent-length:");
        if (lower.contains("\ntransfer-encoding: chunked")) {
            body = readChunks();
        } else if (length >= 0 && status != 101) {
            String value = lower.substring(lower.indexOf(':', length) + 1, lower.indexOf('\r', length));
            body = read(Integer.parseInt(value.trim()));
        }
        return new Response(status, new String(body, StandardCharsets.UTF_8));
    }

    private byte[] readChunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.writeBytes(read(size));
            readLine();
        }
        readLine();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(readLine().trim(), 16);
    }

    private String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = readLine(); !line.isBlank(); line = readLine()) {
            head.append(line);
        }
        return head.toString();
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        int next;
        do {
            next = readByte();
            line.append((char) next);
        } while (next != '\n');
        return line.toString();
    }

    int readByte() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException("the server has closed the connection");
        }
        return next;
    }

    byte[] read(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the server has closed the connection");
        }
        return bytes;
    }

    /** Waits until the server has closed the connection. @return false if it has not within this time */
    public boolean awaitEnd(int timeoutMillis) throws IOException {
        socket.setSoTimeout(timeoutMillis);
        try {
            while (in.read() >= 0) {
                // What comes before the end does not matter.
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            // A reset is an end, too.
            return true;
        }
    }

    /** Ends the connection with a reset, as the death of a process with unread data does. */
    public void reset() {
        closed = true;
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It has ended already.
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            socket.close();
        } catch (IOException e) {
            // It has ended already.
        }
    }
}

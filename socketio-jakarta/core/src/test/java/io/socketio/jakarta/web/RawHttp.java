package io.socketio.jakarta.web;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An HTTP/1.1 connection that sends exactly what it is told and shows exactly what comes. */
final class RawHttp implements AutoCloseable {

    /** @param headers as on the wire, {@code name: value} */
    record Response(int status, List<String> headers, byte[] body) {

        @Nullable
        String header(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            for (String header : headers) {
                if (header.toLowerCase(Locale.ROOT).startsWith(prefix)) {
                    return header.substring(prefix.length()).trim();
                }
            }
            return null;
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    final Socket socket;
    final DataInputStream in;

    RawHttp(int port) throws IOException {
        this(new Socket("127.0.0.1", port));
    }

    RawHttp(Socket connected) throws IOException {
        socket = connected;
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    Response get(String target, String... headers) throws IOException {
        request("GET", target, null, headers);
        return receive();
    }

    Response post(String target, String body, String... headers) throws IOException {
        request("POST", target, body, headers);
        return receive();
    }

    void request(String method, String target, @Nullable String body, String... headers) throws IOException {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        if (body != null) {
            head.append("Content-Length: ")
                    .append(body.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        }
        send(head + "\r\n" + (body == null ? "" : body));
    }

    Response receive() throws IOException {
        Response head = receiveHead();
        return new Response(head.status(), head.headers(), receiveBody(head));
    }

    Response receiveHead() throws IOException {
        String line = line();
        int status = Integer.parseInt(line.split(" ")[1]);
        List<String> headers = new ArrayList<>();
        for (line = line(); !line.isEmpty(); line = line()) {
            headers.add(line);
        }
        return new Response(status, headers, new byte[0]);
    }

    private byte[] receiveBody(Response head) throws IOException {
        String length = head.header("Content-Length");
        if (length != null) {
            byte[] body = new byte[Integer.parseInt(length)];
            in.readFully(body);
            return body;
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if ("chunked".equals(head.header("Transfer-Encoding"))) {
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                body.writeBytes(in.readNBytes(size));
                line();
            }
            line();
        }
        return body.toByteArray();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("connection closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** Whether the server has closed the connection, within the socket's timeout. */
    boolean isClosedByPeer() throws IOException {
        try {
            return in.read() < 0;
        } catch (java.net.SocketException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

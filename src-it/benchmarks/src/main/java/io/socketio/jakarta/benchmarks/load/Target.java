package io.socketio.jakarta.benchmarks.load;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * The server's address, and the address that the n-th link comes from: another loopback address whenever one has used half of its
 * ephemeral ports.
 */
public record Target(int port, int linksPerSource) {

    private static final int SOURCES = 200;
    private static final String PORT_RANGE = "/proc/sys/net/ipv4/ip_local_port_range";

    /** @param port of the server on 127.0.0.1 */
    public static Target local(int port) {
        // This file answers one read only, so the first must be large enough: Files.readString asks for one byte first.
        try (InputStream range = new FileInputStream(PORT_RANGE)) {
            byte[] text = new byte[64];
            int length = range.read(text);
            String[] ends = new String(text, 0, length, StandardCharsets.US_ASCII)
                    .trim()
                    .split("\\s+");
            return new Target(port, (Integer.parseInt(ends[1]) - Integer.parseInt(ends[0])) / 2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InetSocketAddress server() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    /** 127.0.0.1, then 127.0.0.2, and so on. */
    InetSocketAddress source(int link) {
        return new InetSocketAddress("127.0.0." + (1 + link / linksPerSource % SOURCES), 0);
    }
}

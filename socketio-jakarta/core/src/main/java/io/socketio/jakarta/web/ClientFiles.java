package io.socketio.jakarta.web;

import io.socketio.jakarta.internal.engine.http.AcceptEncoding;
import io.socketio.jakarta.internal.engine.port.HttpExchange;
import io.socketio.jakarta.internal.engine.port.ResponseHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Serves the browser client from the client artifact (the {@code serveClient} option of the reference implementation). Thread-safe. */
final class ClientFiles {

    private static final String FOLDER = "META-INF/io.socketio.jakarta/client/";

    private static final Set<String> NAMES = Set.of(
            "socket.io.js",
            "socket.io.js.map",
            "socket.io.min.js",
            "socket.io.min.js.map",
            "socket.io.msgpack.min.js",
            "socket.io.msgpack.min.js.map",
            "socket.io.esm.min.js",
            "socket.io.esm.min.js.map");

    private static final String[] ENCODINGS = {"br", "gzip", "deflate"};

    private static final byte[] NOTHING = {};

    private final String etag;

    /**
     * Cache by name and encoding. Soft references suffice, because after the first visits browsers and proxies have the files in their own caches.
     */
    private final ConcurrentMap<String, SoftReference<byte[]>> bodies = new ConcurrentHashMap<>();

    private ClientFiles(String version) {
        etag = "\"" + version + "\"";
    }

    /** Returns the files on the class path of this library, or null if the client artifact is missing. */
    static @Nullable ClientFiles find() {
        try (InputStream in = open("client.properties")) {
            if (in == null) {
                return null;
            }
            Properties properties = new Properties();
            properties.load(in);
            return new ClientFiles(properties.getProperty("version"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable InputStream open(String name) {
        return ClientFiles.class.getClassLoader().getResourceAsStream(FOLDER + name);
    }

    static Set<String> names() {
        return NAMES;
    }

    /** @param pathInfo the part of the request path after the path of the server, or null */
    static boolean isClientFile(@Nullable String pathInfo) {
        return pathInfo != null && pathInfo.startsWith("/") && NAMES.contains(pathInfo.substring(1));
    }

    /** Responds with the file of this path, for which {@link #isClientFile} returns true. */
    void serve(String pathInfo, HttpExchange exchange) {
        String name = pathInfo.substring(1);
        Map<String, String> request = exchange.headers();
        String known = request.get("if-none-match");
        if (etag.equals(known) || ("W/" + etag).equals(known)) {
            exchange.respond(304, NOTHING);
            return;
        }
        ResponseHeaders headers = exchange.responseHeaders();
        headers.set("Cache-Control", "public, max-age=0");
        headers.set(
                "Content-Type",
                name.endsWith(".map") ? "application/json; charset=utf-8" : "application/javascript; charset=utf-8");
        headers.set("ETag", etag);
        String encoding = AcceptEncoding.choose(request.get("accept-encoding"), ENCODINGS);
        if (encoding != null) {
            headers.set("content-encoding", encoding);
        }
        exchange.respond(200, body(name, encoding));
    }

    private byte[] body(String name, @Nullable String encoding) {
        String key = name + ' ' + encoding;
        SoftReference<byte[]> cached = bodies.get(key);
        byte[] body = cached == null ? null : cached.get();
        if (body == null) {
            body = load(name, encoding);
            bodies.put(key, new SoftReference<>(body));
        }
        return body;
    }

    private static byte[] load(String name, @Nullable String encoding) {
        if ("br".equals(encoding)) {
            return read(name + ".br");
        }
        byte[] plain = read(name);
        if (encoding == null) {
            return plain;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 3);
        try (OutputStream packed =
                encoding.equals("gzip") ? new GZIPOutputStream(out) : new DeflaterOutputStream(out)) {
            packed.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] read(String name) {
        try (InputStream in = open(name)) {
            if (in == null) {
                throw new IllegalStateException("the client artifact lacks " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

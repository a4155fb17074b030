package io.socketio.jakarta.internal.engine.http;

import io.socketio.jakarta.internal.engine.port.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Compresses poll responses if the client accepts it and the body is large enough. */
public final class HttpCompression {

    static final String[] ENCODINGS = {"gzip", "deflate"};

    /** Negative disables compression. */
    private final int thresholdBytes;

    public HttpCompression(int thresholdBytes) {
        this.thresholdBytes = thresholdBytes;
    }

    /** Returns the response body; sets {@code Content-Encoding} if it is compressed. */
    public byte[] compress(byte[] body, HttpExchange exchange) {
        if (thresholdBytes < 0 || body.length < thresholdBytes) {
            return body;
        }
        String encoding = AcceptEncoding.choose(exchange.headers().get("accept-encoding"), ENCODINGS);
        if (encoding == null) {
            return body;
        }
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(Math.max(64, body.length / 2));
        try (OutputStream out =
                encoding.equals("gzip") ? new GZIPOutputStream(compressed) : new DeflaterOutputStream(compressed)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        exchange.responseHeaders().set("Content-Encoding", encoding);
        return compressed.toByteArray();
    }
}

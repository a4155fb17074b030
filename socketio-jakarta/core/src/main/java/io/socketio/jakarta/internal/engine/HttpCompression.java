package io.socketio.jakarta.internal.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Compresses the answers of polls, as far as the client accepts it and it is worth it. */
final class HttpCompression {

    private static final String[] ENCODINGS = {"gzip", "deflate"};

    /** Negative: never. */
    private final int thresholdBytes;

    HttpCompression(int thresholdBytes) {
        this.thresholdBytes = thresholdBytes;
    }

    /** The body to answer with; sets {@code Content-Encoding} when it is compressed. */
    byte[] compress(byte[] body, HttpExchange exchange) {
        if (thresholdBytes < 0 || body.length < thresholdBytes) {
            return body;
        }
        String encoding = preferredEncoding(exchange.headers().get("accept-encoding"));
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

    /** Of gzip and deflate the one with the higher weight, then the one that is named, then the one that is named first; null when neither is accepted. */
    static @Nullable String preferredEncoding(@Nullable String acceptEncoding) {
        if (acceptEncoding == null) {
            return null;
        }
        String[] choices = acceptEncoding.split(",");
        String best = null;
        double bestWeight = 0;
        boolean bestNamed = false;
        int bestPosition = 0;
        for (String encoding : ENCODINGS) {
            int position = find(choices, encoding);
            boolean named = position >= 0;
            if (!named) {
                position = find(choices, "*");
            }
            double weight = position < 0 ? 0 : weight(choices[position]);
            if (!(weight > 0)) {
                continue;
            }
            boolean better = best == null
                    || weight > bestWeight
                    || weight == bestWeight && (named && !bestNamed || named == bestNamed && position < bestPosition);
            if (better) {
                best = encoding;
                bestWeight = weight;
                bestNamed = named;
                bestPosition = position;
            }
        }
        return best;
    }

    private static int find(String[] choices, String encoding) {
        for (int i = 0; i < choices.length; i++) {
            String choice = choices[i];
            int semicolon = choice.indexOf(';');
            String name = semicolon < 0 ? choice : choice.substring(0, semicolon);
            if (name.trim().equalsIgnoreCase(encoding)) {
                return i;
            }
        }
        return -1;
    }

    private static double weight(String choice) {
        for (int from = choice.indexOf(';'); from >= 0; from = choice.indexOf(';', from + 1)) {
            int end = choice.indexOf(';', from + 1);
            String parameter =
                    choice.substring(from + 1, end < 0 ? choice.length() : end).trim();
            if (parameter.startsWith("q=")) {
                try {
                    return Double.parseDouble(parameter.substring(2));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }
}

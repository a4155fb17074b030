package io.socketio.jakarta.internal.engine.http;

import io.socketio.jakarta.internal.engine.port.HttpExchange;
import io.socketio.jakarta.internal.log.LogText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A POST that has brought messages, copied; kept as long as one of them waits. Touched by one message call at a time, except for what is final. */
public final class PostedRequest {

    /** This object and its map. */
    private static final int OVERHEAD_BYTES = 160;
    /** An entry of the map with the objects of two strings. */
    private static final int HEADER_BYTES = 112;

    private final String path;
    private final String rawQuery;
    private final Map<String, String> headers;
    private final String remoteAddress;
    private final boolean secure;
    private final int sizeBytes;

    /** The recipient that is charged for this request; null before there is one. */
    private @Nullable Object charged;

    public PostedRequest(HttpExchange exchange) {
        this.path = exchange.path();
        this.rawQuery = exchange.rawQuery();
        this.headers = exchange.headers();
        this.remoteAddress = exchange.remoteAddress();
        this.secure = exchange.secure();
        this.sizeBytes = size();
    }

    private int size() {
        long bytes = OVERHEAD_BYTES + path.length() + rawQuery.length();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            bytes += HEADER_BYTES + header.getKey().length() + header.getValue().length();
        }
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    /** Returns path and query as sent. */
    public String url() {
        return rawQuery.isEmpty() ? path : path + "?" + rawQuery;
    }

    public String rawQuery() {
        return rawQuery;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public String remoteAddress() {
        return remoteAddress;
    }

    public boolean secure() {
        return secure;
    }

    /**
     * Returns about how many bytes of memory this request adds to a message for a recipient: it is charged with the first one, because a recipient handles
     * its messages in order.
     */
    public int charge(Object recipient) {
        if (charged == recipient) {
            return 0;
        }
        charged = recipient;
        return sizeBytes;
    }

    /** Returns about how many bytes of memory this request occupies. */
    public int sizeBytes() {
        return sizeBytes;
    }

    /** Omits what may be secret. */
    @Override
    public String toString() {
        return "PostedRequest[" + LogText.path(path) + ", headers " + LogText.names(headers.keySet()) + ", "
                + remoteAddress + "]";
    }
}

package io.socketio.jakarta.web;

import io.socketio.jakarta.internal.log.Loggers;
import io.socketio.jakarta.json.PayloadCodec;
import io.socketio.jakarta.json.PayloadCodecProvider;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the codec of an application: what it gave as an attribute of the servlet context, else its bean, else what the first provider offers that
 * has its JSON library, else none. The classes of JSON libraries are not named here: each may be missing.
 */
final class PayloadCodecs {

    /** The attribute under which an application leaves its codec. */
    static final String ATTRIBUTE = PayloadCodec.class.getName();

    private static final Logger LOG = Loggers.SERVER;

    private PayloadCodecs() {}

    /**
     * A codec and whose it is.
     *
     * @param isOurs whether it ends with the server; what the application made is the application's to close
     */
    record Chosen(PayloadCodec codec, boolean isOurs) implements AutoCloseable {

        @Override
        public void close() throws Exception {
            if (isOurs && codec instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
    }

    static Chosen choose(ServletContext context) {
        return choose(given(context), context.getClassLoader());
    }

    /** @param given the codec that the application gave; null: one that is offered to its class loader */
    static Chosen choose(@Nullable PayloadCodec given, ClassLoader application) {
        Chosen chosen = given == null ? offered(application) : new Chosen(given, false);
        LOG.log(Level.DEBUG, () -> "payloads are read and written by " + chosen.codec);
        return chosen;
    }

    private static @Nullable PayloadCodec given(ServletContext context) {
        Object attribute = context.getAttribute(ATTRIBUTE);
        if (attribute != null && !(attribute instanceof PayloadCodec)) {
            throw new IllegalStateException(
                    "the attribute " + ATTRIBUTE + " of the servlet context must be a PayloadCodec, but is a "
                            + attribute.getClass().getName());
        }
        if (attribute != null) {
            return (PayloadCodec) attribute;
        }
        for (ServerListener listener : Services.find(ServerListener.class)) {
            PayloadCodec bean = listener.payloadCodec(context);
            if (bean != null) {
                return bean;
            }
        }
        return null;
    }

    private static Chosen offered(ClassLoader application) {
        List<PayloadCodecProvider> providers = new ArrayList<>(Services.find(PayloadCodecProvider.class, application));
        providers.sort(Comparator.comparingInt(PayloadCodecProvider::priority).reversed());
        for (PayloadCodecProvider provider : providers) {
            try {
                PayloadCodec codec = provider.create(application);
                if (codec != null) {
                    return new Chosen(codec, true);
                }
            } catch (LinkageError e) {
                LOG.log(
                        Level.DEBUG,
                        () -> "no codec from " + provider.getClass().getName() + ": its library is missing",
                        e);
            }
        }
        LOG.log(
                Level.WARNING,
                "SIO-0305 no JSON library is there; strings, numbers, booleans, byte[], maps and lists can be exchanged, but no records or other"
                        + " classes of the application. Deploy socketio-jakarta-standalone (JSON-B) or socketio-jakarta-jackson with it.");
        return new Chosen(new PlainValuesCodec(), true);
    }
}

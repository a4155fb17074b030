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
 * Chooses the codec of an application: the attribute of the servlet context, else its bean, else the codec of the first provider whose JSON library
 * is present, else a codec for plain values only. This class does not refer to classes of JSON libraries, because each of them may be missing.
 */
final class PayloadCodecs {

    /** The attribute in which an application stores its codec. */
    static final String ATTRIBUTE = PayloadCodec.class.getName();

    private static final Logger LOG = Loggers.SERVER;

    private PayloadCodecs() {}

    /**
     * A codec and its owner.
     *
     * @param isOurs whether the codec is closed with the server; the application closes a codec that it has created
     */
    record Chosen(PayloadCodec codec, boolean isOurs) implements AutoCloseable {

        @Override
        public void close() throws Exception {
            if (isOurs && codec instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
    }

    /** @param server its name; it may have a codec that only {@code SocketIo.register} has given it */
    static Chosen choose(ServletContext context, String server) {
        Object own = context.getAttribute(attributeOf(server));
        return choose(own instanceof PayloadCodec codec ? codec : given(context), context.getClassLoader());
    }

    /**
     * Chooses the codec.
     *
     * @param given the codec that the application provides; null: use one that its class loader finds
     */
    static Chosen choose(@Nullable PayloadCodec given, ClassLoader application) {
        Chosen chosen = given == null ? offered(application) : new Chosen(given, false);
        LOG.log(Level.DEBUG, () -> "payloads are read and written by " + chosen.codec);
        return chosen;
    }

    /** Returns the attribute for the codec of one server. */
    static String attributeOf(String server) {
        return server.isEmpty() ? ATTRIBUTE : ATTRIBUTE + '.' + server;
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

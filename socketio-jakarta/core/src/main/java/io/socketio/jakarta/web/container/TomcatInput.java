package io.socketio.jakarta.web.container;

import jakarta.servlet.ServletInputStream;

/**
 * Recognises the request bodies of Tomcat. Their {@code available()} says 1, however many bytes there are, until the first has been read, seen on Tomcat
 * 10.1.59 and 11.0.25. No longer needed when it says how many bytes have come with the headers.
 */
public final class TomcatInput {

    private static final String STREAM = "org.apache.catalina.connector.CoyoteInputStream";

    /** GlassFish has a stream with the same name, but not this title. */
    private static final String TITLE = "Apache Tomcat";

    private TomcatInput() {}

    public static boolean isTomcat(ServletInputStream stream) {
        Class<?> type = stream.getClass();
        return type.getName().equals(STREAM) && TITLE.equals(type.getPackage().getImplementationTitle());
    }
}

package io.socketio.jakarta.cdi.scope;

import java.security.CodeSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the library lies. In an EAR whose WARs bring the library each, one CDI container has the beans of all of them, and takes classes of the same name
 * for one and the same if their ids are the same.
 */
public final class LibraryArchive {

    /** A folder whose name begins with a dot is a cache of the container, and not the WAR. */
    private static final Pattern WAR = Pattern.compile("(?:^|/)([^/.][^/]*)/WEB-INF/");

    private static final String NAME =
            name(LibraryArchive.class.getProtectionDomain().getCodeSource());

    private LibraryArchive() {}

    /** An id for something of this class that no other copy of the library in the same EAR has. The same after a restart: it is kept with sessions. */
    public static String id(Class<?> type) {
        return NAME + ' ' + type.getName();
    }

    private static String name(@Nullable CodeSource source) {
        return source == null || source.getLocation() == null
                ? ""
                : name(source.getLocation().getPath());
    }

    /** The name of the WAR, or else the whole location. */
    static String name(String location) {
        Matcher war = WAR.matcher(location);
        return war.find() ? war.group(1) : location;
    }
}

package io.socketio.jakarta.cdi.scope;

import java.security.CodeSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The location of the library. In an EAR whose WARs each contain the library, one CDI container has the beans of all of them, and treats classes of
 * the same name as one if their ids are equal.
 */
public final class LibraryArchive {

    /** A folder whose name begins with a dot is a cache of the container, not the WAR. */
    private static final Pattern WAR = Pattern.compile("(?:^|/)([^/.][^/]*)/WEB-INF/");

    private static final String NAME =
            name(LibraryArchive.class.getProtectionDomain().getCodeSource());

    private LibraryArchive() {}

    /**
     * Returns an id for an object of this class that no other copy of the library in the same EAR has. It is stable across restarts, because it is
     * stored with sessions.
     */
    public static String id(Class<?> type) {
        return NAME + ' ' + type.getName();
    }

    private static String name(@Nullable CodeSource source) {
        return source == null || source.getLocation() == null
                ? ""
                : name(source.getLocation().getPath());
    }

    /** Returns the name of the WAR, or else the whole location. */
    static String name(String location) {
        Matcher war = WAR.matcher(location);
        return war.find() ? war.group(1) : location;
    }
}

package io.socketio.jakarta.cdi.scope;

import java.security.CodeSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the library lies. */
final class LibraryArchive {

    /** A folder whose name begins with a dot is a cache of the container, and not the WAR. */
    private static final Pattern WAR = Pattern.compile("([^/.][^/]*)/WEB-INF/");

    private LibraryArchive() {}

    /**
     * What tells this copy of the library from others in the same EAR. The same after a restart, because ids of beans are kept with sessions.
     *
     * @return the name of the WAR, or else the whole location; empty if that is unknown
     */
    static String name() {
        CodeSource source = LibraryArchive.class.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null
                ? ""
                : name(source.getLocation().getPath());
    }

    static String name(String location) {
        Matcher war = WAR.matcher(location);
        return war.find() ? war.group(1) : location;
    }
}

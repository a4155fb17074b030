package io.socketio.jakarta.cdi.scope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibraryArchiveTest {

    @ParameterizedTest
    @CsvSource({
        "/content/shop.ear/back.war/WEB-INF/lib/socketio-jakarta-1.jar, back.war",
        "/opt/tomcat/webapps/greetings/WEB-INF/lib/socketio-jakarta-1.jar, greetings",
        "/usr/servers/a/workarea/5/.cache/WEB-INF/lib/s.jar, /usr/servers/a/workarea/5/.cache/WEB-INF/lib/s.jar",
        "/content/shop.ear/lib/socketio-jakarta-1.jar, /content/shop.ear/lib/socketio-jakarta-1.jar",
    })
    void copyIsNamedForItsWarOrItsPlace(String location, String name) {
        assertEquals(name, LibraryArchive.name(location));
    }

    @Test
    void idsNameTheClass() {
        assertTrue(LibraryArchive.id(String.class).endsWith(" java.lang.String"));
    }
}

package io.socketio.jakarta.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.ServletContext;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    private Path folder;

    private final Tomcat tomcat = new Tomcat();

    @AfterEach
    void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void isTheContainersTemporaryFolderAndNotInTheHomeOfTheUser() throws LifecycleException {
        ServletContext context = context("/sample", null);

        assertEquals(folder.resolve("tomcat/work/Tomcat/localhost/sample"), DataFolder.of(context));
    }

    @Test
    void isBelowTheFolderThatAContextParameterNames() throws LifecycleException {
        ServletContext context = context("/a/b", folder.toString());

        assertEquals(folder.resolve("a#b"), DataFolder.of(context));
    }

    @Test
    void isBelowTheFolderThatTheSystemPropertyNamesFirst() throws LifecycleException {
        ServletContext context = context("", "elsewhere");
        System.setProperty(DataFolder.SETTING, folder.toString());
        try {
            assertEquals(folder.resolve("ROOT"), DataFolder.of(context));
        } finally {
            System.clearProperty(DataFolder.SETTING);
        }
    }

    private ServletContext context(String path, @Nullable String parameter) throws LifecycleException {
        tomcat.setBaseDir(folder.resolve("tomcat").toString());
        Context context = tomcat.addContext(path, null);
        if (parameter != null) {
            context.addParameter(DataFolder.SETTING, parameter);
        }
        tomcat.start();
        return context.getServletContext();
    }
}

package io.socketio.jakarta.springboot.it.app;

import jakarta.servlet.ServletContext;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.stereotype.Component;

/** What the servlet context says of its container. */
@Component
public class ServerInfo implements ServletContextInitializer {

    private volatile String text = "";

    @Override
    public void onStartup(ServletContext context) {
        text = context.getServerInfo();
    }

    public String text() {
        return text;
    }
}

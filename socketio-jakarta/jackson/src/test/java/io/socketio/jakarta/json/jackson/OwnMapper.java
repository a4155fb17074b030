package io.socketio.jakarta.json.jackson;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.socketio.jakarta.json.PayloadCodec;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

public class OwnMapper implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        JsonMapper mapper = JsonMapper.builder().findAndAddModules().build();
        event.getServletContext().setAttribute(PayloadCodec.class.getName(), new JacksonPayloadCodec(mapper));
    }
}

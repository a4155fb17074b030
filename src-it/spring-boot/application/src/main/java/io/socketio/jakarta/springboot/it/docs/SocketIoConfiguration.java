package io.socketio.jakarta.springboot.it.docs;

import io.socketio.jakarta.options.CorsOptions;
import io.socketio.jakarta.springboot.SocketIoOptionsCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SocketIoConfiguration {

    @Bean
    SocketIoOptionsCustomizer cors() {
        return options -> options.cors(CorsOptions.matching(origin -> origin.endsWith(".example.com")));
    }
}

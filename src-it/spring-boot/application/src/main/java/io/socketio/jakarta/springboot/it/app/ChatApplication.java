package io.socketio.jakarta.springboot.it.app;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application as the guide shows it. */
@SpringBootApplication
public class ChatApplication {}

package io.socketio.jakarta.ear.app;

import io.socketio.jakarta.annotation.SocketScoped;

/** One per socket; a bean by nothing but the library's scope. */
@SocketScoped
public class Visit {

    private int questions;

    int next() {
        return ++questions;
    }
}

package io.socketio.jakarta.containers.contexts;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;

/** The user of a session. */
@SessionScoped
public class Member implements Serializable {

    /** Of a session without a login. */
    public static final String NOBODY = "nobody";

    private static final long serialVersionUID = 1L;

    private volatile String name = NOBODY;

    public String name() {
        return name;
    }

    public void name(String name) {
        this.name = name;
    }
}

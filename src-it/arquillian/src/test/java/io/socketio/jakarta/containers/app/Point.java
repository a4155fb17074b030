package io.socketio.jakarta.containers.app;

/** A payload that only JSON-B can read and write. */
public class Point {

    public int x;
    public int y;
    public String label = "";
}

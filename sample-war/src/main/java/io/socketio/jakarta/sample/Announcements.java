package io.socketio.jakarta.sample;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

/**
 * Tells everybody in the chat something, from outside of it: {@code POST /api/announcements} with {@code {"text": "…"}}. A form on somebody else's
 * page cannot do it, because browsers let no form send JSON.
 */
@Path("/announcements")
@RequestScoped
public class Announcements {

    static final int MAX_TEXT = 200;

    @Inject
    @SocketIoNamespace("/")
    Namespace chat;

    /** What is posted, and what the chat hears. */
    public record Announcement(
            @NotNull @Line(max = MAX_TEXT) String text) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public void announce(@NotNull @Valid Announcement announcement) {
        chat.emit("announcement", announcement);
    }
}

package io.socketio.jakarta.containers.contextsrest;

import io.socketio.jakarta.containers.contexts.Member;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Answers from another thread. */
@Path("late")
@RequestScoped
public class LateResource {

    @Inject
    Member member;

    @GET
    public void answer(@Suspended AsyncResponse response) {
        String name = member.name();
        CompletableFuture.delayedExecutor(2, TimeUnit.MILLISECONDS).execute(() -> response.resume(name));
    }
}

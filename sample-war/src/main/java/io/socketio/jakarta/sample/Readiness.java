package io.socketio.jakarta.sample;

import io.socketio.jakarta.SocketIoServer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Tells a load balancer whether it may send new clients: {@code GET /api/ready}. */
@Path("/ready")
@RequestScoped
public class Readiness {

    @Inject
    SocketIoServer io;

    @GET
    public Response ready() {
        return Response.status(io.isDraining() ? Response.Status.NOT_FOUND : Response.Status.NO_CONTENT)
                .build();
    }
}

package io.socketio.jakarta.containers.enterprise;

import io.socketio.jakarta.Namespace;
import io.socketio.jakarta.annotation.SocketIoNamespace;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Emits from REST, directly and through enterprise beans. */
@Path("news")
public class NewsResource {

    @Inject
    @SocketIoNamespace("/news")
    Namespace news;

    @Inject
    Editor editor;

    @Inject
    Archive archive;

    @GET
    @Path("rest/{text}")
    public String fromRest(@PathParam("text") String text) {
        news.emit("rest", text);
        return text;
    }

    @GET
    @Path("stateless/{text}")
    public String fromStateless(@PathParam("text") String text) {
        editor.publish(text);
        return text;
    }

    @GET
    @Path("later/{text}")
    public String fromTimer(@PathParam("text") String text) {
        editor.publishLater(text);
        return text;
    }

    @GET
    @Path("singleton/{text}")
    public String fromSingleton(@PathParam("text") String text) {
        archive.store(text);
        return text;
    }
}

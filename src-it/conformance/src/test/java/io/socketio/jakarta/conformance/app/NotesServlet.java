package io.socketio.jakarta.conformance.app;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers with the notes under the query parameter {@code tag}, as a JSON list. */
public final class NotesServlet extends HttpServlet {

    /** Where it is found, under the context path. */
    public static final String PATH = "/conformance-notes";

    private static final long serialVersionUID = 1;

    private final transient Notes notes;

    NotesServlet(Notes notes) {
        this.notes = notes;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.getOutputStream()
                .write(Json.text(notes.of(request.getParameter("tag"))).getBytes(StandardCharsets.UTF_8));
    }
}

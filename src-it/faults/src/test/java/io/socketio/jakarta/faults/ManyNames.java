package io.socketio.jakarta.faults;

import io.socketio.jakarta.faults.client.Session;

/** Each client asks for dynamic namespaces that nobody has asked for before, and leaves. Its name has no bound but the server's. */
final class ManyNames implements Scenario {

    private static final int PER_CLIENT = 100;
    private static final int LONG_NAME = 100_000;

    @Override
    public Line line(Form form) {
        return new Line(
                "Names: new dynamic namespaces, and a name of 100,000 characters",
                clients(form) + " clients with " + PER_CLIENT + " namespaces each",
                "the namespaces go with their clients; the long name is refused");
    }

    private static int clients(Form form) {
        return form.of(20, 1000);
    }

    @Override
    public String measure(TestBed bed) throws Exception {
        int number = 0;
        for (int i = 0; i < clients(bed.form()); i++) {
            Session session = Session.webSocket(bed.port());
            for (int j = 0; j < PER_CLIENT; j++) {
                session.join("/dynamic-name-" + number++);
            }
            session.close();
        }
        Session curious = bed.keep(Session.webSocket(bed.port()));
        curious.send("40/dynamic-" + "n".repeat(LONG_NAME) + ",");
        String answer;
        try {
            answer = curious.receive();
        } catch (java.io.IOException e) {
            answer = "44 closed";
        }
        bed.require(answer.startsWith("44"), "a namespace with a name of 100,000 characters was created");
        return number + " namespaces created and removed";
    }
}

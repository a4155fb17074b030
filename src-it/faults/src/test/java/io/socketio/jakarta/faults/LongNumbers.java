package io.socketio.jakarta.faults;

import io.socketio.jakarta.faults.client.Session;

/** Numbers with very many digits, whose conversion takes quadratic time. */
final class LongNumbers implements Scenario {

    private static final int DIGITS = 990_000;

    @Override
    public Line line(Form form) {
        return new Line(
                "A number of " + DIGITS + " digits for a `BigDecimal`, as a number and as a string",
                "two events",
                "more than 1,000 digits do not fit, and cost no time");
    }

    @Override
    public String measure(TestBed bed) throws Exception {
        Session session = bed.keep(Session.webSocket(bed.port()).join("/money"));
        long slowest = 0;
        for (String digits : new String[] {"7".repeat(DIGITS), '"' + "7".repeat(DIGITS) + '"'}) {
            long begin = System.nanoTime();
            session.send("42/money,1[\"price\"," + digits + "]");
            String answer = session.receive();
            slowest = Math.max(slowest, TestBed.millisSince(begin));
            bed.require(answer.startsWith("43/money,1[{\"error\""), "accepted after " + slowest + " ms");
        }
        bed.require(slowest < 3000, "refused after " + slowest + " ms only");
        return "refused after " + slowest + " ms at most";
    }
}

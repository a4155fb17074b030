package io.socketio.jakarta.faults;

import io.socketio.jakarta.faults.client.Group;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

/** The application is taken down and started again while clients talk. */
final class Redeployment implements Scenario {

    @Override
    public Line line(Form form) {
        return new Line(
                "Redeployment under load",
                count(form) + " times, beside 24 clients that connect anew",
                "no old server stays, with its threads; the container reports no thread and no failure of ours, and no message is doubled or reordered");
    }

    private static int count(Form form) {
        return form.of(3, 50);
    }

    @Override
    public Group.Manners others() {
        return new Group.Manners(8, 40, true, true);
    }

    @Override
    public boolean replacesServer() {
        return true;
    }

    /** They wait for the application to come back. */
    @Override
    public long longestWaitMillis() {
        return 30_000;
    }

    @Override
    public String measure(TestBed bed) throws Exception {
        long logBefore = Files.size(bed.server().log());
        long slowest = 0;
        for (int i = 0; i < count(bed.form()); i++) {
            long begin = System.nanoTime();
            bed.server().redeploy();
            slowest = Math.max(slowest, TestBed.millisSince(begin));
            long connects = bed.others().observations().connects();
            long back = bed.diagnostics()
                    .await(
                            now -> bed.others().observations().connects()
                                    > connects + bed.others().size() / 2,
                            TestBed.HEARTBEAT_MS + TestBed.SLACK_MS);
            bed.require(back >= 0, "the clients have not come back");
        }
        String log;
        try (InputStream in = Files.newInputStream(bed.server().log())) {
            in.skipNBytes(logBefore);
            log = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
        List<String> complaints = log.lines().filter(Redeployment::isComplaint).toList();
        bed.require(
                complaints.isEmpty(),
                complaints.size() + " complaints in the log, the first: "
                        + complaints.stream().findFirst());
        return bed.others().observations().connects() + " connects, the slowest redeployment took " + slowest + " ms";
    }

    /** A thread that has not ended, an exception that came through our code, or Weld's count of requests that has lost one. */
    private static boolean isComplaint(String line) {
        return line.contains("started a thread named [socketio-")
                || line.contains("SIO-0301")
                || line.startsWith("\tat io.socketio.jakarta.web.")
                || line.contains("WELD-000714");
    }
}

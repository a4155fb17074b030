package io.socketio.jakarta.benchmarks.load;

import java.nio.charset.StandardCharsets;

/**
 * One Socket.IO client over long-polling, on two connections that are kept alive: a GET is parked while a POST carries the packet. A
 * round is over when the POST is answered and a GET has brought the reply; then the client asks its talk for the next packet.
 */
final class PollingClient {

    /** What is said once the client has joined. */
    interface Talk {

        /** Writes the body of the next packet. @return its length, 0 to say nothing more */
        int nextPacket(PollingClient client, byte[] out, int at);

        void onPacket(PollingClient client, byte[] bytes, int from, int to);
    }

    private enum State {
        OPENING,
        JOINING,
        JOINED,
        LEAVING,
        LEFT
    }

    private static final byte SEPARATOR = 0x1E;
    private static final String PATH = "/socket.io/?EIO=4&transport=polling";
    private static final String SID = "\"sid\":\"";

    private final int index;
    private final Talk talk;
    private final TcpLink polls;
    private final TcpLink posts;
    private final byte[] scratch = new byte[1 << 14];
    private final byte[] body = new byte[1 << 13];

    private State state = State.OPENING;
    private byte[] poll = ascii("GET " + PATH + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    private byte[] postHead = {};
    private boolean pongDue;
    private boolean postUnderWay;
    private boolean pollUnderWay;
    private boolean replyDue;

    PollingClient(LoadLoop loop, Target target, int index, Talk talk) {
        this.index = index;
        this.talk = talk;
        polls = new TcpLink(loop, target, new Side(this::poll, this::onPolled));
        posts = new TcpLink(loop, target, new Side(() -> {}, this::onPosted));
    }

    int index() {
        return index;
    }

    boolean isJoined() {
        return state == State.JOINED;
    }

    boolean isIdle() {
        return !postUnderWay && !replyDue;
    }

    boolean hasLeft() {
        return state == State.LEFT;
    }

    /** Starts the next round, unless the talk has nothing more to say. */
    void nextRound() {
        int length = 0;
        if (pongDue) {
            body[0] = '3';
            body[1] = SEPARATOR;
            length = 2;
        }
        int packet = talk.nextPacket(this, body, length);
        if (packet == 0) {
            return;
        }
        pongDue = false;
        replyDue = true;
        if (!pollUnderWay) {
            poll();
        }
        post(length + packet);
    }

    void leave() {
        state = State.LEAVING;
        body[0] = '1';
        post(1);
    }

    private void poll() {
        pollUnderWay = true;
        polls.write(poll, poll.length);
    }

    private void post(int length) {
        postUnderWay = true;
        byte[] head = postHead;
        System.arraycopy(head, 0, scratch, 0, head.length);
        byte[] rest = ascii(length + "\r\n\r\n");
        System.arraycopy(rest, 0, scratch, head.length, rest.length);
        System.arraycopy(body, 0, scratch, head.length + rest.length, length);
        posts.write(scratch, head.length + rest.length + length);
    }

    private void onPosted(int status, byte[] bytes, int from, int to) {
        if (status != 200 || !text(bytes, from, to).equals("ok")) {
            throw new WrongReply("200 ok to the POST, got " + status, bytes, from, to);
        }
        postUnderWay = false;
        if (state == State.LEAVING) {
            state = State.LEFT;
            polls.close();
            posts.close();
        } else if (state == State.JOINED && isIdle()) {
            nextRound();
        }
    }

    private void onPolled(int status, byte[] bytes, int from, int to) {
        if (state == State.LEAVING || state == State.LEFT) {
            return;
        }
        if (status != 200) {
            throw new WrongReply("200 to the GET, got " + status, bytes, from, to);
        }
        pollUnderWay = false;
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || bytes[i] == SEPARATOR) {
                onPacket(bytes, start, i);
                start = i + 1;
            }
        }
        afterPoll();
    }

    private void afterPoll() {
        if (state == State.JOINING || replyDue) {
            poll();
        } else if (isIdle()) {
            nextRound();
        }
    }

    private void onPacket(byte[] bytes, int from, int to) {
        if (to - from == 1 && bytes[from] == '2') {
            pongDue = true;
        } else if (state == State.JOINED) {
            replyDue = false;
            talk.onPacket(this, bytes, from, to);
        } else if (state == State.OPENING) {
            onOpen(text(bytes, from, to));
        } else if (text(bytes, from, to).startsWith("40{")) {
            state = State.JOINED;
        } else {
            throw new WrongReply("a packet that begins with 40{", bytes, from, to);
        }
    }

    private void onOpen(String packet) {
        int sid = packet.indexOf(SID);
        if (!packet.startsWith("0{") || sid < 0) {
            throw new WrongReply("an open packet", packet);
        }
        String session = PATH + "&sid=" + packet.substring(sid + SID.length(), packet.indexOf('"', sid + SID.length()));
        poll = ascii("GET " + session + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        postHead = ascii("POST " + session
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain;charset=UTF-8\r\nContent-Length: ");
        state = State.JOINING;
        body[0] = '4';
        body[1] = '0';
        post(2);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** One of the two connections. */
    private final class Side implements Receiver {

        private final Runnable connected;
        private final HttpReader.Responses responses;

        Side(Runnable connected, HttpReader.Responses responses) {
            this.connected = connected;
            this.responses = responses;
        }

        @Override
        public void onConnected() {
            connected.run();
        }

        @Override
        public int onBytes(byte[] bytes, int from, int to) {
            return HttpReader.read(bytes, from, to, responses);
        }

        @Override
        public void onClosed(String why) {
            if (state != State.LEAVING && state != State.LEFT) {
                throw new WrongReply("polling client " + index + " to stay connected while " + state, why);
            }
        }
    }
}

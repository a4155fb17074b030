package io.socketio.jakarta.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One TCP connection in the loop: hands over what came, and writes as far as the socket takes it. */
final class TcpLink {

    private static final byte[] NOTHING = {};

    private final LoadLoop loop;
    private final SocketChannel channel;
    private final Receiver receiver;
    private final SelectionKey key;

    private boolean announced;
    private byte[] unfinished = NOTHING;

    /** Null while the socket takes everything at once. */
    private @Nullable ByteBuffer unsent;

    TcpLink(LoadLoop loop, Target target, Receiver receiver) {
        this.loop = loop;
        this.receiver = receiver;
        try {
            channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.bind(target.source(loop.nextLink()));
            boolean connected = channel.connect(target.server());
            // Announced by the loop in either case, never from inside the receiver's own constructor.
            key = channel.register(loop.selector(), connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT, this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void onReady(SelectionKey ready) {
        try {
            if (!announced) {
                announced = true;
                channel.finishConnect();
                ready.interestOps(SelectionKey.OP_READ);
                receiver.onConnected();
                return;
            }
            if (ready.isWritable()) {
                writeUnsent();
            }
            if (ready.isReadable()) {
                read();
            }
        } catch (IOException e) {
            broken(e.toString());
        }
    }

    private void read() throws IOException {
        int start = unfinished.length;
        System.arraycopy(unfinished, 0, loop.input, 0, start);
        int count = channel.read(loop.inputView.clear().position(start));
        if (count < 0) {
            broken("end of stream");
            return;
        }
        int end = start + count;
        int consumed = receiver.onBytes(loop.input, 0, end);
        unfinished = consumed == end ? NOTHING : Arrays.copyOfRange(loop.input, consumed, end);
    }

    void write(byte[] bytes, int length) {
        if (unsent != null) {
            unsent = ByteBuffer.allocate(unsent.remaining() + length)
                    .put(unsent)
                    .put(bytes, 0, length)
                    .flip();
            return;
        }
        ByteBuffer output = loop.output.clear().put(bytes, 0, length).flip();
        try {
            channel.write(output);
        } catch (IOException e) {
            broken(e.toString());
            return;
        }
        if (output.hasRemaining()) {
            unsent = ByteBuffer.allocate(output.remaining()).put(output).flip();
            key.interestOpsOr(SelectionKey.OP_WRITE);
        }
    }

    private void writeUnsent() throws IOException {
        ByteBuffer rest = unsent;
        if (rest != null) {
            channel.write(rest);
            if (rest.hasRemaining()) {
                return;
            }
            unsent = null;
        }
        key.interestOpsAnd(~SelectionKey.OP_WRITE);
    }

    private void broken(String why) {
        close();
        receiver.onClosed(why);
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

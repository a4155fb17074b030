package io.socketio.jakarta.benchmarks.server;

/** The process around a server: prints {@code ready <port>}, then answers {@link Commands} on the standard input, and ends with it. */
public final class ServerMain {

    private ServerMain() {}

    public static void main(String[] args) throws Exception {
        ServerUnderTest server = server(args[0]);
        System.out.println("ready " + server.start());
        Commands.answer(System.in, System.out, server);
        // The servers' own threads would keep the process alive.
        System.exit(0);
    }

    private static ServerUnderTest server(String name) {
        return switch (name) {
            case "endpoint" -> new JakartaSocketIo("endpoint", false);
            case "upgrade" -> new JakartaSocketIo("upgrade", false);
            case "non-blocking" -> new JakartaSocketIo("upgrade", true);
            case "beans" -> new JakartaBeans();
            case "bare" -> new BareTomcat(true);
            case "bare-async" -> new BareTomcat(false);
            case "netty" -> new NettySocketIo();
            default ->
                throw new IllegalArgumentException(
                        "Expected endpoint, upgrade, non-blocking, beans, bare, bare-async or netty, got " + name);
        };
    }
}

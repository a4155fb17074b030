import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Build step: fetches the browser client with npm and lays its files out as class path resources. Does nothing when the output is already there for
 * this version and lock file. Arguments: module folder, work folder, output folder, expected version.
 */
class PackClient {

    static final List<String> FILES = List.of(
            "socket.io.js",
            "socket.io.js.map",
            "socket.io.min.js",
            "socket.io.min.js.map",
            "socket.io.msgpack.min.js",
            "socket.io.msgpack.min.js.map",
            "socket.io.esm.min.js",
            "socket.io.esm.min.js.map");

    public static void main(String[] args) throws Exception {
        Path module = Path.of(args[0]);
        Path work = Path.of(args[1]);
        Path out = Path.of(args[2]);
        String version = args[3];
        String lock = Files.readString(module.resolve("package-lock.json"));
        require(
                lock.contains("\"socket.io-client\": \"" + version + "\""),
                "package-lock.json does not pin socket.io-client " + version + ", which the parent pom names");
        require(!lock.contains("\"resolved\""), "package-lock.json must not hold \"resolved\" addresses");

        Path stamp = work.resolve("done");
        if (Files.exists(stamp) && Files.readString(stamp).equals(lock) && isComplete(out)) {
            return;
        }
        Files.createDirectories(work);
        Files.deleteIfExists(stamp);
        copy(module.resolve("package.json"), work.resolve("package.json"));
        copy(module.resolve("package-lock.json"), work.resolve("package-lock.json"));
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        run(work, windows ? "npm.cmd" : "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");

        Files.createDirectories(out);
        Path client = work.resolve("node_modules/socket.io-client");
        for (String file : FILES) {
            copy(client.resolve("dist").resolve(file), out.resolve(file));
        }
        copy(client.resolve("LICENSE"), out.resolve("LICENSE"));
        Files.writeString(out.resolve("client.properties"), "version=" + version + "\n");
        run(module, "node", "src/build/brotli.mjs", out.toString());
        run(module, "node", "src/build/licenses.mjs", work.toString(), licenses(out).toString());
        Files.writeString(stamp, lock);
    }

    private static boolean isComplete(Path out) {
        return FILES.stream().allMatch(file -> Files.exists(out.resolve(file)) && Files.exists(out.resolve(file + ".br")))
                && Files.exists(out.resolve("LICENSE"))
                && Files.exists(licenses(out))
                && Files.exists(out.resolve("client.properties"));
    }

    private static Path licenses(Path out) {
        return out.resolveSibling("../licenses").normalize();
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Path folder, String... command) throws InterruptedException {
        int exit;
        try {
            exit = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            fail("'" + command[0] + "' cannot be started (" + e.getMessage() + ")."
                    + " Building socketio-jakarta-client needs Node.js 18 or newer with npm on the PATH.");
            return;
        }
        require(exit == 0, "'" + String.join(" ", command) + "' failed with exit code " + exit);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            fail(message);
        }
    }

    private static void fail(String message) {
        System.err.println("[ERROR] socketio-jakarta-client: " + message);
        System.exit(1);
    }
}

package io.socketio.jakarta.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/parity.md answers each of its rows, and names nothing that is not there. */
class ParityTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Path DOCS = ROOT.resolve("docs");
    private static final Path API = Path.of("src", "main", "java", "io", "socketio", "jakarta");
    private static final List<String> PACKAGES =
            List.of("", "engine", "options", "json", "parser", "cluster", "session", "filter", "web");
    private static final int COLUMNS = 3;
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");
    private static final Pattern REASON = Pattern.compile("(No|Not yet): \\p{L}.+");

    private record Row(String there, String here, String answer) {}

    /** The sources of the tests by the name of their class. */
    private static final Map<String, String> TESTS = new HashMap<>();

    private static final List<Row> ROWS = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        TESTS.clear();
        ROWS.clear();
        for (String folder : List.of("socketio-jakarta", "src-it")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                for (Path file : files.filter(ParityTest::isTest).toList()) {
                    TESTS.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
                }
            }
        }
        for (String line : Files.readAllLines(DOCS.resolve("parity.md"))) {
            if (line.startsWith("|") && !line.startsWith("|---") && !line.startsWith("| On Node ")) {
                List<String> cells = cells(line);
                assertEquals(COLUMNS, cells.size(), line);
                ROWS.add(new Row(cells.get(0), cells.get(1), cells.get(2)));
            }
        }
        assertTrue(ROWS.size() > 100, () -> "only " + ROWS.size() + " rows");
    }

    private static boolean isTest(Path file) {
        return file.toString().endsWith(".java")
                && file.toString().contains(Path.of("src", "test", "java").toString());
    }

    private static List<String> cells(String line) {
        String inner = line.substring(1, line.lastIndexOf('|'));
        return Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList();
    }

    @Test
    void everyRowIsAnswered() {
        List<String> wrong = new ArrayList<>();
        for (Row row : ROWS) {
            boolean hasTest = TEST.matcher(row.answer).matches();
            if (row.there.isEmpty() || !hasTest && !REASON.matcher(row.answer).matches()) {
                wrong.add(row + " names no test, and no reason");
            } else if (hasTest && !CODE.matcher(row.here).find()) {
                wrong.add(row + " has a test and no name here");
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void everyTestExists() {
        List<String> missing = new ArrayList<>();
        for (Row row : ROWS) {
            Matcher named = TEST.matcher(row.answer);
            if (named.matches() && !hasTest(named.group(1), named.group(2))) {
                missing.add(named.group());
            }
        }
        assertEquals(List.of(), missing);
    }

    private static boolean hasTest(String type, String method) {
        Pattern declared = Pattern.compile("Test\\b[^;{}]*?(?:\\{[^;{}]*\\}[^;{}]*?)?\\bvoid " + method + "\\(");
        return declared.matcher(TESTS.getOrDefault(type, "")).find();
    }

    @Test
    void everyTypeMemberAndSettingExists() throws IOException {
        String settings = Files.readString(DOCS.resolve("configuration.md"));
        List<String> missing = new ArrayList<>();
        for (Row row : ROWS) {
            String named = row.here + (row.answer.startsWith("No") ? row.answer : "");
            for (Matcher code = CODE.matcher(named); code.find(); ) {
                String name = code.group(1);
                boolean exists =
                        name.startsWith("socketio.") ? settings.contains("| `" + name + "`") : isInTheApi(name);
                if (!exists) {
                    missing.add(name + " in the row of " + row.there);
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    private static boolean isInTheApi(String name) throws IOException {
        String[] parts = name.split("\\.");
        if (parts.length > 2 || !Character.isUpperCase(name.charAt(0))) {
            return false;
        }
        for (String each : PACKAGES) {
            Path folder = API.resolve(each);
            if (parts[0].equals("Response") && each.equals("engine")) {
                return declares(Files.readString(folder.resolve("EngineRequest.java")), parts[1]);
            }
            Path file = folder.resolve(parts[0] + ".java");
            if (Files.exists(file) && (parts.length == 1 || declares(withParents(folder, file), parts[1]))) {
                return true;
            }
        }
        return false;
    }

    /** The source of a type and of those that it extends. */
    private static String withParents(Path folder, Path file) throws IOException {
        StringBuilder text = new StringBuilder(Files.readString(file));
        Matcher parent = Pattern.compile("interface \\w+ extends (\\w+)").matcher(text);
        if (parent.find()) {
            for (Path each : List.of(folder, folder.resolve("engine"))) {
                Path source = each.resolve(parent.group(1) + ".java");
                if (Files.exists(source)) {
                    text.append(withParents(folder, source));
                }
            }
        }
        return text.toString();
    }

    /** A method, a component of a record or a constant. */
    private static boolean declares(String source, String member) {
        String code = source.replaceAll("(?s)/\\*.*?\\*/", "");
        return Pattern.compile("[\\w>\\]] " + member + "(\\(|,|\\)|\\s*;)|(?m)^    " + member + "\\b")
                .matcher(code)
                .find();
    }
}

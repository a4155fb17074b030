package io.socketio.jakarta.benchmarks.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A line chart as SVG: a logarithmic axis to the right, a linear one from zero upwards. */
public final class Chart {

    /** One line. */
    public record Series(String name, List<Point> points) {}

    public record Point(double x, double y) {}

    /** Readable on white and on black. */
    private static final List<String> COLOURS =
            List.of("#2f81c7", "#d0613f", "#2f9e63", "#9a6fd0", "#b08300", "#808890");

    private static final String STYLE = """
            <style>
            .back { fill: #ffffff } text { fill: #24292f } .grid { stroke: #d8dee4 }
            @media (prefers-color-scheme: dark) {
            .back { fill: #0d1117 } text { fill: #e6edf3 } .grid { stroke: #30363d }
            }
            </style>
            """;
    private static final int WIDTH = 736;
    private static final int HEIGHT = 360;
    private static final int LEFT = 64;
    private static final int RIGHT = 36;
    private static final int TOP = 44;
    private static final int BOTTOM = 78;
    private static final int LINES = 5;
    private static final int LEGEND_STEP = 170;

    private final String title;
    private final String across;
    private final List<Series> series = new ArrayList<>();

    /**
     * @param title with the unit of the upward axis
     * @param across what the axis to the right counts
     */
    public Chart(String title, String across) {
        this.title = title;
        this.across = across;
    }

    public Chart with(String name, List<Point> points) {
        if (!points.isEmpty()) {
            series.add(new Series(name, points));
        }
        return this;
    }

    public boolean isEmpty() {
        return series.isEmpty();
    }

    public String svg() {
        double low = edge(false);
        double high = Math.max(edge(true), low + 0.5);
        double top = roundedUp(series.stream()
                .flatMap(each -> each.points.stream())
                .mapToDouble(Point::y)
                .max()
                .orElse(1));
        StringBuilder out = new StringBuilder();
        line(
                out,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">",
                WIDTH,
                HEIGHT);
        out.append(STYLE);
        line(out, "<rect class=\"back\" width=\"100%%\" height=\"100%%\"/>");
        line(out, "<text x=\"%d\" y=\"22\" font-size=\"15\">%s</text>", LEFT, title);
        for (int i = 0; i <= LINES; i++) {
            double y = top * i / LINES;
            line(out, "<path d=\"M%d %.1fH%d\" class=\"grid\"/>", LEFT, up(y, top), WIDTH - RIGHT);
            line(out, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT - 6, up(y, top) + 4, label(y));
        }
        for (int power = (int) Math.ceil(low); power <= high; power++) {
            double x = right(Math.pow(10, power), low, high);
            line(out, "<path d=\"M%.1f %dV%d\" class=\"grid\"/>", x, TOP, HEIGHT - BOTTOM);
            line(
                    out,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,.0f</text>",
                    x,
                    HEIGHT - BOTTOM + 18,
                    Math.pow(10, power));
        }
        line(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", WIDTH - RIGHT, HEIGHT - BOTTOM + 36, across);
        for (int i = 0; i < series.size(); i++) {
            draw(out, series.get(i), i, low, high, top);
        }
        return out.append("</svg>\n").toString();
    }

    private void draw(StringBuilder out, Series drawn, int index, double low, double high, double top) {
        String colour = COLOURS.get(index % COLOURS.size());
        StringBuilder path = new StringBuilder();
        for (Point point : drawn.points) {
            double x = right(point.x, low, high);
            double y = up(point.y, top);
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x, y));
            line(out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", x, y, colour);
        }
        line(out, "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>", path, colour);
        int x = LEFT + index % 4 * LEGEND_STEP;
        int y = HEIGHT - 24 + index / 4 * 16;
        line(out, "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"4\" fill=\"%s\"/>", x, y - 5, colour);
        line(out, "<text x=\"%d\" y=\"%d\">%s</text>", x + 18, y, drawn.name);
    }

    /** The next 1 or 3 times a power of ten. */
    private double edge(boolean upper) {
        double value = series.stream()
                .flatMap(each -> each.points.stream())
                .mapToDouble(Point::x)
                .reduce(upper ? Math::max : Math::min)
                .orElse(1);
        double power = Math.floor(Math.log10(value));
        double digit = value / Math.pow(10, power);
        double edge = digit < 3 ? 1 : 3;
        if (upper && digit > edge) {
            edge = edge == 1 ? 3 : 10;
        }
        return power + Math.log10(edge);
    }

    private static double right(double x, double low, double high) {
        return LEFT + (WIDTH - LEFT - RIGHT) * (Math.log10(x) - low) / (high - low);
    }

    private static double up(double y, double top) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * y / top;
    }

    /** 1, 2 or 5 times a power of ten. */
    private static double roundedUp(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(value, 1e-9))));
        for (int factor : new int[] {1, 2, 5}) {
            if (value <= factor * power) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private static String label(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
    }

    private static void line(StringBuilder out, String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}

package io.socketio.jakarta.benchmarks.run;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The median of the rounds and their spread, of a cost or of a quotient of two.
 *
 * @param least of all rounds
 * @param most of all rounds
 */
record Spread(double median, double least, double most) {

    /** Whether a limit is kept. */
    enum Verdict {
        MET("met"),
        MISSED("**missed**");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    static Spread ofRounds(double... rounds) {
        double[] sorted = rounds.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** Divides round by round, so that what has slowed the machine in one of them cancels out. */
    static Spread of(List<Round> ours, List<Round> theirs, ToDoubleFunction<Round> value) {
        double[] quotients = new double[Math.min(ours.size(), theirs.size())];
        for (int i = 0; i < quotients.length; i++) {
            quotients[i] = value.applyAsDouble(ours.get(i)) / value.applyAsDouble(theirs.get(i));
        }
        return ofRounds(quotients);
    }

    /** Decides by the median. */
    Verdict verdict(double limit) {
        return median <= limit ? Verdict.MET : Verdict.MISSED;
    }

    /** Returns whether some rounds keep the limit and some do not. */
    boolean disagrees(double limit) {
        return least <= limit && most > limit;
    }

    /** The median, and the spread if there was more than one round. @param digits behind the point */
    String text(int digits) {
        String number = "%." + digits + "f";
        return least == most
                ? String.format(Locale.ROOT, number, median)
                : String.format(Locale.ROOT, number + " (" + number + " to " + number + ")", median, least, most);
    }
}

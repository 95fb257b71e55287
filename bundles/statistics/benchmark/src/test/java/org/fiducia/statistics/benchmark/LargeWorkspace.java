package org.fiducia.statistics.benchmark;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes pyhf workspaces of any size, always the same: channels of many bins, a signal and two backgrounds with bin
 * statistics, and nuisances that change the normalisation of some samples and the shape of others. The data are the
 * expectation, rounded, with a fluctuation of their own.
 */
final class LargeWorkspace {
    private static final int SAMPLES = 3;

    private final int channels;
    private final int bins;
    private final int nuisances;
    private final int perSample;

    /**
     * @param channels number of channels
     * @param bins of each channel
     * @param nuisances number of nuisances beside those of the bins
     * @param perSample how many of them act on each sample of each channel
     */
    LargeWorkspace(int channels, int bins, int nuisances, int perSample) {
        this.channels = channels;
        this.bins = bins;
        this.nuisances = nuisances;
        this.perSample = Math.min(perSample, nuisances);
    }

    /** Writes one: FILE CHANNELS BINS NUISANCES PER_SAMPLE. */
    public static void main(String[] arguments) throws IOException {
        new LargeWorkspace(
                        Integer.parseInt(arguments[1]),
                        Integer.parseInt(arguments[2]),
                        Integer.parseInt(arguments[3]),
                        Integer.parseInt(arguments[4]))
                .write(Path.of(arguments[0]));
    }

    void write(Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("{\"channels\": [");
            for (int c = 0; c < channels; c++) {
                out.write((c == 0 ? "\n" : ",\n") + "{\"name\": \"ch" + c + "\", \"samples\": [");
                for (int s = 0; s < SAMPLES; s++) {
                    out.write(s == 0 ? "\n" : ",\n");
                    sample(out, c, s);
                }
                out.write("]}");
            }
            out.write("],\n\"observations\": [");
            for (int c = 0; c < channels; c++) {
                out.write((c == 0 ? "\n" : ",\n") + "{\"name\": \"ch" + c + "\", \"data\": [");
                for (int b = 0; b < bins; b++) {
                    double expected = 0;
                    for (int s = 0; s < SAMPLES; s++) {
                        expected += content(c, s, b);
                    }
                    double deviation = 2 * uniform(c, 7, b) + 2 * uniform(c, 8, b) - 2;
                    out.write(
                            (b == 0 ? "" : ", ") + Math.max(0, Math.round(expected + deviation * Math.sqrt(expected))));
                }
                out.write("]}");
            }
            out.write("],\n\"measurements\": [{\"name\": \"m\", \"config\": {\"poi\": \"mu\", \"parameters\": []}}],\n"
                    + "\"version\": \"1.0.0\"}\n");
        }
    }

    private void sample(Writer out, int c, int s) throws IOException {
        out.write("{\"name\": \"s" + s + "\", \"data\": [");
        for (int b = 0; b < bins; b++) {
            out.write((b == 0 ? "" : ", ") + number(content(c, s, b)));
        }
        out.write("], \"modifiers\": [");
        if (s == 0) {
            out.write("{\"name\": \"mu\", \"type\": \"normfactor\", \"data\": null}, ");
        }
        out.write("{\"name\": \"stat" + c + "\", \"type\": \"staterror\", \"data\": [");
        for (int b = 0; b < bins; b++) {
            out.write((b == 0 ? "" : ", ") + number(0.3 * Math.sqrt(content(c, s, b)) * (0.5 + uniform(c, s + 20, b))));
        }
        out.write("]}");
        for (int k = 0; k < perSample; k++) {
            int nuisance = (k * nuisances / perSample + 7 * c + 3 * s) % nuisances;
            double size = 0.01 + 0.04 * uniform(c, s + 30, nuisance);
            out.write(String.format(
                    Locale.ROOT,
                    ", {\"name\": \"n%d\", \"type\": \"normsys\", \"data\": {\"hi\": %s, \"lo\": %s}}",
                    nuisance,
                    number(1 + size),
                    number(1 - 0.9 * size)));
        }
        if (s == 1) {
            shape(out, c, s);
        }
        out.write("]}");
    }

    private void shape(Writer out, int c, int s) throws IOException {
        out.write(", {\"name\": \"slope" + c % 5 + "\", \"type\": \"histosys\", \"data\": {");
        for (int side = 1; side >= -1; side -= 2) {
            out.write(side == 1 ? "\"hi_data\": [" : ", \"lo_data\": [");
            for (int b = 0; b < bins; b++) {
                double tilt = 0.05 * side * (2.0 * b / Math.max(1, bins - 1) - 1);
                out.write((b == 0 ? "" : ", ") + number(content(c, s, b) * (1 + tilt)));
            }
            out.write("]");
        }
        out.write("}}");
    }

    /** Expected events of a sample in a bin. */
    private double content(int c, int s, int b) {
        double x = (b + 0.5) / bins;
        double base = s == 0
                ? 6 * Math.exp(-0.5 * Math.pow((x - 0.3 - 0.4 * c / channels) / 0.08, 2))
                : s == 1 ? 60 * Math.exp(-2 * x) : 15 + 5 * x;
        return (0.05 + base) * (0.8 + 0.4 * uniform(c, s, b));
    }

    private static String number(double x) {
        return String.format(Locale.ROOT, "%.5g", x);
    }

    /** In [0, 1), from SplitMix64 of the three numbers. */
    private static double uniform(int a, int b, int c) {
        long z = (a * 1_000_003L + b) * 1_000_003L + c + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        return ((z ^ (z >>> 27)) >>> 11) * 0x1p-53;
    }
}

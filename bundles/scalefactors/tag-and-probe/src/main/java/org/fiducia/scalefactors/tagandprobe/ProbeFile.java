package org.fiducia.scalefactors.tagandprobe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.EventReader;
import org.fiducia.api.event.Histogram;

/**
 * The pairs of histograms in a file whose names differ in {@code Pass} and {@code Fail} (or {@code Passing}, {@code
 * Failing}) only. A bin without partner, with other edges than its partner, without passing or failing probes, or with
 * negative or infinite contents is left out and named; small negative contents of weighted simulation (together less than
 * 1 % of the histogram) count as 0.
 *
 * @param path the file
 * @param bins usable bins in the file's order
 * @param skipped what was left out
 */
record ProbeFile(Path path, List<Probes> bins, List<Skipped> skipped) {
    private static final Pattern SIDE = Pattern.compile("(Pass|Fail)(?:ing|ed)?", Pattern.CASE_INSENSITIVE);
    private static final double NEGATIVE_SHARE = 0.01;

    ProbeFile {
        bins = List.copyOf(bins);
        skipped = List.copyOf(skipped);
    }

    /**
     * Reads a file.
     *
     * @param readers what may be able to
     * @param lo lower end of the mass window, GeV
     * @param hi upper end
     * @throws FiduciaException when there is no usable bin
     */
    static ProbeFile read(Path path, List<EventReader> readers, double lo, double hi) throws IOException {
        var pairs = new LinkedHashMap<String, Histogram[]>();
        var skipped = new ArrayList<Skipped>();
        try (EventFile file = open(path, readers)) {
            for (String name : file.histograms()) {
                Matcher side = SIDE.matcher(name);
                int found = 0;
                int last = -1;
                boolean fail = false;
                String bin = name;
                while (side.find()) {
                    found++;
                    last = side.start();
                    fail = side.group(1).equalsIgnoreCase("fail");
                    bin = trimmed(name.substring(0, last), name.substring(side.end()));
                }
                if (found != 1) {
                    skipped.add(new Skipped(name, "its name says neither Pass nor Fail, or both"));
                    continue;
                }
                Histogram[] pair = pairs.computeIfAbsent(bin, key -> new Histogram[2]);
                if (pair[fail ? 1 : 0] != null) {
                    skipped.add(new Skipped(name, "a second histogram for " + bin));
                } else {
                    pair[fail ? 1 : 0] = file.histogram(name);
                }
            }
        }
        var bins = new ArrayList<Probes>();
        for (Map.Entry<String, Histogram[]> pair : pairs.entrySet()) {
            String why = unusable(pair.getValue());
            if (why.isEmpty()) {
                Spectrum pass = Spectrum.of(pair.getValue()[0], lo, hi);
                Spectrum fail = Spectrum.of(pair.getValue()[1], lo, hi);
                if (pass.sum() > 0 && fail.sum() > 0) {
                    bins.add(new Probes(KinematicBin.of(pair.getKey()), pass, fail));
                    continue;
                }
                why = "no " + (pass.sum() > 0 ? "failing" : "passing") + " probes in the mass window";
            }
            skipped.add(new Skipped(pair.getKey(), why));
        }
        if (bins.isEmpty()) {
            throw new FiduciaException(
                    Kind.INPUT,
                    path + ": no usable pair of histograms of passing and failing probes"
                            + (skipped.isEmpty()
                                    ? ""
                                    : " (" + skipped.get(0).what() + ": "
                                            + skipped.get(0).why() + ")"),
                    "name a file with histograms of the mass like bin00_7To15_eta0p0To0p8_Pass and ..._Fail");
        }
        return new ProbeFile(path, bins, skipped);
    }

    private static EventFile open(Path path, List<EventReader> readers) throws IOException {
        for (EventReader reader : readers) {
            if (reader.accepts(path)) {
                return reader.open(path);
            }
        }
        throw new FiduciaException(
                Kind.INPUT,
                path + " does not exist or is of no format that an installed reader takes",
                "name a ROOT file with histograms");
    }

    /** The name without the side, and without a separator that nothing follows. */
    private static String trimmed(String before, String after) {
        boolean doubled = before.endsWith("_") && (after.isEmpty() || after.startsWith("_"));
        String joined = (doubled ? before.substring(0, before.length() - 1) : before) + after;
        return joined.isEmpty() ? "all" : joined;
    }

    /** Why a pair cannot be used; empty when it can. */
    private static String unusable(Histogram[] pair) {
        for (int side = 0; side < 2; side++) {
            if (pair[side] == null) {
                return "has no histogram of " + (side == 0 ? "passing" : "failing") + " probes";
            }
        }
        if (!Arrays.equals(pair[0].edges(), pair[1].edges())) {
            return "passing and failing probes have different binnings";
        }
        for (Histogram histogram : pair) {
            double negative = 0;
            double sum = 0;
            for (int i = 0; i < histogram.size(); i++) {
                double content = histogram.contents()[i];
                if (!Double.isFinite(content) || !Double.isFinite(histogram.variances()[i])) {
                    return histogram.name() + " has a content that is no number";
                }
                negative += Math.max(0, -content);
                sum += content;
            }
            if (negative > 0 && !(negative < NEGATIVE_SHARE * sum)) {
                return histogram.name() + " has negative contents (" + negative + " of " + sum + ")";
            }
            if (sum == 0) {
                return histogram.name() + " is empty";
            }
        }
        return "";
    }

    /** The bin of a name, null when there is none. */
    @Nullable Probes bin(String name) {
        return bins.stream()
                .filter(b -> b.bin().name().equals(name))
                .findFirst()
                .orElse(null);
    }
}

package org.fiducia.reader.root.internal.histogram;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.fiducia.api.event.Histogram;
import org.fiducia.reader.root.internal.object.ClassCatalog;
import org.fiducia.reader.root.internal.object.ObjectReader;
import org.fiducia.reader.root.internal.object.RootObject;
import org.fiducia.reader.root.internal.storage.DamagedException;
import org.fiducia.reader.root.internal.storage.StoredObject;

/** Reads a {@code TH1}: its axis and its contents, of which the first and the last lie beyond the axis. */
public final class HistogramParser {
    /** Classes of histograms of one variable to the base class that holds their contents. */
    private static final Map<String, String> CONTENTS =
            Map.of("TH1D", "TArrayD", "TH1F", "TArrayF", "TH1I", "TArrayI", "TH1L", "TArrayL64", "TH1C", "TArrayC");

    private HistogramParser() {}

    /** Whether objects of a class are histograms of one variable. */
    public static boolean isHistogram(String className) {
        return CONTENTS.containsKey(className);
    }

    /** The histogram stored under a name. */
    public static Histogram parse(String name, StoredObject stored, ClassCatalog catalog) {
        String className = stored.key().className();
        if (!(new ObjectReader(catalog, stored, Map.of()).read(className) instanceof RootObject object)) {
            throw new DamagedException(name + " is no histogram");
        }
        double[] contents = object.reals(Objects.requireNonNull(CONTENTS.get(className), "asked of histograms only"));
        RootObject axis = object.object("fXaxis");
        int size = axis == null ? 0 : axis.count("fNbins");
        if (axis == null || size == 0 || contents.length != size + 2) {
            throw new DamagedException(
                    "histogram " + name + " has " + contents.length + " contents for " + size + " intervals");
        }
        double[] inside = Arrays.copyOfRange(contents, 1, size + 1);
        double[] squares = object.reals("fSumw2");
        double[] variances = squares.length == contents.length ? Arrays.copyOfRange(squares, 1, size + 1) : inside;
        return new Histogram(name, edges(name, axis, size), inside, variances);
    }

    private static double[] edges(String name, RootObject axis, int size) {
        double[] edges = axis.reals("fXbins");
        if (edges.length != size + 1) {
            double lo = axis.real("fXmin");
            double hi = axis.real("fXmax");
            edges = new double[size + 1];
            for (int i = 0; i <= size; i++) {
                edges[i] = lo + i * (hi - lo) / size;
            }
        }
        for (int i = 0; i < size; i++) {
            if (!(edges[i] < edges[i + 1]) || !Double.isFinite(edges[i + 1] - edges[i])) {
                throw new DamagedException("histogram " + name + ": its edges do not rise");
            }
        }
        return edges;
    }
}

package org.fiducia.systematics.jetenergy;

import java.util.List;
import org.fiducia.api.Nullable;
import org.fiducia.api.Settings;

/**
 * Relative sizes in ranges of |η| and of transverse momentum. A range of |η| ends at its largest, beyond the last there is
 * nothing; the last range of transverse momentum has no end.
 */
final class SizeTable {
    private static final String FORM =
            "a number or a list of [largest |η|, size], where a size is a number or a list of [largest pT, size]";

    private final double[] etas;
    private final double[][] pts;
    private final double[][] sizes;

    private SizeTable(int ranges) {
        etas = new double[ranges];
        pts = new double[ranges][];
        sizes = new double[ranges][];
    }

    /**
     * A table of the card: a number, or a list of [largest |η|, size] with rising |η|, where a size is a number or a list of
     * [largest pT in GeV, size] with rising pT.
     *
     * @param name of the value in the block
     * @param most largest size that makes sense
     */
    static SizeTable of(Settings settings, String name, double most) {
        Object value = settings.values().get(name);
        if (!settings.has(name) || value instanceof Number) {
            var table = new SizeTable(1);
            table.etas[0] = Double.POSITIVE_INFINITY;
            table.pts[0] = new double[] {Double.POSITIVE_INFINITY};
            table.sizes[0] = new double[] {settings.real(name)};
            return table.checked(settings, name, most);
        }
        List<?> ranges = list(settings, name, value);
        var table = new SizeTable(ranges.size());
        for (int i = 0; i < ranges.size(); i++) {
            List<?> range = pair(settings, name, ranges.get(i));
            table.etas[i] = number(settings, name, range.get(0));
            if (range.get(1) instanceof Number size) {
                table.pts[i] = new double[] {Double.POSITIVE_INFINITY};
                table.sizes[i] = new double[] {size.doubleValue()};
                continue;
            }
            List<?> steps = list(settings, name, range.get(1));
            table.pts[i] = new double[steps.size()];
            table.sizes[i] = new double[steps.size()];
            for (int k = 0; k < steps.size(); k++) {
                List<?> step = pair(settings, name, steps.get(k));
                table.pts[i][k] = number(settings, name, step.get(0));
                table.sizes[i][k] = number(settings, name, step.get(1));
            }
        }
        return table.checked(settings, name, most);
    }

    private static List<?> list(Settings settings, String name, @Nullable Object value) {
        if (value instanceof List<?> list && !list.isEmpty()) {
            return list;
        }
        throw settings.wrong(name, FORM);
    }

    private static List<?> pair(Settings settings, String name, @Nullable Object value) {
        if (value instanceof List<?> pair && pair.size() == 2) {
            return pair;
        }
        throw settings.wrong(name, FORM);
    }

    private static double number(Settings settings, String name, @Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw settings.wrong(name, FORM);
    }

    private SizeTable checked(Settings settings, String name, double most) {
        boolean valid = rising(etas);
        for (int i = 0; i < etas.length; i++) {
            valid &= rising(pts[i]);
            for (double size : sizes[i]) {
                valid &= size >= 0 && size <= most;
            }
        }
        if (!valid) {
            throw settings.wrong(name, "sizes between 0 and " + most + " for rising |η| and rising pT");
        }
        return this;
    }

    private static boolean rising(double[] edges) {
        for (int k = 1; k < edges.length; k++) {
            if (edges[k] <= edges[k - 1]) {
                return false;
            }
        }
        return edges[0] > 0;
    }

    /**
     * The size for a jet.
     *
     * @param absEta its |η|
     * @param pt its transverse momentum, GeV
     */
    double at(double absEta, double pt) {
        for (int i = 0; i < etas.length; i++) {
            if (absEta < etas[i]) {
                int k = 0;
                while (k < pts[i].length - 1 && pt >= pts[i][k]) {
                    k++;
                }
                return sizes[i][k];
            }
        }
        return 0;
    }
}

package org.fiducia.reader.hepmc;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The columns of the weights of an event: {@link #NOMINAL} is the one that is called as the nominal weight usually is, else the
 * first; each other one is called {@code genWeight_} and its name in the file, or its place where it has none.
 *
 * @param nominal place of the nominal weight
 * @param columns name of the column of each weight, by its place
 */
record WeightNames(int nominal, List<String> columns) {
    static final String NOMINAL = "genWeight";
    private static final String OTHERS = "genWeight_";

    /** Names of the nominal weight that programs give it. */
    private static final Set<String> USUAL =
            Set.of("", "0", "Default", "DEFAULT", "default", "Weight", "weight", "Nominal", "nominal");

    WeightNames {
        columns = List.copyOf(columns);
    }

    /**
     * Those of a file.
     *
     * @param names in the file; empty for none
     * @param count number of weights of its first event
     */
    static WeightNames of(List<String> names, int count) {
        int nominal = 0;
        for (int k = Math.min(names.size(), count) - 1; k >= 0; k--) {
            nominal = USUAL.contains(names.get(k).strip()) ? k : nominal;
        }
        var columns = new LinkedHashSet<String>();
        for (int k = 0; k < count; k++) {
            String name = k < names.size() && !names.get(k).isBlank()
                    ? names.get(k).strip().replaceAll("\\s+", "_")
                    : Integer.toString(k);
            String column = k == nominal ? NOMINAL : OTHERS + name;
            columns.add(columns.contains(column) ? column + "_" + k : column);
        }
        return new WeightNames(nominal, new ArrayList<>(columns));
    }
}

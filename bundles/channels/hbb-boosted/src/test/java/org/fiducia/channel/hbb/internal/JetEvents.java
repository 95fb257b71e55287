package org.fiducia.channel.hbb.internal;

import java.util.Map;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.EventBatch;

/** Events of one jet each. */
final class JetEvents {
    private JetEvents() {}

    /** @param jets transverse momentum, mass, tagger and weight of each; the mass by soft drop is half of the other */
    static EventBatch batch(double[]... jets) {
        int n = jets.length;
        double[][] columns = new double[5][n];
        for (int e = 0; e < n; e++) {
            for (int c = 0; c < 4; c++) {
                columns[c][e] = jets[e][c];
            }
            columns[4][e] = 0.5 * jets[e][1];
        }
        return new EventBatch(
                "test.root:Events",
                0,
                n,
                Map.of(
                        "jet_pt", Column.reals("jet_pt", null, columns[0]),
                        "jet_massReg", Column.reals("jet_massReg", null, columns[1]),
                        "jet_massSD", Column.reals("jet_massSD", null, columns[4]),
                        "jet_tagger", Column.reals("jet_tagger", null, columns[2]),
                        "weight", Column.reals("weight", null, columns[3])));
    }
}

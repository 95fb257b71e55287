package org.fiducia.channel.hbb.internal;

import java.util.List;
import org.fiducia.api.Settings;
import org.fiducia.channel.hbb.JetGrid;

/**
 * What the card says of the channel.
 *
 * @param mass name of the column of the mass
 * @param tagger score from which on a jet passes
 * @param grid bins of transverse momentum and mass
 */
record JetSettings(String mass, double tagger, JetGrid grid) {
    private static final double[] PT = {450, 500, 550, 600, 675, 800, 1200};
    private static final double[] RANGE = {40, 201};
    private static final double[] RHO = {-6.0, -2.1};
    private static final int INTERVALS = 23;
    private static final List<String> MASSES = List.of("massReg", "massSD");

    static JetSettings of(Settings settings) {
        String mass = settings.text("mass", MASSES.get(0));
        if (!MASSES.contains(mass)) {
            throw settings.wrong("mass", "one of " + String.join(", ", MASSES));
        }
        double tagger = settings.real("tagger", 0.98);
        if (!(tagger > 0 && tagger < 1)) {
            throw settings.wrong("tagger", "between 0 and 1");
        }
        double[] pt = settings.reals("pt", PT);
        for (int k = 0; k < pt.length; k++) {
            if (pt.length < 2 || !(pt[k] > (k == 0 ? 0 : pt[k - 1]))) {
                throw settings.wrong("pt", "at least two rising edges, GeV");
            }
        }
        if (pt.length < 2) {
            throw settings.wrong("pt", "at least two rising edges, GeV");
        }
        double[] range = settings.reals("range", RANGE);
        if (range.length != 2 || !(range[0] > 0 && range[0] < range[1])) {
            throw settings.wrong("range", "two rising masses, GeV");
        }
        int intervals = settings.integer("intervals", INTERVALS);
        if (intervals < 1) {
            throw settings.wrong("intervals", "at least 1");
        }
        double[] rho = settings.reals("rho", RHO);
        if (rho.length != 2 || !(rho[0] < rho[1])) {
            throw settings.wrong("rho", "two rising numbers");
        }
        double[] edges = new double[intervals + 1];
        for (int i = 0; i <= intervals; i++) {
            edges[i] = range[0] + (range[1] - range[0]) * i / intervals;
        }
        return new JetSettings(mass, tagger, new JetGrid(pt, edges, rho[0], rho[1]));
    }
}

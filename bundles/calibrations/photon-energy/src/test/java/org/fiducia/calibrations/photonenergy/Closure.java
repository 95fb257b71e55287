package org.fiducia.calibrations.photonenergy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.Progress;
import org.fiducia.reader.root.RootReader;
import org.fiducia.testkit.SharedFolder;

/** Simulated events in the place of data, with known constants. */
final class Closure {
    static final Workers WORKERS = new Workers(2, Progress.NONE);
    static final double[] ALPHA = {-0.006, -0.004, 0.003, -0.008, -0.003, 0.002, 0.001, 0.006};
    static final double[] SMEAR = {0.007, 0.01, 0.008, 0.013, 0.012, 0.016, 0.018, 0.015};
    static final double[] NONE = new double[Cells.SCALES];

    private Closure() {}

    /** The simulated data set; tests are skipped where it is not. */
    static CalibrationInput input() {
        Path folder = SharedFolder.require("data/hgg");
        var eras = new ArrayList<CalibrationInput.Era>();
        double[] luminosity = {12, 10, 38};
        for (int e = 0; e < luminosity.length; e++) {
            String name = String.valueOf(2022 + e);
            int run = 350_000 + 10_000 * e;
            eras.add(new CalibrationInput.Era(
                    name,
                    run,
                    run + 9999,
                    luminosity[e],
                    List.of(folder.resolve("ZEE_Data_" + name + ".root")),
                    List.of(folder.resolve("ZMMG_Data_" + name + ".root"))));
        }
        return new CalibrationInput(
                eras, List.of(folder.resolve("ZEE_MC.root")), List.of(folder.resolve("ZMMG_MC.root")));
    }

    static EventColumns events() {
        return new EventColumns(List.of(new RootReader()), input(), WORKERS);
    }

    /** Every second pair of electrons, as data of one era with known constants. */
    static ElectronPairs data(ElectronPairs pairs, double[] alpha, double[] smear, double[] u) {
        ElectronPairs half = half(pairs, 1, 0);
        for (int p = 0; p < half.size(); p++) {
            for (int leg = 0; leg < 2 && half.accepted(p); leg++) {
                int cell = half.scale()[leg][p];
                int bin = half.uniformity()[leg][p];
                double factor = (1 + alpha[cell]) * (1 + smear[cell] * Normal.of(p, 100 + leg));
                factor *= bin < 0 ? 1 : 1 + u[bin];
                half.pt()[leg][p] *= factor;
                half.lnMass()[p] += 0.5 * Math.log(factor);
            }
        }
        return half;
    }

    /** The others. */
    static ElectronPairs simulation(ElectronPairs pairs) {
        return half(pairs, 0, -1);
    }

    private static ElectronPairs half(ElectronPairs pairs, int odd, int era) {
        int n = (pairs.size() + 1 - odd) / 2;
        var half = new ElectronPairs(new int[n], new double[2][n], new int[2][n], new int[2][n], new double[n]);
        for (int k = 0; k < n; k++) {
            int p = 2 * k + odd;
            half.era()[k] = era;
            half.lnMass()[k] = pairs.lnMass()[p];
            for (int leg = 0; leg < 2; leg++) {
                half.pt()[leg][k] = pairs.pt()[leg][p];
                half.scale()[leg][k] = pairs.scale()[leg][p];
                half.uniformity()[leg][k] = pairs.uniformity()[leg][p];
            }
        }
        return half;
    }

    /** Every second photon, as data of one era with known constants. */
    static MuonPhotons data(MuonPhotons photons, double[] alpha, double[] smear, double[] u, double[] d) {
        MuonPhotons half = half(photons, 1, 0);
        for (int p = 0; p < half.size(); p++) {
            double eta = half.eta()[p];
            double r9 = half.r9()[p];
            int cell = Cells.scale(eta, r9);
            if (cell >= 0) {
                int bin = Cells.uniformity(eta, r9);
                double factor = (1 + alpha[cell]) * (1 + smear[cell] * Normal.of(p, 100));
                factor *= (bin < 0 ? 1 : 1 + u[bin]) * (1 + d[Cells.photon(eta, r9, half.pt()[p])]);
                half.pt()[p] *= factor;
                half.excess()[p] *= factor;
            }
        }
        return half;
    }

    /** The others. */
    static MuonPhotons simulation(MuonPhotons photons) {
        return half(photons, 0, -1);
    }

    private static MuonPhotons half(MuonPhotons all, int odd, int era) {
        int n = (all.size() + 1 - odd) / 2;
        var half =
                new MuonPhotons(new int[n], new double[n], new double[n], new double[n], new double[n], new double[n]);
        for (int k = 0; k < n; k++) {
            int p = 2 * k + odd;
            half.era()[k] = era;
            half.pt()[k] = all.pt()[p];
            half.eta()[k] = all.eta()[p];
            half.r9()[k] = all.r9()[p];
            half.mumu()[k] = all.mumu()[p];
            half.excess()[k] = all.excess()[p];
        }
        return half;
    }

    /** Mean square of (found − true)/error. */
    static double chi2(double[] found, double[] truth, double[] errors) {
        double sum = 0;
        for (int k = 0; k < truth.length; k++) {
            double pull = (found[k] - truth[k]) / errors[k];
            sum += pull * pull;
        }
        return sum / truth.length;
    }
}

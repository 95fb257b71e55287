package org.fiducia.calibrations.photonenergy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Masses in data and simulation before and after the calibration, in bins of ½ GeV from 80 to 100 GeV. A simulated event that
 * is smeared several times counts as one.
 *
 * @param histograms {@code ee-data} and {@code ee-simulation}, {@code cee-…} of what is corrected, and the same of {@code
 *     mmg} when photons were calibrated; [bin]
 */
record Spectra(Map<String, double[]> histograms) {
    static final int BINS = 40;
    static final double LO = 80;
    static final double HI = 100;

    private static final int DRAWS = 2;

    Spectra {
        histograms = new LinkedHashMap<>(histograms);
    }

    /** A histogram by its name. */
    double[] get(String name) {
        return histograms.getOrDefault(name, new double[BINS]);
    }

    private static void fill(double[] bins, double mass, double weight) {
        int bin = (int) Math.floor((mass - LO) / (HI - LO) * BINS);
        if (bin >= 0 && bin < BINS) {
            bins[bin] += weight;
        }
    }

    private static void add(Map<String, double[]> all, String name, double mass, double weight) {
        fill(all.computeIfAbsent(name, key -> new double[BINS]), mass, weight);
    }

    /**
     * Fills all of them.
     *
     * @param stages constants so far, at least those of the first stage
     */
    static Spectra of(EventSource events, List<Constants> stages) {
        var all = new LinkedHashMap<String, double[]>();
        var scales = new ScaleConstants(
                stages.get(0).of(Constants.ALPHA), stages.get(0).of(Constants.SMEARING));
        double[] shares = stages.get(0).shares();
        double[] u = stages.size() > 1 ? stages.get(1).of(Constants.UNIFORMITY) : new double[Cells.UNIFORMITIES];
        double[] d = stages.size() > 2 ? stages.get(2).of(Constants.PHOTON) : new double[Cells.PHOTONS];
        electrons(all, events.electrons(), scales, u);
        simulatedElectrons(all, events.simulatedElectrons(), scales, shares);
        if (stages.size() > 2) {
            photons(all, events.photons(), scales, u, d);
            simulatedPhotons(all, events.simulatedPhotons(), scales, shares);
        }
        return new Spectra(all);
    }

    private static void electrons(Map<String, double[]> all, ElectronPairs data, ScaleConstants scales, double[] u) {
        for (int p = 0; p < data.size(); p++) {
            if (!data.accepted(p)) {
                continue;
            }
            double lnScale = 0;
            boolean raw = true;
            boolean corrected = true;
            for (int leg = 0; leg < 2; leg++) {
                double one = Math.log1p(scales.alpha(data.era()[p], data.scale()[leg][p]));
                int bin = data.uniformity()[leg][p];
                one += bin < 0 ? 0 : Math.log1p(u[bin]);
                raw &= data.pt()[leg][p] > Threshold.PT;
                corrected &= data.pt()[leg][p] * Math.exp(-one) > Threshold.PT;
                lnScale += one;
            }
            if (raw) {
                add(all, "ee-data", Math.exp(data.lnMass()[p]), 1);
            }
            if (corrected) {
                add(all, "cee-data", Math.exp(data.lnMass()[p] - 0.5 * lnScale), 1);
            }
        }
    }

    private static void simulatedElectrons(
            Map<String, double[]> all, ElectronPairs events, ScaleConstants scales, double[] shares) {
        for (int p = 0; p < events.size(); p++) {
            if (!events.accepted(p)) {
                continue;
            }
            if (events.pt()[0][p] > Threshold.PT && events.pt()[1][p] > Threshold.PT) {
                add(all, "ee-simulation", Math.exp(events.lnMass()[p]), 1);
            }
            for (int e = 0; e < shares.length; e++) {
                for (int n = 0; n < DRAWS; n++) {
                    double lnMass = events.lnMass()[p];
                    boolean above = true;
                    for (int leg = 0; leg < 2; leg++) {
                        double g = Normal.stratum(p, 2 * e + leg, leg == 0 ? n : (n + p) % DRAWS, DRAWS);
                        double factor = 1 + scales.smear(e, events.scale()[leg][p]) * g;
                        lnMass += 0.5 * Math.log(factor);
                        above &= events.pt()[leg][p] * factor > Threshold.PT;
                    }
                    if (above) {
                        add(all, "cee-simulation", Math.exp(lnMass), shares[e] / DRAWS);
                    }
                }
            }
        }
    }

    private static void photons(
            Map<String, double[]> all, MuonPhotons data, ScaleConstants scales, double[] u, double[] d) {
        for (int p = 0; p < data.size(); p++) {
            double eta = data.eta()[p];
            double r9 = data.r9()[p];
            if (Cells.accepts(eta)) {
                if (data.pt()[p] > PhotonFit.LEAST_ET) {
                    add(all, "mmg-data", Math.sqrt(data.mumu()[p] + data.excess()[p]), 1);
                }
                int bin = Cells.uniformity(eta, r9);
                double factor = 1 / (1 + scales.alpha(data.era()[p], Cells.scale(eta, r9)));
                factor /= bin < 0 ? 1 : 1 + u[bin];
                factor /= 1 + d[Cells.photon(eta, r9, data.pt()[p] * factor)];
                if (data.pt()[p] * factor > PhotonFit.LEAST_ET) {
                    add(all, "cmmg-data", Math.sqrt(data.mumu()[p] + factor * data.excess()[p]), 1);
                }
            }
        }
    }

    private static void simulatedPhotons(
            Map<String, double[]> all, MuonPhotons events, ScaleConstants scales, double[] shares) {
        for (int p = 0; p < events.size(); p++) {
            double eta = events.eta()[p];
            if (!Cells.accepts(eta)) {
                continue;
            }
            if (events.pt()[p] > PhotonFit.LEAST_ET) {
                add(all, "mmg-simulation", Math.sqrt(events.mumu()[p] + events.excess()[p]), 1);
            }
            int cell = Cells.scale(eta, events.r9()[p]);
            for (int e = 0; e < shares.length; e++) {
                for (int n = 0; n < DRAWS; n++) {
                    double factor = 1 + scales.smear(e, cell) * Normal.stratum(p, e, n, DRAWS);
                    if (events.pt()[p] * factor > PhotonFit.LEAST_ET) {
                        double mass = Math.sqrt(events.mumu()[p] + factor * events.excess()[p]);
                        add(all, "cmmg-simulation", mass, shares[e] / DRAWS);
                    }
                }
            }
        }
    }
}

package org.fiducia.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Role;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.Target;
import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.channel.hzz4l.internal.FourLeptonChannel;

/**
 * How the pulls of the bins of all observables vary together when the same events are measured in all of them.
 *
 * <p>To first order a fit answers to its events in a linear way: with λ the expected density of an event, u = ∂ln λ/∂σ its
 * score and F = Σ u uᵀ the information, an event that comes n times instead of once moves the cross sections by F⁻¹ u (n − 1).
 * A replica draws n for each selected event from a Poisson distribution with mean one, the same n for every observable, so
 * that events shared by bins of different observables, migrations between bins of one, and the background below the
 * signal all correlate the pulls as they do in a measurement. λ is made of the expected yields and the efficiencies in a
 * result, the mass of simulated signal and a flat mass of the background; a pull is a change over its standard deviation,
 * times the statistical share of the uncertainty, as pseudo-data are made with nominal nuisances.
 */
final class SharedEvents {
    private static final List<String> ERAS = List.of("2022", "2023", "2024");
    private static final double LO = 105;
    private static final double HI = 160;
    private static final int INTERVALS = 55;

    private record Event(int era, int category, double mass, FourLepton candidate) {}

    private final List<Event> events = new ArrayList<>();
    private final List<String> categories =
            new FourLeptonChannel().categories().stream().map(Category::id).toList();
    /** [category][interval] density of the mass of signal events, per GeV. */
    private final double[][] signal = new double[categories.size()][INTERVALS];
    /** [event][bin of any observable] change of a pull when the event comes once more. */
    private final double[][] influence;

    /** Root of the variance over the statistical uncertainty of the fit, of each bin. */
    final List<Double> precision = new ArrayList<>();

    /** Reads the events and what an observable's bins make of them. */
    SharedEvents(Map<String, JsonNode> results) throws Exception {
        readMasses();
        for (int era = 0; era < ERAS.size(); era++) {
            int number = era;
            SimulatedCandidates.select("Data_" + ERAS.get(era) + ".root", Role.DATA, event -> {
                if (SimulatedCandidates.inSignalRegion(event)) {
                    var candidate = (FourLepton) event.reco();
                    events.add(
                            new Event(number, event.category(), candidate.p4().mass(), candidate));
                }
            });
        }
        var columns = new ArrayList<double[]>();
        for (Observable<?> observable : ShippedObservables.all()) {
            columns.addAll(influences(observable, results.get(observable.id())));
        }
        influence = new double[events.size()][columns.size()];
        for (int k = 0; k < events.size(); k++) {
            for (int j = 0; j < columns.size(); j++) {
                influence[k][j] = columns.get(j)[k];
            }
        }
    }

    /** Number of selected events. */
    int size() {
        return events.size();
    }

    private void readMasses() throws IOException {
        var sums = new double[categories.size()];
        SimulatedCandidates.select("ggH_M125.root", Role.SIGNAL, event -> {
            if (SimulatedCandidates.inSignalRegion(event)) {
                double mass = ((FourLepton) event.reco()).p4().mass();
                signal[event.category()][interval(mass)]++;
                sums[event.category()]++;
            }
        });
        for (int c = 0; c < sums.length; c++) {
            for (int i = 0; i < INTERVALS; i++) {
                signal[c][i] /= sums[c] * (HI - LO) / INTERVALS;
            }
        }
    }

    private static int interval(double mass) {
        return (int) ((mass - LO) / (HI - LO) * INTERVALS);
    }

    /** Categories whose cross sections are fitted together. */
    private List<List<Integer>> groups(Observable<?> observable) {
        var same = new ArrayList<Integer>();
        var different = new ArrayList<Integer>();
        for (int c = 0; c < categories.size(); c++) {
            boolean mixed = observable.info().target() == Target.DECAY
                    && categories.get(c).equals("2e2mu");
            (mixed ? different : same).add(c);
        }
        return different.isEmpty() ? List.of(same) : List.of(same, different);
    }

    /** One column per bin: the change of its pull by each event. */
    private List<double[]> influences(Observable<?> observable, JsonNode result) {
        int n = result.get("bins").size();
        List<List<Integer>> groups = groups(observable);
        double[][] scores = scores(observable, result, groups);
        RealMatrix u = MatrixUtils.createRealMatrix(scores);
        RealMatrix changes = u.multiply(
                new LUDecomposition(u.transpose().multiply(u)).getSolver().getInverse());
        var columns = new ArrayList<double[]>();
        for (int j = 0; j < n; j++) {
            var column = new double[events.size()];
            double variance = 0;
            for (int k = 0; k < column.length; k++) {
                for (int g = 0; g < groups.size(); g++) {
                    column[k] += changes.getEntry(k, g * n + j);
                }
                variance += column[k] * column[k];
            }
            JsonNode bin = result.get("bins").get(j);
            double stat = mean(bin.get("stat"));
            precision.add(Math.sqrt(variance) / stat);
            for (int k = 0; k < column.length; k++) {
                column[k] *= stat / mean(bin.get("total")) / Math.sqrt(variance);
            }
            columns.add(column);
        }
        return columns;
    }

    private static double mean(JsonNode uncertainty) {
        return 0.5 * (uncertainty.get("up").asDouble() + uncertainty.get("down").asDouble());
    }

    /** [event][parameter] derivative of ln λ by the cross sections: of each group of categories, those of the bins. */
    private double[][] scores(Observable<?> observable, JsonNode result, List<List<Integer>> groups) {
        int n = result.get("bins").size();
        double[][][][] yields = yields(result);
        var scores = new double[events.size()][groups.size() * n];
        for (int k = 0; k < events.size(); k++) {
            Event event = events.get(k);
            int c = event.category();
            int i = observable.info().binning().find(ShippedObservables.coordinates(observable, event.candidate()));
            double[] expected = yields[event.era()][c][i];
            double density = signal[c][interval(event.mass())];
            double lambda = expected[0] * density + expected[1] / (HI - LO);
            int g = groups.get(0).contains(c) ? 0 : 1;
            JsonNode response =
                    result.get("response").get(ERAS.get(event.era())).get(categories.get(c));
            double efficient = 0;
            for (int l = 0; l < n; l++) {
                efficient += response.get("efficiency").get(i).get(l).asDouble()
                        * response.get("sm").get(l).asDouble();
            }
            for (int j = 0; j < n && efficient > 0; j++) {
                double share = response.get("efficiency").get(i).get(j).asDouble()
                        * response.get("sm").get(j).asDouble()
                        / efficient;
                double sigma = 0;
                for (int other : groups.get(g)) {
                    sigma += result.get("response")
                            .get(ERAS.get(event.era()))
                            .get(categories.get(other))
                            .get("sm")
                            .get(j)
                            .asDouble();
                }
                scores[k][g * n + j] = sigma > 0 ? expected[0] * share / sigma * density / lambda : 0;
            }
        }
        return scores;
    }

    /** Expected events, [era][category][bin][0 of the signal, 1 of everything else]. */
    private double[][][][] yields(JsonNode result) {
        var labels = new ArrayList<String>();
        result.get("bins").forEach(bin -> labels.add(bin.get("label").asText()));
        var yields = new double[ERAS.size()][categories.size()][labels.size()][2];
        for (JsonNode yield : result.get("yields")) {
            int part = yield.get("component").asText().equals("signal") ? 0 : 1;
            int era = ERAS.indexOf(yield.get("era").asText());
            int category = categories.indexOf(yield.get("category").asText());
            yields[era][category][labels.indexOf(yield.get("bin").asText())][part] +=
                    yield.get("expected").asDouble();
        }
        return yields;
    }

    /** The pulls of all bins in a replica. */
    double[] replica(Random random) {
        var pulls = new double[influence[0].length];
        for (double[] event : influence) {
            int change = poisson(random) - 1;
            for (int j = 0; j < pulls.length && change != 0; j++) {
                pulls[j] += change * event[j];
            }
        }
        return pulls;
    }

    /** A Poisson number with mean one. */
    private static int poisson(Random random) {
        double threshold = Math.exp(-1);
        int n = 0;
        for (double p = random.nextDouble(); p > threshold; p *= random.nextDouble()) {
            n++;
        }
        return n;
    }
}

package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.fiducia.api.Settings;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.measurement.Unfolding;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
import org.junit.jupiter.api.Test;

/**
 * What every unfolding keeps: what the prediction makes of the prediction is what simulation found, and those events give the
 * prediction back. The test of one extends it.
 */
public abstract class UnfoldingContract {
    private static final int BINS = 3;

    private final Unfolding unfolding;
    private final Settings settings;

    /** An unfolding without settings. */
    protected UnfoldingContract(Unfolding unfolding) {
        this(unfolding, Settings.none());
    }

    /** An unfolding with the settings of a card, which must not ask for a likelihood. */
    protected UnfoldingContract(Unfolding unfolding, Settings settings) {
        this.unfolding = unfolding;
        this.settings = settings;
    }

    /** Two eras, two categories, three bins that migrate into each other. */
    private static Response response() {
        var efficiency = new double[2][2][BINS][BINS];
        var outside = new double[2][2][BINS];
        var sm = new double[2][BINS];
        for (int c = 0; c < 2; c++) {
            for (int j = 0; j < BINS; j++) {
                sm[c][j] = 3.0 / (1 + c + j);
                for (int era = 0; era < 2; era++) {
                    outside[era][c][j] = 0.01 * (1 + j + era);
                    for (int i = 0; i < BINS; i++) {
                        efficiency[era][c][i][j] = (0.5 + 0.1 * c - 0.05 * era) * (i == j ? 1 : 0.1 / (1 + i));
                    }
                }
            }
        }
        return new Response(efficiency, new double[2][2][BINS][BINS], outside, new double[2][2][BINS], sm);
    }

    private static String name(int category, int bin) {
        return "sigma_" + category + "_" + bin;
    }

    private static List<List<Expression>> sigma() {
        return IntStream.range(0, 2)
                .mapToObj(c -> IntStream.range(0, BINS)
                        .mapToObj(j -> Expression.ref(name(c, j)))
                        .toList())
                .toList();
    }

    /** Expected events of a category at cross sections of it. */
    private double[] events(int era, int category, double... sigma) {
        List<List<Expression>> events = unfolding.events(response(), sigma(), era, settings);
        assertEquals(2, events.size(), "one list per category");
        assertEquals(BINS, events.get(category).size(), "one number per reconstructed bin");
        return events.get(category).stream()
                .mapToDouble(event -> Expressions.value(event, name -> {
                    for (int j = 0; j < BINS; j++) {
                        if (name.equals(name(category, j))) {
                            return sigma[j];
                        }
                    }
                    throw new AssertionError("events of category " + category + " depend on " + name);
                }))
                .toArray();
    }

    @Test
    void thePredictionGivesWhatSimulationFound() {
        Response response = response();
        for (int era = 0; era < 2; era++) {
            for (int c = 0; c < 2; c++) {
                double[] events = events(era, c, response.sm()[c]);
                for (int i = 0; i < BINS; i++) {
                    double found = 0;
                    for (int j = 0; j < BINS; j++) {
                        found += response.efficiency()[era][c][i][j] * response.sm()[c][j];
                    }
                    assertEquals(found * (1 + response.nonFiducial()[era][c][i]), events[i], 1e-12, "bin " + i);
                }
            }
        }
    }

    /** Events of the prediction are those of no other cross sections. */
    @Test
    void thoseEventsGiveThePredictionBack() {
        double[] truth = response().sm()[0];
        double[] zero = events(0, 0, new double[BINS]);
        var equations = new double[BINS][BINS + 1];
        double[] wanted = events(0, 0, truth);
        for (int j = 0; j < BINS; j++) {
            double[] one = new double[BINS];
            one[j] = 1;
            double[] events = events(0, 0, one);
            for (int i = 0; i < BINS; i++) {
                equations[i][j] = events[i] - zero[i];
                equations[i][BINS] = wanted[i] - zero[i];
            }
        }
        double[] found = solution(equations);
        for (int j = 0; j < BINS; j++) {
            assertEquals(truth[j], found[j], 1e-9, "cross section of bin " + j);
        }
    }

    /** Gauss-Jordan elimination. */
    private static double[] solution(double[][] equations) {
        int n = equations.length;
        for (int k = 0; k < n; k++) {
            int best = k;
            for (int i = k; i < n; i++) {
                best = Math.abs(equations[i][k]) > Math.abs(equations[best][k]) ? i : best;
            }
            double[] row = equations[best];
            equations[best] = equations[k];
            equations[k] = row;
            assertTrue(Math.abs(row[k]) > 1e-9, "every cross section has events");
            for (int i = 0; i < n; i++) {
                double factor = i == k ? 0 : equations[i][k] / row[k];
                for (int j = k; j <= n && factor != 0; j++) {
                    equations[i][j] -= factor * row[j];
                }
            }
        }
        return IntStream.range(0, n)
                .mapToDouble(i -> equations[i][n] / equations[i][i])
                .toArray();
    }

    @Test
    void moreCrossSectionIsNeverLessEvents() {
        double[] least = events(1, 1, new double[BINS]);
        for (int j = 0; j < BINS; j++) {
            double[] one = new double[BINS];
            one[j] = 2;
            double[] events = events(1, 1, one);
            double sum = 0;
            for (int i = 0; i < BINS; i++) {
                assertTrue(events[i] >= least[i] && least[i] >= 0, "events of bin " + i);
                sum += events[i] - least[i];
            }
            assertTrue(sum > 0, "bin " + j + " has events");
        }
    }

    /** Penalties are on the cross sections, and Gaussian ones are none at the prediction. */
    @Test
    void thePredictionIsNotPenalised() {
        ExampleNominal nominal = ExampleNominal.jets();
        var sigma = new ArrayList<Quantity>();
        for (int j = 0; j < nominal.observable().binning().size(); j++) {
            sigma.add(new Quantity(
                    name(0, j),
                    "",
                    "fb",
                    Expression.ref(name(0, j)),
                    nominal.response().sm(j)));
        }
        List<Constraint> penalties = unfolding.penalties(
                nominal,
                sigma,
                () -> {
                    throw new AssertionError("the settings of this test need no likelihood");
                },
                settings);
        for (Constraint penalty : penalties) {
            assertTrue(
                    sigma.stream().map(Quantity::name).toList().containsAll(penalty.references()), penalty::toString);
            if (penalty.kind().equals(Constraint.GAUSSIAN)) {
                double mean = Expressions.value(
                        penalty.parameters().get("mean"),
                        name -> sigma.stream()
                                .filter(quantity -> quantity.name().equals(name))
                                .findFirst()
                                .orElseThrow()
                                .predicted());
                assertEquals(penalty.observed(), mean, 1e-9, penalty::toString);
            }
        }
    }

    @Test
    void saysTheSameTwice() {
        assertEquals(
                unfolding.events(response(), sigma(), 1, settings), unfolding.events(response(), sigma(), 1, settings));
    }

    @Test
    void refusesSettingsThatItDoesNotKnow() {
        Refusals.ofUnknown(settings, given -> unfolding.events(response(), sigma(), 0, given));
    }
}

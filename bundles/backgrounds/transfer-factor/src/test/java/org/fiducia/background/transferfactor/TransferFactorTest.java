package org.fiducia.background.transferfactor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Role;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.PartSource;
import org.fiducia.api.measurement.PartSource.SignalRates;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.background.transferfactor.OrderSearch.Outcome;
import org.fiducia.channel.hbb.BoostedExample;
import org.fiducia.channel.hbb.JetGrid;
import org.fiducia.channel.hbb.TaggedBins;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.testkit.DeclaredComponents;
import org.fiducia.testkit.ExampleNominal;
import org.junit.jupiter.api.Test;

class TransferFactorTest {
    private static final JetGrid GRID = BoostedExample.GRID;
    private static final SignalRates NONE = new SignalRates(List.of(), List.of(), Map.of());
    private static final NewtonFitter FITTER = new NewtonFitter();

    private static Settings settings(Map<String, Object> values) {
        return new Settings("/parts/0/settings", values);
    }

    /** Grows by half from one end of ρ to the other. */
    private static double sloped(int k, int i) {
        return 0.012 * (1 + 0.5 * (GRID.rho(k, i) + 6) / 3.9);
    }

    private static ExampleNominal nominal(ToDoubleBiFunction<Integer, Integer> observed) {
        return BoostedExample.nominal((k, i) -> 0.01, observed, 1);
    }

    /** The model of a part and the backgrounds, with the data of the example. */
    private static Likelihood likelihood(ExampleNominal nominal, ModelPart part) {
        var categories = new ArrayList<ModelCategory>();
        var entries = new ArrayList<double[]>();
        var edges = new ArrayList<double[]>();
        for (int c = 0; c < nominal.analysis().categories().size(); c++) {
            String id = nominal.analysis().categories().get(c).id();
            var components = new ArrayList<Component>();
            for (List<Contribution> all : List.of(nominal.backgrounds(), part.contributions())) {
                for (Contribution one : all) {
                    if (one.place().category().equals(id)) {
                        components.add(new Component(one.process(), one.yield(), one.shape()));
                    }
                }
            }
            double[] signal = new double[GRID.massBins()];
            for (var sample : nominal.samples()) {
                for (int e = 0; sample.sample().role() == Role.SIGNAL && e < sample.value().length; e++) {
                    if (sample.fitted()[e] && sample.events().get(e).category() == c) {
                        signal[GRID.massBin(sample.value()[e])] +=
                                10 * sample.sample().scale();
                    }
                }
            }
            components.add(new Component(
                    "signal", Expression.constant(Arrays.stream(signal).sum()), Shape.histogram(GRID.mass(), signal)));
            categories.add(new ModelCategory(id, 40, 201, components, Map.of("category", id)));
            double[] counts = new double[GRID.massBins()];
            for (var sample : nominal.samples()) {
                for (int e = 0; sample.sample().role() == Role.DATA && e < sample.value().length; e++) {
                    if (sample.fitted()[e] && sample.events().get(e).category() == c) {
                        counts[GRID.massBin(sample.value()[e])]++;
                    }
                }
            }
            entries.add(counts);
            edges.add(GRID.mass());
        }
        return new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class))
                .compile(
                        new StatisticalModel(part.parameters(), List.of(), categories),
                        Dataset.histograms(edges, entries));
    }

    private static PartSource.Whole whole(ExampleNominal nominal, List<String> warnings) {
        return new PartSource.Whole() {
            @Override
            public Likelihood likelihood(ModelPart part) {
                return TransferFactorTest.likelihood(nominal, part);
            }

            @Override
            public Progress progress() {
                return new Progress() {
                    @Override
                    public void warn(String message) {
                        warnings.add(message);
                    }
                };
            }
        };
    }

    private static ModelPart settled(ExampleNominal nominal, Map<String, Object> values, List<String> warnings) {
        var source = new TransferFactor(FITTER);
        ModelPart first = source.part(nominal, NONE, settings(values));
        return source.settled(nominal, first, whole(nominal, warnings), settings(values));
    }

    private static double start(ModelPart part, String name) {
        return part.parameters().stream()
                .filter(p -> p.name().equals(name))
                .mapToDouble(Parameter::initial)
                .findFirst()
                .orElseThrow();
    }

    /** Data with 1.2 times the transfer factor of simulation at one end of ρ and 1.8 times at the other need order (0, 1). */
    @Test
    void findsTheOrderThatDataNeed() {
        var warnings = new ArrayList<String>();
        ModelPart part = settled(
                nominal(TransferFactorTest::sloped), Map.of("residual", Map.of("least", List.of(0, 0))), warnings);
        assertEquals(1.2, start(part, "tf_QCD_0_0"), 0.1);
        assertEquals(1.8, start(part, "tf_QCD_0_1"), 0.2);
        assertEquals(
                2,
                part.parameters().stream()
                        .filter(p -> p.name().startsWith("tf_"))
                        .count());
        assertEquals(List.of(), warnings);
    }

    @Test
    void aConstantFactorNeedsNoOrderAndLeastIsKept() {
        ModelPart constant =
                settled(nominal((k, i) -> 0.012), Map.of("residual", Map.of("least", List.of(0, 0))), List.of());
        assertEquals(1.2, start(constant, "tf_QCD_0_0"), 0.06);
        assertEquals(
                1,
                constant.parameters().stream()
                        .filter(p -> p.name().startsWith("tf_"))
                        .count());
        ModelPart least = settled(nominal((k, i) -> 0.012), Map.of(), List.of());
        assertEquals(
                4,
                least.parameters().stream()
                        .filter(p -> p.name().startsWith("tf_"))
                        .count());
    }

    /** What simulation has is found by a linear fit of the ratio. */
    @Test
    void simulationGivesBackItsTransferFactor() {
        ExampleNominal nominal = BoostedExample.nominal(TransferFactorTest::sloped, (k, i) -> 0.01, 1);
        Ingredients of = Ingredients.of(
                nominal, TransferFactorSettings.of(settings(Map.of("simulated", Map.of("order", List.of(0, 1))))));
        Outcome found = of.simulated();
        assertEquals(0, found.chosen().chi2(), 1e-9, "the example has no fluctuations");
        assertEquals(0.012, found.chosen().coefficients()[0], 1e-9);
        assertEquals(0.018, found.chosen().coefficients()[1], 1e-9);
        for (int k = 0; k < GRID.ptBins(); k++) {
            for (int i = 0; i < GRID.massBins(); i++) {
                assertEquals(sloped(k, i), of.simulated(k, i), 1e-9);
            }
        }
    }

    /**
     * The number of events that fail at the minimum, with everything else held, is the positive root of A q² + B q + C = 0 with
     * A = (1 + r) r, B = (1 + r)(r s_f + s_p) − r (n_p + n_f), C = (1 + r) s_f s_p − n_f s_p − n_p r s_f.
     */
    @Test
    void failingEventsAreThoseOfTheQuadraticEquation() {
        ExampleNominal nominal = nominal(TransferFactorTest::sloped);
        Ingredients of = Ingredients.of(nominal, TransferFactorSettings.of(settings(Map.of())));
        ModelPart part = new FactorPart(of, new Order(0, 1), Map.of()).part();
        Likelihood likelihood = likelihood(nominal, part);
        var held = part.parameters().stream()
                .map(p -> p.name().startsWith("tf_") ? p.fixedAt(1.4) : p)
                .toList();
        FitResult fit = FITTER.fit(
                likelihood.with(likelihood.model().withParameters(held)),
                held.stream().mapToDouble(Parameter::initial).toArray(),
                false,
                Progress.NONE);
        assertTrue(fit.converged(), fit.message());
        List<TaggedBins.Bin> bins = of.bins().bins();
        int checked = 0;
        for (int k = 0; k < bins.size(); k++) {
            double[] sp = others(likelihood, bins.get(k).pass(), fit.parameters());
            double[] sf = others(likelihood, bins.get(k).fail(), fit.parameters());
            for (int i = 0; i < GRID.massBins(); i++) {
                if (!GRID.fitted(k, i)) {
                    continue;
                }
                double r = 1.4 * of.simulated(k, i);
                double np = of.data().get(0).pass()[k][i];
                double nf = of.data().get(0).fail()[k][i];
                double a = (1 + r) * r;
                double b = (1 + r) * (r * sf[i] + sp[i]) - r * (np + nf);
                double c = (1 + r) * sf[i] * sp[i] - nf * sp[i] - np * r * sf[i];
                double root = (-b + Math.sqrt(b * b - 4 * a * c)) / (2 * a);
                double fitted = fit.parameters()[likelihood.model().indexOf(of.failName(0, k, i))];
                assertEquals(root, fitted, 1e-4 * root, k + ", " + i);
                checked++;
            }
        }
        assertEquals(GRID.size(), checked);
    }

    private static double[] others(Likelihood likelihood, int category, double[] at) {
        double[] sum = new double[GRID.massBins()];
        List<Component> components =
                likelihood.model().categories().get(category).components();
        for (int k = 0; k < components.size(); k++) {
            if (!components.get(k).name().equals("QCD")) {
                double[] one = likelihood.expected(category, k, at, GRID.mass());
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += one[i];
                }
            }
        }
        return sum;
    }

    /** A lower order is the higher one with other coefficients: the same likelihood where they describe the same polynomial. */
    @Test
    void lowerOrdersFollowFromTheHighest() {
        ExampleNominal nominal = nominal(TransferFactorTest::sloped);
        Ingredients of = Ingredients.of(nominal, TransferFactorSettings.of(settings(Map.of())));
        Likelihood highest = likelihood(nominal, new FactorPart(of, new Order(3, 3), Map.of()).part());
        var lower = new LowerOrders(of, new Order(3, 3), highest);
        for (Order order : List.of(new Order(0, 0), new Order(0, 1), new Order(2, 1))) {
            Likelihood from = lower.apply(order);
            Likelihood own = likelihood(nominal, new FactorPart(of, order, Map.of()).part());
            var values = new HashMap<String, Double>();
            for (Parameter p : own.model().parameters()) {
                values.put(p.name(), p.name().startsWith("tf_") ? 1.1 + 0.1 * values.size() : p.initial());
            }
            assertEquals(own.value(at(own, values)), from.value(at(from, values)), 1e-6, order.toString());
        }
    }

    private static double[] at(Likelihood likelihood, Map<String, Double> values) {
        return likelihood.model().parameters().stream()
                .mapToDouble(p -> values.getOrDefault(p.name(), Double.NaN))
                .toArray();
    }

    @Test
    void aNegativeFactorIsNamed() {
        var warnings = new ArrayList<String>();
        ExampleNominal nominal = BoostedExample.nominal();
        Ingredients of = Ingredients.of(nominal, TransferFactorSettings.of(settings(Map.of())));
        // −.1 at one end of ρ, 1 at the other: negative up to y = 1/11
        var found = new OrderSearch.Trial(new Order(0, 1), 1, GRID.size(), new double[] {-0.1, 1});
        TransferFactor.warnOfNegative(of, new Outcome(found, List.of()), whole(nominal, warnings));
        int negative = 0;
        for (int k = 0; k < GRID.ptBins(); k++) {
            for (int i = 0; i < GRID.massBins(); i++) {
                negative += GRID.fitted(k, i) && (GRID.rho(k, i) + 6) / 3.9 < 1 / 11.0 ? 1 : 0;
            }
        }
        assertTrue(negative > 0);
        assertEquals(negative, warnings.size());
        assertTrue(warnings.get(0).contains("pass_600_1200, 40.0 to 47.0 GeV"), warnings.get(0));
        ExampleNominal simulation = BoostedExample.nominal((k, i) -> i < 8 ? 0 : 0.002 * (i - 7), (k, i) -> 0.012, 1);
        var refused = assertThrows(
                FiduciaException.class,
                () -> settled(simulation, Map.of("simulated", Map.of("order", List.of(0, 1))), warnings));
        assertTrue(refused.getMessage().contains("pass_"), refused.getMessage());
    }

    @Test
    void namesWhatIsWrong() {
        var source = new TransferFactor(FITTER);
        ExampleNominal nominal = BoostedExample.nominal();
        var wide = BoostedExample.ANALYSIS.within(30, 201);
        var range = assertThrows(FiduciaException.class, () -> source.check(wide, settings(Map.of())));
        assertTrue(range.getMessage().contains("30.0 to 201.0 GeV"), range.getMessage());
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("rho", List.of(-6)),
                Map.of("residual", Map.of("order", List.of(1))),
                Map.of("residual", Map.of("most", List.of(9, 9))),
                Map.of("residual", Map.of("least", List.of(3, 3), "most", List.of(1, 1))),
                Map.of("samples", List.of("none")))) {
            var refused = assertThrows(
                    FiduciaException.class, () -> source.part(nominal, NONE, settings(wrong)), wrong.toString());
            assertTrue(!refused.remedy().isBlank() || !refused.getMessage().isBlank());
        }
        var masked = assertThrows(
                FiduciaException.class, () -> source.part(nominal, NONE, settings(Map.of("rho", List.of(-5.5, -2.1)))));
        assertTrue(masked.getMessage().contains("rho"), masked.getMessage());
    }

    @Test
    void expressionsOfThePartAreThoseOfItsParameters() {
        ModelPart part = new TransferFactor(FITTER).part(BoostedExample.nominal(), NONE, settings(Map.of()));
        assertEquals(GRID.size() + 16, part.parameters().size(), "events that fail, and coefficients of order (3, 3)");
        assertTrue(part.contributions().stream().allMatch(c -> c.yield() instanceof Expression.Sum));
    }
}

package org.fiducia.signal.simulated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.FitRegion;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.Point;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.measurement.SignalModel;
import org.fiducia.api.model.Expression;
import org.fiducia.api.observable.Axis;
import org.fiducia.api.observable.Binning;
import org.fiducia.objects.misidentified.FakeContent;
import org.fiducia.objects.misidentified.Misidentified;
import org.junit.jupiter.api.Test;

class SimulatedSignalTest {
    private static final Analysis ANALYSIS = new Analysis(
            "search",
            "",
            13,
            List.of(new Era("run", 10)),
            List.of(new Category("one", "one", "all"), new Category("two", "two", "all")),
            List.of(new Region("SR", "signal region", true)),
            new FitRegion("SR", FitRegion.Use.SIGNAL, "score", new Axis("score", "", 0), 0, 4, 4),
            Point.NONE);

    /** With so many misidentified objects of the kind k. */
    private record Fake(int number) implements Misidentified {
        @Override
        public FakeContent fakes() {
            return FakeContent.of(java.util.Collections.nCopies(number, "k"));
        }

        @Override
        public int genuine(String type) {
            return 0;
        }

        @Override
        public List<Loose> loose() {
            return List.of();
        }

        @Override
        public List<Loose> candidates() {
            return List.of();
        }

        @Override
        public FourMomentum p4() {
            return FourMomentum.ZERO;
        }

        @Override
        public List<FourMomentum> jets() {
            return List.of();
        }
    }

    private static BinnedSample sample(double[] values, double[] weights, int[] fakes) {
        var events = new java.util.ArrayList<SelectedEvent>();
        for (int e = 0; e < values.length; e++) {
            events.add(new SelectedEvent(weights[e], 0, 0, new Fake(fakes[e]), 0, new Fake(0), true));
        }
        int[] zero = new int[values.length];
        var origin = new Sample("tH", "tH", Role.SIGNAL, Point.NONE, "", .5);
        return new BinnedSample(origin, events, zero, zero, values, BinnedSample.fitted(ANALYSIS, events, values));
    }

    private static List<Contribution> contributions(BinnedSample sample, Map<String, ?> settings) {
        return new SimulatedSignal()
                .prepare(ANALYSIS, Map.of(), List.of(sample), new Settings("/signal/settings", settings), Progress.NONE)
                .part(List.of(sample), Binning.ofEdges(0, 1), Progress.NONE)
                .contributions();
    }

    private static Contribution of(List<Contribution> all, String process, String category) {
        return all.stream()
                .filter(c -> c.process().equals(process) && c.place().category().equals(category))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isWhatWasSimulated() {
        BinnedSample sample = sample(
                new double[] {.5, 1, 1.5, 3.9, 4, -1}, new double[] {1, 2, 3, -4, 9, 9}, new int[] {0, 0, 1, 0, 0, 0});
        List<Contribution> all = contributions(sample, Map.of());
        Contribution signal = of(all, SignalModel.RESONANT, "one");
        assertArrayEquals(new double[] {5, 25, 0, 0}, signal.shape().tables().get("contents"), 1e-12);
        assertEquals(Expression.constant(1), signal.yield());
        assertArrayEquals(
                new double[] {1, 1, 1, 1},
                of(all, SignalModel.RESONANT, "two").shape().tables().get("contents"),
                "nothing is simulated: uniform");
        assertEquals(4, all.size());
    }

    /** Of 1 + 2 + 3 + 2 events: 3 without fakes, 3 with one and 2 with two; .375 + .375 · 2 + .25 · 2² at NF = 2 is 2.125. */
    @Test
    void followsTheNormalisationFactors() {
        BinnedSample sample = sample(new double[] {.5, 1, 1.5, 3.9}, new double[] {1, 2, 3, 2}, new int[] {0, 0, 1, 2});
        Expression yield = of(contributions(sample, Map.of("fakes", true)), SignalModel.RESONANT, "one")
                .yield();
        assertEquals(2.125, value(yield, 2), 1e-12);
        assertEquals(1, value(yield, 1), 1e-12);
        assertEquals(java.util.Set.of("NF_k"), yield.references());
    }

    private static double value(Expression expression, double factor) {
        if (expression instanceof Expression.Constant constant) {
            return constant.value();
        } else if (expression instanceof Expression.Sum sum) {
            return sum.terms().stream().mapToDouble(term -> value(term, factor)).sum();
        } else if (expression instanceof Expression.Product product) {
            return product.factors().stream()
                    .mapToDouble(each -> value(each, factor))
                    .reduce(1, (a, b) -> a * b);
        }
        return factor;
    }

    @Test
    void refusesNumbersThatAreNone() {
        var settings = new Settings("/signal/settings", Map.of("intervals", 0));
        var refused = assertThrows(FiduciaException.class, () -> new SimulatedSignal().check(ANALYSIS, settings));
        assertTrue(refused.getMessage().contains("/signal/settings/intervals"), refused::getMessage);
    }
}

package org.fiducia.background.fakes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.PartSource.SignalRates;
import org.fiducia.api.measurement.Point;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.measurement.SignalProcess;
import org.fiducia.api.model.Expression;
import org.fiducia.api.observable.Axis;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.objects.misidentified.FakeContent;
import org.fiducia.objects.misidentified.Misidentified;
import org.fiducia.testkit.ExampleNominal;

/** A small search: one category, two bins, two control regions and a pair with a loose object, with events set by hand. */
final class FakeEvents {
    static final Analysis ANALYSIS = new Analysis(
            "search",
            "",
            13,
            List.of(new Era("run", 10)),
            List.of(new Category("one", "one", "all")),
            List.of(
                    new Region("SR", "signal region", true),
                    new Region("CR_a", "control region", false),
                    new Region("CR_b", "another", false),
                    new Region("AR_b", "its loose partner", false),
                    new Region("AR", "application region", false)),
            new FitRegion("SR", FitRegion.Use.SIGNAL, "mass", new Axis("m", "GeV", 0), 0, 10, 1),
            Point.NONE);

    static final ObservableInfo OBSERVABLE = ObservableInfo.production("x", "x", "", 0, 1, 2);

    private final Map<String, List<SelectedEvent>> events = new java.util.LinkedHashMap<>();

    /** What is misidentified, and how many τ are not. */
    record Candidate(FakeContent fakes, int taus, List<Loose> loose, List<Loose> candidates, int bin)
            implements Misidentified {
        Candidate(FakeContent fakes, int taus, int bin) {
            this(fakes, taus, List.of(), List.of(), bin);
        }

        @Override
        public int genuine(String type) {
            return type.equals("tau") ? taus : 0;
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

    /** Adds events of a process, {@code data} among them. */
    FakeEvents add(String process, String region, double weight, int number, Candidate candidate) {
        for (int e = 0; e < number; e++) {
            boolean signal = process.equals("tH");
            events.computeIfAbsent(process, key -> new ArrayList<>())
                    .add(new SelectedEvent(
                            weight,
                            ANALYSIS.region(region),
                            0,
                            candidate,
                            signal ? 0 : -1,
                            signal ? candidate : null,
                            signal));
        }
        return this;
    }

    /** With fakes of these kinds and so many genuine τ, in the first bin. */
    FakeEvents add(String process, String region, double weight, int number, int taus, String... kinds) {
        return add(process, region, weight, number, new Candidate(FakeContent.of(List.of(kinds)), taus, 0));
    }

    List<BinnedSample> samples() {
        var samples = new ArrayList<BinnedSample>();
        events.forEach((process, list) -> {
            Role role = process.equals("data") ? Role.DATA : process.equals("tH") ? Role.SIGNAL : Role.BACKGROUND;
            // events per fb⁻¹ and unit weight: 10 fb⁻¹ make one of it
            var sample = new Sample(process, process, role, Point.NONE, "", role == Role.DATA ? 1 : .1);
            int[] bins = list.stream()
                    .mapToInt(event -> ((Candidate) event.reco()).bin())
                    .toArray();
            double[] value = new double[list.size()];
            Arrays.fill(value, 5);
            samples.add(new BinnedSample(
                    sample, list, bins, new int[bins.length], value, BinnedSample.fitted(ANALYSIS, list, value)));
        });
        return samples;
    }

    ExampleNominal nominal() {
        return new ExampleNominal(ANALYSIS, OBSERVABLE).withSamples(samples());
    }

    ModelPart part(Map<String, ?> settings) {
        var rates = new SignalRates(
                List.of(new SignalProcess("", "all", 0, 2)),
                List.of(Expression.product(Expression.constant(2), Expression.ref("mu"))),
                Map.of());
        return new FakeParts().part(nominal(), rates, new Settings("/parts/0/settings", settings));
    }

    /** Every place has something: two kinds of fakes in the signal region, each in a control region of its own. */
    static FakeEvents search() {
        return new FakeEvents()
                .add("tH", "SR", 1, 4, 2)
                .add("tH", "SR", 1, 1, 1, "t")
                .add("tH", "CR_a", .5, 2, 0)
                .add("tt", "SR", 2, 10, 0, "t", "t")
                .add("tt", "SR", 2, 5, 1, "t")
                .add("tt", "SR", 2, 3, 1, "e")
                .add("ttW", "SR", 1, 8, 2)
                .add("tt", "SR", 2, 6, new Candidate(FakeContent.of(List.of("t")), 1, 1))
                .add("tt", "CR_a", 1, 40, 0, "e")
                .add("ttW", "CR_a", 1, 10, 0)
                .add("tt", "CR_b", 1, 60, 0, "t")
                .add("data", "SR", 1, 30, 0)
                .add("data", "CR_a", 1, 55, 0)
                .add("data", "CR_b", 1, 72, 0);
    }

    static final Map<String, ?> SETTINGS = Map.of(
            "regions",
            List.of("CR_a", "CR_b"),
            "uncertainties",
            List.of(
                    Map.of("name", "tau_id", "size", .05, "per", "tau"),
                    Map.of("name", "extrapolation", "size", .1, "processes", List.of("tt"), "region", "SR")));

    /** The value of an expression of the model. */
    static double value(Expression expression, Map<String, Double> at) {
        if (expression instanceof Expression.Constant constant) {
            return constant.value();
        } else if (expression instanceof Expression.Sum sum) {
            return sum.terms().stream().mapToDouble(term -> value(term, at)).sum();
        } else if (expression instanceof Expression.Product product) {
            return product.factors().stream()
                    .mapToDouble(factor -> value(factor, at))
                    .reduce(1, (a, b) -> a * b);
        }
        return at.getOrDefault(((Expression.Ref) expression).parameter(), 1.0);
    }
}

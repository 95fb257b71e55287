package org.fiducia.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.EventChange;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.NuisanceSource.Change;
import org.fiducia.api.measurement.NuisanceSource.Yields;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.measurement.Point;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.model.Expression;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.kernel.jobs.Workers;
import org.fiducia.testkit.PlainCandidate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The fitted variable of candidates, and what sources of uncertainties see of the measurement when they change them. */
class VariedCandidatesTest {
    private static final Analysis ANALYSIS = new Analysis(
            "test",
            13,
            List.of(new Era("E", 10)),
            List.of(new Category("a", "a")),
            List.of(new Region("SR", "", true), new Region("CR", "", false)),
            "m",
            100,
            110,
            105);

    private final Calls calls = new Calls();
    private final Map<String, Observable<Candidate>> observables = Lines.observables(calls);
    private final FitVariable variable = new FitVariable(ANALYSIS, observables.get("m"));

    private static SelectedEvent event(int region, Candidate reco, Candidate fiducial) {
        return new SelectedEvent(2, region, region < 0 ? -1 : 0, reco, fiducial == null ? -1 : 0, fiducial, true);
    }

    private static Sample sample(Role role) {
        return new Sample(role.toString(), "p", role, Point.NONE, "", 0.5);
    }

    private BinnedSample valued(Role role, SelectedEvent... events) {
        return valued(variable, role, events);
    }

    private static BinnedSample valued(FitVariable variable, Role role, SelectedEvent... events) {
        var sample =
                new SelectedSample(sample(role), events.length, List.of(events), Cutflow.empty(List.of(), 1), false);
        try (var workers = new Workers(1)) {
            return variable.of(List.of(sample), workers).get(0);
        }
    }

    /** In the bins of y, as the stage of the bins makes them. */
    private static BinnedSample binned(BinnedSample sample, int[] reco, int[] fiducial) {
        return sample.withBins(reco, fiducial);
    }

    @Test
    void aValueIsThatOfTheReconstructedCandidate() {
        BinnedSample sample = valued(
                Role.SIGNAL,
                event(0, Lines.candidate(100, 0), null),
                event(0, Lines.candidate(110, 0), null), // the end of the range is outside
                event(1, Lines.candidate(105, 0), null),
                event(-1, null, Lines.candidate(0, 0)));
        assertArrayEquals(new double[] {100, 110, 105, Double.NaN}, sample.value());
        assertArrayEquals(new boolean[] {true, false, false, false}, sample.fitted());
        assertArrayEquals(new int[] {0, 0, 0, -1}, sample.recoBin());
        assertArrayEquals(new int[] {-1, -1, -1, 0}, sample.fiducialBin());
    }

    /** A number of candidates of one type. */
    private record OfPlain(ObservableInfo info) implements Observable<PlainCandidate> {
        @Override
        public Class<PlainCandidate> candidateType() {
            return PlainCandidate.class;
        }

        @Override
        public double value(PlainCandidate candidate) {
            return candidate.p4().e();
        }
    }

    private record Bare(FourMomentum p4) implements Candidate {
        @Override
        public List<FourMomentum> jets() {
            return List.of();
        }
    }

    @Test
    void aCandidateThatLacksWhatTheVariableNeedsHasNone() {
        var needing = new FitVariable(ANALYSIS, new OfPlain(ObservableInfo.production("p", "p", "", 0, 1)));
        BinnedSample sample = valued(
                needing,
                Role.DATA,
                event(1, new Bare(new FourMomentum(0, 0, 0, 105)), null),
                event(0, Lines.candidate(105, 0), null));
        assertArrayEquals(new double[] {Double.NaN, 105}, sample.value());
        assertArrayEquals(new boolean[] {false, true}, sample.fitted());
    }

    @Test
    void onlyWhatIsReplacedIsAskedForItsValueAgain() {
        SelectedEvent first = event(0, Lines.candidate(101, 0), null);
        SelectedEvent second = event(0, Lines.candidate(102, 0), null);
        BinnedSample before = valued(Role.SIGNAL, first, second);
        calls.count("m.value");
        BinnedSample same = variable.replaced(before, before.events(), event -> 1);
        assertEquals(0, calls.count("m.value"));
        assertSame(before.value(), same.value());
        assertSame(before.fitted(), same.fitted());
        assertSame(before.recoBin(), same.recoBin());
        BinnedSample moved =
                variable.replaced(before, List.of(first, second.withReco(Lines.candidate(111, 0))), event -> 1);
        assertEquals(1, calls.count("m.value"));
        assertArrayEquals(new double[] {101, 111}, moved.value());
        assertArrayEquals(new boolean[] {true, false}, moved.fitted());
        assertArrayEquals(new int[] {0, 1}, moved.recoBin());
        assertArrayEquals(new double[] {101, 102}, before.value(), "what was before stays");
        assertArrayEquals(new int[] {0, 0}, before.recoBin());
        List<SelectedEvent> alike = List.of(first, second.withReco(Lines.candidate(102, 0)));
        BinnedSample still = variable.replaced(before, alike, event -> 0);
        assertSame(before.value(), still.value(), "another candidate of the same value");
        assertSame(before.recoBin(), still.recoBin());
    }

    private NominalMeasurement nominal(List<BinnedSample> samples, CandidateVariations variations) {
        Observable<Candidate> y = observables.get("y");
        Response response = ResponseBuilder.build(ANALYSIS, y.info(), samples);
        return new NominalMeasurement(variable, y, samples, response, ModelBuilder.Sources.NONE, variations, WORKERS);
    }

    private static final Workers WORKERS = new Workers(2);

    @AfterAll
    static void nobodyWorksOn() {
        WORKERS.close();
    }

    /** Moves y by one. */
    private static UnaryOperator<Candidate> up() {
        return candidate -> Lines.candidate(candidate.p4().e(), candidate.p4().px() + 1);
    }

    private final BinnedSample signal = binned(
            valued(
                    Role.SIGNAL,
                    event(0, Lines.candidate(101, 0.5), Lines.candidate(0, 0.5)),
                    event(0, Lines.candidate(101, 1.5), Lines.candidate(0, 1.5)),
                    event(-1, null, Lines.candidate(0, 1.5)),
                    event(0, Lines.candidate(101, 0.5), Lines.candidate(0, 1.5))),
            new int[] {0, 1, -1, 0},
            new int[] {0, 1, 1, 1});

    private final BinnedSample data =
            binned(valued(Role.DATA, event(0, Lines.candidate(101, 0.5), null)), new int[] {0}, new int[] {-1});

    @Test
    void whatIsVariedIsBinnedAnew() {
        NominalMeasurement nominal = nominal(List.of(data, signal), new CandidateVariations());
        List<BinnedSample> varied = nominal.varied("up", up());
        assertEquals(1, varied.size(), "data are not simulated");
        BinnedSample moved = varied.get(0);
        assertArrayEquals(new int[] {1, -1, -1, 1}, moved.recoBin(), "beyond the last bin is none");
        assertArrayEquals(new int[] {0, 1, 1, 1}, moved.fiducialBin(), "what was generated stays");
        assertArrayEquals(new boolean[] {true, true, false, true}, moved.fitted());
        assertArrayEquals(new int[] {0, 1, -1, 0}, signal.recoBin());
        Response other = nominal.response(varied);
        // 1 fb was generated in the first bin, 3 fb in the second
        assertEquals(1, nominal.response().efficiency()[0][0][0][0], 1e-12);
        assertEquals(1 / 3., nominal.response().efficiency()[0][0][0][1], 1e-12);
        assertEquals(1 / 3., nominal.response().efficiency()[0][0][1][1], 1e-12);
        assertEquals(0, other.efficiency()[0][0][0][0], 1e-12);
        assertEquals(1, other.efficiency()[0][0][1][0], 1e-12);
        assertEquals(1 / 3., other.efficiency()[0][0][1][1], 1e-12);
    }

    @Test
    void whatStaysAsItIsKeepsItsBin() {
        NominalMeasurement nominal = nominal(List.of(signal), new CandidateVariations());
        calls.count("y.value");
        BinnedSample same = nominal.varied("nothing", c -> c).get(0);
        assertEquals(0, calls.count("y.value"));
        assertArrayEquals(signal.recoBin(), same.recoBin());
        assertSame(signal.events().get(0), same.events().get(0));
    }

    @Test
    void aChangeIsMadeOnceForAllObservables() {
        var variations = new CandidateVariations();
        UnaryOperator<Candidate> counted = candidate -> {
            calls.at("change");
            return up().apply(candidate);
        };
        nominal(List.of(signal), variations).varied("up", counted);
        assertEquals(3, calls.count("change"), "the candidates there are");
        nominal(List.of(signal), variations).varied("up", counted);
        assertEquals(0, calls.count("change"));
        nominal(List.of(signal), variations).varied("other", counted);
        assertEquals(3, calls.count("change"), "another name is another change");
    }

    /** A list that is in no memory: its events are others whenever they are asked for. */
    private static List<SelectedEvent> elsewhere(List<SelectedEvent> events) {
        return new AbstractList<>() {
            @Override
            public SelectedEvent get(int index) {
                SelectedEvent event = events.get(index);
                return event.withReco(
                        event.reco() == null
                                ? null
                                : Lines.candidate(
                                        event.reco().p4().e(), event.reco().p4().px()));
            }

            @Override
            public int size() {
                return events.size();
            }
        };
    }

    @Test
    void eventsThatAreInNoMemoryVaryAlike() {
        BinnedSample paged = signal.withEvents(elsewhere(signal.events()));
        BinnedSample here = nominal(List.of(signal), new CandidateVariations())
                .varied("up", up())
                .get(0);
        BinnedSample there = nominal(List.of(paged), new CandidateVariations())
                .varied("up", up())
                .get(0);
        assertArrayEquals(here.recoBin(), there.recoBin());
        assertArrayEquals(here.value(), there.value());
        assertArrayEquals(here.fitted(), there.fitted());
        assertArrayEquals(
                signal.recoBin(),
                nominal(List.of(paged), new CandidateVariations())
                        .varied("same", c -> c)
                        .get(0)
                        .recoBin());
    }

    private static final List<Change> CHANGES = List.of(
            new Change("nothing", c -> c),
            new Change("up", up()),
            new Change("beyond the fit", c -> Lines.candidate(111, c.p4().px())));

    @Test
    void yieldsAreSumsOfWeightsInTheBinsOfWhatIsFitted() {
        List<Yields> yields =
                nominal(List.of(data, signal), new CandidateVariations()).yields(CHANGES);
        assertEquals(
                List.of(false, true, false), yields.stream().map(Yields::moved).toList());
        Sample sample = signal.sample();
        // events of weight 2 and a scale of 0.5
        assertEquals(2, yields.get(0).of(sample, 0), 1e-12);
        assertEquals(1, yields.get(0).of(sample, 1), 1e-12);
        assertEquals(0, yields.get(1).of(sample, 0), 1e-12);
        assertEquals(2, yields.get(1).of(sample, 1), 1e-12, "one is beyond the last bin");
        assertEquals(0, yields.get(2).of(sample, 0) + yields.get(2).of(sample, 1), 1e-12);
        assertEquals(Set.of(sample), yields.get(1).sums().keySet(), "data are not simulated");
    }

    /** As whoever has no pass of its own finds them from varied samples. */
    @Test
    void yieldsOfOnePassAreThoseOfVariedSamples() {
        var random = new SplittableRandom(1);
        var events = IntStream.range(0, 50_000)
                .mapToObj(e -> new SelectedEvent(
                        random.nextDouble(), 0, 0, Lines.candidate(101, 2 * random.nextDouble()), -1, null, true))
                .toList();
        BinnedSample sample = valued(Role.BACKGROUND, events.toArray(SelectedEvent[]::new));
        int[] bins =
                events.stream().mapToInt(event -> (int) event.reco().p4().px()).toArray();
        BinnedSample many = sample.withBins(bins, sample.fiducialBin());
        NominalMeasurement nominal = nominal(List.of(signal, many), new CandidateVariations());
        List<Yields> onePass = nominal.yields(CHANGES);
        List<Yields> paged = nominal(List.of(signal, many.withEvents(elsewhere(events))), new CandidateVariations())
                .yields(CHANGES);
        for (int c = 0; c < CHANGES.size(); c++) {
            Change change = CHANGES.get(c);
            Yields varied = Yields.of(List.of(signal, many), nominal.varied(change.name(), change.change()));
            assertEquals(varied.moved(), onePass.get(c).moved(), change.name());
            assertEquals(varied.moved(), paged.get(c).moved(), change.name());
            for (int bin = 0; bin < 2; bin++) {
                double expected = varied.of(many.sample(), bin);
                assertEquals(expected, onePass.get(c).of(many.sample(), bin), 0, change.name());
                assertEquals(onePass.get(c).of(many.sample(), bin), paged.get(c).of(many.sample(), bin), 0);
            }
        }
        assertTrue(onePass.get(1).moved());
    }

    @Test
    void anEventWithoutCandidateIsNotChanged() {
        EventChange change =
                new CandidateVariations().of("up", List.of(signal), up()).get(0);
        SelectedEvent generated = signal.events().get(2);
        assertSame(generated, change.of(2, generated));
        SelectedEvent moved = change.of(0, signal.events().get(0));
        assertEquals(1.5, moved.reco().p4().px());
        assertSame(signal.events().get(0).fiducial(), moved.fiducial());
    }

    @Test
    void aSourceSeesBackgroundsAndProcesses() {
        var contribution = new Contribution(Place.ANY, "b", Expression.constant(1), CountedLikelihood.FLAT);
        var part = ModelPart.of(List.of(), List.of(contribution));
        NominalMeasurement plain = nominal(List.of(signal), new CandidateVariations());
        assertEquals(List.of(), plain.backgrounds());
        NominalMeasurement with =
                plain.with(new ModelBuilder.Sources(Map.of("one", part), Map.of(), Map.of("two", part), Map.of()));
        assertEquals(List.of(contribution), with.backgrounds());
        assertEquals(List.of("b", "nonResonant", "signal"), with.components());
        assertSame(ANALYSIS, with.analysis());
        assertEquals("y", with.observable().id());
        assertFalse(with.samples().isEmpty());
    }
}

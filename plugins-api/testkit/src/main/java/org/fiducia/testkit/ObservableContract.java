package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.observable.Axis;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.Range;
import org.junit.jupiter.api.Test;

/**
 * What every observable keeps. The test of an observable extends it in one line of code:
 *
 * <pre>{@code
 * class MyObservableTest extends ObservableContract<Candidate> {
 *     MyObservableTest() { super(new MyObservable()); }
 * }
 * }</pre>
 *
 * @param <C> candidate that the observable needs
 */
public abstract class ObservableContract<C extends Candidate> extends ClassificationContract<C> {
    private final Observable<C> observable;

    /** @param observable the observable under test */
    protected ObservableContract(Observable<C> observable) {
        super(observable);
        this.observable = observable;
    }

    /** The observable under test. */
    protected final Observable<C> observable() {
        return observable;
    }

    /** Makes candidates of one type for the contract; found by {@link ServiceLoader}, so that a channel can bring its own. */
    public interface CandidateSource {
        /** Type of the candidates. */
        Class<? extends Candidate> type();

        /**
         * A random candidate.
         *
         * @param jets its number of jets
         */
        Candidate next(RandomGenerator random, int jets);
    }

    @Test
    void givesOneFiniteValuePerExistingCoordinate() {
        List<Axis> axes = observable.info().axes();
        for (C candidate : candidates()) {
            double[] x = observable.coordinates(candidate);
            assertEquals(axes.size(), x.length, "one coordinate per axis");
            for (int axis = 0; axis < x.length; axis++) {
                boolean exists = candidate.jets().size() >= axes.get(axis).minJets();
                assertEquals(
                        exists, Double.isFinite(x[axis]), "coordinate " + axis + " of " + candidate + ": " + x[axis]);
            }
        }
    }

    @Test
    void coordinatesAreAFunctionOfTheCandidateAlone() {
        List<C> once = candidates();
        List<C> again = candidates();
        for (int i = 0; i < once.size(); i++) {
            double[] reco = observable.coordinates(once.get(i));
            double[] fiducial = observable.coordinates(again.get(i));
            for (int axis = 0; axis < reco.length; axis++) {
                assertEquals(reco[axis], fiducial[axis], "the same at both levels, whatever was asked before");
            }
        }
    }

    @Test
    void hasBinsThatDoNotOverlap() {
        List<Bin> bins = observable.info().binning().bins();
        for (C candidate : candidates()) {
            double[] x = observable.coordinates(candidate);
            long owners = bins.stream().filter(bin -> bin.contains(x)).count();
            assertTrue(owners <= 1, () -> owners + " bins hold one candidate");
        }
    }

    @Test
    void measuresCandidatesWithTooFewJets() {
        List<Axis> axes = observable.info().axes();
        for (int axis = 0; axis < axes.size(); axis++) {
            int index = axis;
            if (axes.get(axis).minJets() > 0) {
                assertTrue(
                        observable.info().binning().bins().stream()
                                .map(bin -> bin.ranges().get(index))
                                .anyMatch(range -> range.absent() || range.equals(Range.ANY)),
                        "a bin for candidates with fewer than " + axes.get(axis).minJets() + " jets");
            }
        }
    }

    /**
     * Random candidates of a type, the same at every call.
     *
     * @throws AssertionError when there is no source of them on the class path
     */
    static <C extends Candidate> List<C> candidates(Class<C> type, int number) {
        CandidateSource source = ServiceLoader.load(CandidateSource.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(s -> type.isAssignableFrom(s.type()))
                .findFirst()
                .orElseGet(Plain::new);
        assertTrue(type.isAssignableFrom(source.type()), "no CandidateSource on the test class path makes " + type);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        var made = new ArrayList<C>();
        for (int i = 0; i < number; i++) {
            made.add(type.cast(source.next(random, i % 5)));
        }
        return made;
    }

    private static final class Plain implements CandidateSource {
        @Override
        public Class<? extends Candidate> type() {
            return Candidate.class;
        }

        @Override
        public Candidate next(RandomGenerator random, int jets) {
            var p4 = FourMomentum.ofPtEtaPhiM(
                    random.nextExponential() * 50,
                    random.nextGaussian() * 2,
                    (2 * random.nextDouble() - 1) * Math.PI,
                    random.nextDouble(105, 160));
            var list = new ArrayList<FourMomentum>();
            for (int i = 0; i < jets; i++) {
                list.add(FourMomentum.ofPtEtaPhiM(
                        30 + random.nextExponential() * 40,
                        (2 * random.nextDouble() - 1) * 4.7,
                        (2 * random.nextDouble() - 1) * Math.PI,
                        5));
            }
            list.sort((a, b) -> Double.compare(b.pt(), a.pt()));
            return new PlainCandidate(p4, List.copyOf(list));
        }
    }
}

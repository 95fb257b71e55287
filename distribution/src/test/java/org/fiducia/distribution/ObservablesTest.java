package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.observable.Observable;
import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.channel.hzz4l.Lepton;
import org.fiducia.channel.hzz4l.Photon;
import org.fiducia.channel.hzz4l.Z;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** All observables together on simulated candidates: other formulas, symmetries, and bins without gaps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObservablesTest {
    /** Angles that go round: the two ends of their range are the same. */
    private static final Set<String> ROUND = Set.of("dPhijj", "phi", "phi1");

    private static final double TOLERANCE = 1e-6;

    private SimulatedCandidates candidates;
    private List<Observable<?>> observables;

    @BeforeAll
    void read() throws Exception {
        candidates = SimulatedCandidates.read();
        observables = ShippedObservables.all();
    }

    private List<Observable<?>> oneDimensional() {
        return observables.stream().filter(o -> o.info().axes().size() == 1).toList();
    }

    @Test
    void areThirtyOne() {
        assertEquals(31, observables.stream().map(Observable::id).distinct().count());
        assertEquals(
                new TreeSet<>(IndependentFormulas.BY_ID.keySet()),
                oneDimensional().stream().map(Observable::id).collect(Collectors.toCollection(TreeSet::new)));
    }

    @TestFactory
    List<DynamicTest> agreesWithAnIndependentFormula() {
        return oneDimensional().stream()
                .map(observable -> DynamicTest.dynamicTest(observable.id(), () -> {
                    assertAgrees(observable, candidates.reco());
                    assertAgrees(observable, candidates.fiducial());
                }))
                .toList();
    }

    private static void assertAgrees(Observable<?> observable, List<FourLepton> candidates) {
        var formula = IndependentFormulas.BY_ID.get(observable.id());
        int compared = 0;
        for (FourLepton candidate : candidates) {
            double expected = formula.applyAsDouble(candidate);
            assertValue(observable.id(), expected, value(observable, candidate), candidate);
            compared += Double.isNaN(expected) ? 0 : 1;
        }
        assertTrue(compared >= 1000, "compared on " + compared + " candidates");
    }

    private static double value(Observable<?> observable, FourLepton candidate) {
        return ShippedObservables.coordinates(observable, candidate)[0];
    }

    private static void assertValue(String id, double expected, double actual, FourLepton candidate) {
        if (ROUND.contains(id)) {
            double distance = Math.IEEEremainder(expected - actual, 2 * Math.PI);
            assertTrue(
                    Double.isNaN(expected) ? Double.isNaN(actual) : Math.abs(distance) < TOLERANCE,
                    () -> id + ": expected " + expected + ", got " + actual + " for " + candidate);
        } else {
            assertEquals(expected, actual, TOLERANCE, () -> id + " of " + candidate);
        }
    }

    @TestFactory
    List<DynamicTest> putsEveryCandidateIntoOneBin() {
        return observables.stream()
                .map(observable -> DynamicTest.dynamicTest(observable.id(), () -> {
                    for (FourLepton candidate : candidates.all()) {
                        double[] x = ShippedObservables.coordinates(observable, candidate);
                        assertEquals(
                                1,
                                observable.info().binning().bins().stream()
                                        .filter(bin -> bin.contains(x))
                                        .count(),
                                () -> "bins of " + candidate);
                    }
                }))
                .toList();
    }

    @Test
    void labelsBinsSoThatTheyCanBeToldApart() {
        for (Observable<?> observable : observables) {
            var labels = observable.info().binning().bins().stream()
                    .map(b -> b.label())
                    .toList();
            assertEquals(labels.size(), Set.copyOf(labels).size(), observable.id() + ": " + labels);
        }
    }

    /** What becomes of a value. */
    private interface Change {
        double of(String id, double value);
    }

    private void assertChanges(UnaryOperator<FourLepton> transformation, Set<String> concerned, Change change) {
        for (Observable<?> observable : oneDimensional()) {
            if (concerned.contains(observable.id())) {
                for (FourLepton candidate : candidates.all()) {
                    double expected = change.of(observable.id(), value(observable, candidate));
                    double actual = value(observable, transformation.apply(candidate));
                    assertValue(observable.id(), expected, actual, candidate);
                }
            }
        }
    }

    private static final Set<String> ALL = IndependentFormulas.BY_ID.keySet();

    @Test
    void doNotDependOnTheAzimuthOfTheEvent() {
        var random = new Random(1);
        assertChanges(
                candidate -> moved(candidate, 1, 1, 2 * Math.PI * random.nextDouble()), ALL, (id, value) -> value);
    }

    @Test
    void changeSignInAMirrorWhereTheyMeasureAHandedness() {
        assertChanges(candidate -> moved(candidate, 1, -1, 0), ALL, (id, value) -> ROUND.contains(id) ? -value : value);
    }

    @Test
    void knowForwardFromBackwardOnlyWhereTheBeamDefinesAnAngle() {
        assertChanges(candidate -> moved(candidate, -1, 1, 0), ALL, (id, value) -> switch (id) {
            case "cosThetaStar", "phi", "dPhijj" -> -value;
            case "phi1" -> Math.copySign(Math.PI, value) - value; // the normal n_sc stays, n1 turns over
            default -> value;
        });
    }

    @Test
    void doNotDependOnTheOrderOfTwoJets() {
        assertChanges(
                candidate -> new FourLepton(candidate.z1(), candidate.z2(), reversed(candidate.jets())),
                Set.of("nJets", "tCMax", "tBMax", "m4l", "phi"),
                (id, value) -> value);
        assertChanges(
                candidate -> candidate.jets().size() < 2
                        ? candidate
                        : new FourLepton(
                                candidate.z1(),
                                candidate.z2(),
                                reversed(candidate.jets().subList(0, 2))),
                Set.of("mjj", "absDEtajj", "dPhijj", "pTHjj"),
                (id, value) -> value);
    }

    private static List<FourMomentum> reversed(List<FourMomentum> jets) {
        var copy = new ArrayList<>(jets);
        Collections.reverse(copy);
        return copy;
    }

    @Test
    void doNotDependOnTheOrderOfTheLeptonsOutsideTheDecayAngles() {
        var decay = Set.of("cosTheta1", "cosTheta2", "phi", "phi1");
        assertChanges(
                candidate -> new FourLepton(swapped(candidate.z1()), swapped(candidate.z2()), candidate.jets()),
                ALL.stream().filter(id -> !decay.contains(id)).collect(Collectors.toSet()),
                (id, value) -> value);
    }

    private static Z swapped(Z z) {
        return new Z(z.plus(), z.minus());
    }

    @Test
    void thrustBIsBetweenOneAndTwoThrustC() {
        Observable<?> b = find("tBMax");
        Observable<?> c = find("tCMax");
        for (FourLepton candidate : candidates.all()) {
            if (!candidate.jets().isEmpty()) {
                double ratio = value(b, candidate) / value(c, candidate);
                assertTrue(ratio >= 1 - 1e-12 && ratio <= 2 + 1e-12, () -> "T_B / T_C = " + ratio);
            }
        }
    }

    @Test
    void pairsHaveTheCoordinatesOfTheirComponents() {
        for (Observable<?> pair : observables) {
            if (pair.info().axes().size() == 2) {
                String[] ids = pair.id().split("-");
                for (FourLepton candidate : candidates.all()) {
                    double[] x = ShippedObservables.coordinates(pair, candidate);
                    assertEquals(value(find(ids[0]), candidate), x[0], pair.id());
                    assertEquals(value(find(ids[1]), candidate), x[1], pair.id());
                }
            }
        }
    }

    private Observable<?> find(String id) {
        return observables.stream().filter(o -> o.id().equals(id)).findFirst().orElseThrow();
    }

    /** The candidate with its pseudorapidities and azimuths multiplied by ±1, then turned about the beam. */
    private static FourLepton moved(FourLepton candidate, int eta, int phi, double angle) {
        return new FourLepton(
                moved(candidate.z1(), eta, phi, angle),
                moved(candidate.z2(), eta, phi, angle),
                candidate.jets().stream()
                        .map(jet -> moved(jet, eta, phi, angle))
                        .toList());
    }

    private static FourMomentum moved(FourMomentum jet, int eta, int phi, double angle) {
        double px = jet.px();
        double py = phi * jet.py();
        return new FourMomentum(
                Math.cos(angle) * px - Math.sin(angle) * py,
                Math.sin(angle) * px + Math.cos(angle) * py,
                eta * jet.pz(),
                jet.e());
    }

    private static Z moved(Z z, int eta, int phi, double angle) {
        return new Z(moved(z.minus(), eta, phi, angle), moved(z.plus(), eta, phi, angle));
    }

    private static Lepton moved(Lepton lepton, int eta, int phi, double angle) {
        Photon fsr = lepton.fsr();
        return new Lepton(
                lepton.flavour(),
                lepton.charge(),
                lepton.pt(),
                eta * lepton.eta(),
                phi * lepton.phi() + angle,
                lepton.mass(),
                lepton.tight(),
                fsr == null ? null : new Photon(fsr.pt(), eta * fsr.eta(), phi * fsr.phi() + angle));
    }
}

package org.fiducia.reader.hepmc.internal.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.fiducia.api.channel.FourMomentum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AntiKtTest {
    private static List<FourMomentum> cluster(double radius, List<FourMomentum> particles) {
        var algorithm = new AntiKt(radius);
        var jets = new ArrayList<FourMomentum>();
        for (int times = 0; times < 2; times++) { // the second time with what the first has left behind
            algorithm.clear();
            particles.forEach(p -> algorithm.add(p.px(), p.py(), p.pz(), p.e()));
            algorithm.cluster();
            jets.clear();
            for (int k = 0; k < algorithm.jets(); k++) {
                double[] jet = algorithm.jet(k);
                jets.add(new FourMomentum(jet[0], jet[1], jet[2], jet[3]));
            }
        }
        jets.sort(Comparator.comparingDouble(FourMomentum::pt).reversed());
        return jets;
    }

    /** By the definition, every distance anew at each step. */
    private static List<FourMomentum> byDefinition(double radius, List<FourMomentum> particles) {
        var left = new ArrayList<>(particles);
        var jets = new ArrayList<FourMomentum>();
        while (!left.isEmpty()) {
            double least = Double.POSITIVE_INFINITY;
            int first = -1;
            int second = -1;
            for (int i = 0; i < left.size(); i++) {
                FourMomentum a = left.get(i);
                double beam = 1 / (a.px() * a.px() + a.py() * a.py());
                if (beam < least) {
                    least = beam;
                    first = i;
                    second = -1;
                }
                for (int j = 0; j < i; j++) {
                    FourMomentum b = left.get(j);
                    double dy = a.rapidity() - b.rapidity();
                    double dphi = a.deltaPhi(b);
                    double other = 1 / (b.px() * b.px() + b.py() * b.py());
                    double d = Math.min(beam, other) * (dy * dy + dphi * dphi) / (radius * radius);
                    if (d < least) {
                        least = d;
                        first = i;
                        second = j;
                    }
                }
            }
            FourMomentum a = left.remove(first);
            if (second < 0) {
                jets.add(a);
            } else {
                left.set(second, left.get(second).plus(a));
            }
        }
        jets.sort(Comparator.comparingDouble(FourMomentum::pt).reversed());
        return jets;
    }

    private static List<FourMomentum> random(int count, long seed) {
        var random = new Random(seed);
        var particles = new ArrayList<FourMomentum>();
        for (int i = 0; i < count; i++) {
            double pt = Math.exp(2 * random.nextGaussian());
            double eta = 3 * random.nextGaussian() + (i % 7 == 0 ? 7 : 0);
            double phi = i % 3 == 0 ? .05 * random.nextGaussian() + Math.PI : 2 * Math.PI * random.nextDouble();
            particles.add(FourMomentum.ofPtEtaPhiM(pt, eta, phi, i % 2 * .14));
        }
        return particles;
    }

    @ParameterizedTest
    @ValueSource(doubles = {.1, .4, .8, 1, 2})
    void isWhatTheDefinitionSays(double radius) {
        for (int seed = 0; seed < 20; seed++) {
            List<FourMomentum> particles = random(1 + 9 * seed, seed);
            List<FourMomentum> expected = byDefinition(radius, particles);
            List<FourMomentum> found = cluster(radius, particles);
            assertEquals(expected.size(), found.size(), "R = " + radius + ", seed " + seed);
            for (int k = 0; k < found.size(); k++) {
                double scale = 1e-9 * expected.get(k).e();
                assertEquals(expected.get(k).px(), found.get(k).px(), scale);
                assertEquals(expected.get(k).py(), found.get(k).py(), scale);
                assertEquals(expected.get(k).pz(), found.get(k).pz(), scale);
                assertEquals(expected.get(k).e(), found.get(k).e(), scale);
            }
        }
    }

    /** Of three in a row, .3 apart, the hard one in the middle takes both; where an end is hard, only its neighbour. */
    @Test
    void softParticlesGoToHardOnes() {
        var soft = FourMomentum.ofPtEtaPhiM(1, 0, 0, 0);
        var middle = FourMomentum.ofPtEtaPhiM(100, .3, 0, 0);
        var end = FourMomentum.ofPtEtaPhiM(1, .6, 0, 0);
        assertEquals(102, cluster(.4, List.of(soft, middle, end)).get(0).pt(), 1e-9);
        var jets = cluster(
                .4,
                List.of(
                        FourMomentum.ofPtEtaPhiM(100, 0, 0, 0),
                        FourMomentum.ofPtEtaPhiM(1, .3, 0, 0),
                        FourMomentum.ofPtEtaPhiM(1, .6, 0, 0)));
        assertEquals(
                List.of(101L, 1L),
                jets.stream().map(jet -> Math.round(jet.pt())).toList());
    }

    /** Two of equal size at R − ε are one jet, at R + ε two, also across φ = 0 and over the edge of a tile. */
    @Test
    void theRadiusIsSharp() {
        for (double phi : new double[] {0, 3.1, -3.1, .41}) {
            for (double eta : new double[] {0, 4.4, -7.9}) {
                var a = FourMomentum.ofPtEtaPhiM(20, eta, phi - .1, 0);
                var near = FourMomentum.ofPtEtaPhiM(20, eta, phi + .299, 0);
                var far = FourMomentum.ofPtEtaPhiM(20, eta, phi + .301, 0);
                assertEquals(1, cluster(.4, List.of(a, near)).size());
                assertEquals(2, cluster(.4, List.of(a, far)).size());
            }
        }
    }

    @Test
    void particlesOfTheBeamAreLeftOut() {
        assertEquals(0, cluster(.4, List.of(new FourMomentum(0, 0, 100, 100))).size());
        assertEquals(0, cluster(.4, List.of()).size());
        assertThrows(IllegalArgumentException.class, () -> new AntiKt(0));
    }
}

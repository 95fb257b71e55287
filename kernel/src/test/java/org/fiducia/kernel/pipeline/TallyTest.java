package org.fiducia.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Point;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.schedule.Tally;
import org.fiducia.kernel.store.Bytes;
import org.fiducia.testkit.PlainCandidate;
import org.junit.jupiter.api.Test;

/** What is filled in pieces and travels as bytes is what was filled here. */
class TallyTest {
    private static final int PIECES = 7;
    private static final int RECO_BINS = 4;
    private static final int BINS = 3;

    private final Random random = new Random(5);

    /** Fills pieces from the last to the first; adds them in their order, as they are and as they come from bytes. */
    private static <T extends Tally<T>> T sum(Supplier<T> empty, List<Consumer<T>> fillings) throws IOException {
        var pieces = new ArrayList<T>();
        for (int i = fillings.size() - 1; i >= 0; i--) {
            T piece = empty.get();
            fillings.get(i).accept(piece);
            pieces.add(0, piece);
        }
        T direct = empty.get();
        T travelled = empty.get();
        for (T piece : pieces) {
            byte[] bytes = Bytes.of(piece::write);
            T copy = empty.get();
            fillings.get(0).accept(copy); // what it held before goes
            copy.read(Bytes.input(bytes));
            direct.add(piece);
            travelled.add(copy);
            assertArrayEquals(bytes, Bytes.of(piece::write), "what is added stays as it is");
        }
        assertArrayEquals(Bytes.of(direct::write), Bytes.of(travelled::write), "the same bits");
        return travelled;
    }

    private BinnedSample binned(double weight) {
        var candidate = new PlainCandidate(FourMomentum.ofPtEtaPhiM(0, 0, 0, 125), List.of());
        int reco = random.nextInt(RECO_BINS + 1) - 1;
        int fiducial = random.nextInt(BINS + 1) - 1;
        var event = new SelectedEvent(
                weight,
                reco < 0 ? -1 : 0,
                reco < 0 ? -1 : random.nextInt(2),
                reco < 0 ? null : candidate,
                fiducial < 0 ? -1 : random.nextInt(2),
                fiducial < 0 ? null : candidate,
                random.nextInt(10) > 0);
        return new BinnedSample(
                new Sample("s", "p", Role.SIGNAL, Point.NONE, "", 0.3),
                List.of(event),
                new int[] {reco},
                new int[] {fiducial},
                new double[] {125},
                new boolean[] {true});
    }

    @Test
    void countsOfTheResponse() throws IOException {
        var whole = new ResponseCounts(new int[] {0, 1}, RECO_BINS, BINS);
        var fillings = new ArrayList<Consumer<ResponseCounts>>();
        for (int piece = 0; piece < PIECES; piece++) {
            var samples = new ArrayList<BinnedSample>();
            for (int e = 0; e < 100; e++) {
                samples.add(binned(random.nextDouble()));
            }
            samples.forEach(whole::fill);
            fillings.add(counts -> samples.forEach(counts::fill));
        }
        ResponseCounts sum = sum(() -> new ResponseCounts(new int[] {0, 1}, RECO_BINS, BINS), fillings);
        for (int c = 0; c < 2; c++) {
            assertArrayEquals(whole.fiducial()[c], sum.fiducial()[c], 1e-12);
            assertArrayEquals(whole.nonFiducial()[c], sum.nonFiducial()[c], 1e-12);
            assertArrayEquals(whole.nonResonant()[c], sum.nonResonant()[c], 1e-12);
            for (int i = 0; i < RECO_BINS; i++) {
                assertArrayEquals(whole.selected()[c][i], sum.selected()[c][i], 1e-12);
                for (int j = 0; j < BINS; j++) {
                    assertEquals(whole.efficiencyError(c, i, j), sum.efficiencyError(c, i, j), 1e-12);
                }
            }
        }
        byte[] bytes = Bytes.of(sum::write);
        assertThrows(
                IOException.class,
                () -> new ResponseCounts(new int[] {0, 1}, RECO_BINS, BINS + 1).read(Bytes.input(bytes)));
    }

    @Test
    void cutflows() throws IOException {
        Supplier<Cutflow> empty = () -> Cutflow.empty(List.of("a", "b"), 2);
        Cutflow whole = empty.get();
        var fillings = new ArrayList<Consumer<Cutflow>>();
        for (int piece = 0; piece < PIECES; piece++) {
            double weight = random.nextDouble();
            int category = piece % 3 - 1;
            Consumer<Cutflow> filling = cutflow -> cutflow.count(piece(weight), category, weight);
            filling.accept(whole);
            fillings.add(filling);
        }
        Cutflow sum = sum(empty, fillings);
        for (int cut = 0; cut < 2; cut++) {
            assertEquals(whole.total(cut), sum.total(cut));
            assertEquals(whole.totalWeight(cut), sum.totalWeight(cut), 1e-12);
        }
        byte[] bytes = Bytes.of(sum::write);
        assertThrows(
                IOException.class, () -> Cutflow.empty(List.of("a", "c"), 2).read(Bytes.input(bytes)));
    }

    private static int piece(double weight) {
        return weight < 0.5 ? 0 : 1;
    }

    @Test
    void sumsOfWeights() throws IOException {
        Supplier<Generated> empty = () -> new Generated(3);
        var fillings = new ArrayList<Consumer<Generated>>();
        double weights = 0;
        for (int piece = 0; piece < PIECES; piece++) {
            double weight = random.nextDouble();
            double crossSection = piece + 1;
            weights += weight;
            fillings.add(generated -> generated.fill(crossSection, weight));
        }
        Generated sum = sum(empty, fillings);
        assertEquals(3 * (PIECES + 1), sum.entries());
        assertEquals(1, sum.crossSection(), "that of the first");
        assertEquals(weights, sum.sumOfWeights(), 1e-12);
        Generated none = sum(() -> new Generated(0), List.of(generated -> {}));
        assertEquals(Double.NaN, none.crossSection());
    }
}

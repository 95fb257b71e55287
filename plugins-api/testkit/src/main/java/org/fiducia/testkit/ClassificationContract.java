package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Classification;
import org.fiducia.api.observable.ObservableInfo;
import org.junit.jupiter.api.Test;

/**
 * What every classification of events keeps, on both sides; {@link ObservableContract} is more. The test of one extends it and
 * gives it to the constructor.
 *
 * @param <C> candidate that the classification needs
 */
public abstract class ClassificationContract<C extends Candidate> {
    private static final int CANDIDATES = 500;
    private static final int CATEGORIES = 3;
    private static final List<String> PROCESSES = List.of("ggH", "VBF", "WH", "ZH", "ttH", "a process of no name");

    private final Classification<C> classification;

    /** @param classification the classification under test */
    protected ClassificationContract(Classification<C> classification) {
        this.classification = classification;
    }

    /** Random candidates, of a source that {@link ServiceLoader} finds; the same at every call. */
    protected final List<C> candidates() {
        return ObservableContract.candidates(classification.candidateType(), CANDIDATES);
    }

    @Test
    void declaresItself() {
        ObservableInfo info = classification.info();
        assertAll(
                () -> assertTrue(info.id().matches("[A-Za-z][A-Za-z0-9-]*"), "id: letters, digits, dashes"),
                () -> assertEquals(info.id(), classification.id()),
                () -> assertEquals(info, classification.info(), "the same declaration at every call"),
                () -> assertFalse(info.axes().isEmpty(), "at least one axis"),
                () -> assertTrue(info.axes().stream().noneMatch(a -> a.title().isBlank()), "every axis has a title"));
        for (Binning bins : List.of(info.binning(), info.reconstructed())) {
            var labels = new HashSet<String>();
            bins.bins().stream()
                    .map(Bin::label)
                    .forEach(label -> assertTrue(labels.add(label), () -> "two bins are called " + label));
        }
    }

    @Test
    void bothSidesSortIntoBinsThatAreThere() {
        int fiducial = classification.info().binning().size();
        int reconstructed = classification.info().reconstructed().size();
        var found = new HashSet<Integer>();
        for (C candidate : candidates()) {
            for (String process : PROCESSES) {
                int bin = classification.fiducial(process, candidate);
                assertTrue(bin >= -1 && bin < fiducial, () -> bin + " of " + fiducial + " for " + candidate);
                found.add(bin);
            }
            for (int category = 0; category < CATEGORIES; category++) {
                int bin = classification.reconstructed(candidate, category);
                assertTrue(bin >= -1 && bin < reconstructed, () -> bin + " of " + reconstructed + " for " + candidate);
            }
        }
        assertTrue(found.size() > 1 || fiducial == 1, "candidates are told apart");
    }

    /** Not of what was asked before, nor of the thread that asks. */
    @Test
    void isAFunctionOfTheCandidateAlone() {
        List<C> candidates = candidates();
        List<Integer> once = sides(candidates.stream());
        assertEquals(once, sides(candidates().parallelStream()));
    }

    private List<Integer> sides(Stream<C> candidates) {
        return candidates
                .flatMap(candidate -> Stream.concat(
                        PROCESSES.stream().map(process -> classification.fiducial(process, candidate)),
                        Stream.of(0, 1, 2).map(category -> classification.reconstructed(candidate, category))))
                .toList();
    }

    @Test
    void isTheSameWhenACardSaysNothing() {
        assertEquals(
                Contents.of(classification.info()),
                Contents.of(classification.configured(Settings.none()).info()));
        Refusals.ofUnknown(Settings.none(), classification::configured);
    }
}

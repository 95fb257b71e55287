package org.fiducia.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Sample;
import org.fiducia.kernel.store.Bytes;
import org.junit.jupiter.api.Test;

/** What is selected of a piece of a file is the same after it has travelled. */
class SelectionTest {
    private static final List<String> CUTS = List.of("all", "selected");

    private static final int CATEGORIES = 2;

    private final Lines.Tiny channel = new Lines.Tiny(new Calls());

    private Selection selection(SelectedEvent... events) {
        var selection = new Selection(channel, CUTS, CATEGORIES);
        Arrays.asList(events).forEach(selection::keep);
        return selection;
    }

    private Selection travelled(Selection selection) throws IOException {
        var copy = new Selection(channel, CUTS, CATEGORIES);
        copy.keep(event(99, Lines.candidate(1, 1), null)); // what it held before goes
        copy.read(Bytes.input(Bytes.of(selection::write)));
        return copy;
    }

    private static SelectedEvent event(double weight, Candidate reco, Candidate fiducial) {
        return new SelectedEvent(
                weight,
                reco == null ? -1 : 1,
                reco == null ? -1 : 1,
                reco,
                fiducial == null ? -1 : 0,
                fiducial,
                weight > 0);
    }

    @Test
    void everyKindOfEventTravels() throws IOException {
        Candidate reco = Lines.candidate(105.25, 0.1);
        Candidate fiducial = Lines.candidate(0, 1.7);
        SelectedEvent both = event(0.1, reco, fiducial).withVariations(new float[] {0.5f, Float.NaN, -1});
        Selection copy = travelled(selection(both, event(-2, reco, null), event(3, null, fiducial)));
        assertEquals(3, copy.events().size());
        SelectedEvent first = copy.events().get(0);
        assertEquals(both.reco(), first.reco());
        assertEquals(both.fiducial(), first.fiducial());
        assertArrayEquals(both.variations(), first.variations());
        assertEquals(0.1, first.weight());
        assertEquals(List.of(1, 1, 0), List.of(first.region(), first.category(), first.fiducialCategory()));
        assertTrue(first.resonant());
        SelectedEvent second = copy.events().get(1);
        assertEquals(-2, second.weight());
        assertNull(second.fiducial());
        assertEquals(-1, second.fiducialCategory());
        assertEquals(false, second.resonant());
        SelectedEvent third = copy.events().get(2);
        assertNull(third.reco());
        assertEquals(List.of(-1, -1, 0), List.of(third.region(), third.category(), third.fiducialCategory()));
    }

    @Test
    void piecesAreAddedInTheirOrder() throws IOException {
        Selection sum = selection(event(1, Lines.candidate(1, 0), null));
        Selection other = selection(event(2, Lines.candidate(2, 0), null), event(3, Lines.candidate(3, 0), null));
        sum.cutflow().count(0, -1, 1);
        other.cutflow().count(0, -1, 5);
        other.cutflow().count(1, 1, 2);
        sum.add(travelled(other));
        assertEquals(
                List.of(1.0, 2.0, 3.0),
                sum.events().stream().map(SelectedEvent::weight).toList());
        assertEquals(2, sum.cutflow().total(0));
        assertEquals(6, sum.cutflow().totalWeight(0));
        assertEquals(2, sum.cutflow().weights()[1][2]);
        assertEquals(2, other.events().size(), "what is added stays as it is");
    }

    @Test
    void eventsHeldAsTheyAreWrittenAreTheSame() throws IOException {
        int events = 2 * Selection.PAGE + 3;
        var objects = new Selection(channel, CUTS, CATEGORIES);
        var written = new Selection(channel, CUTS, CATEGORIES, 0, Selection.Holding.PAGES);
        for (int i = 0; i < events; i++) {
            SelectedEvent event = event(i, Lines.candidate(105 + i, 0.5), null);
            objects.keep(event);
            written.keep(event);
        }
        assertEquals(events, written.size());
        byte[] bytes = Bytes.of(objects::write);
        assertArrayEquals(bytes, Bytes.of(written::write));
        assertEquals(3, written.pages().size());
        var copy = new Selection(channel, CUTS, CATEGORIES, 0, Selection.Holding.PAGES);
        copy.read(Bytes.input(bytes));
        copy.keep(event(events, Lines.candidate(1, 1), null)); // behind a page that is not full
        assertEquals(events + 1, copy.size());
        assertEquals(events, copy.events().get(events).weight());
        assertEquals(objects.events().get(600).reco(), copy.events().get(600).reco());
        assertEquals(events, written.events().size());
        assertArrayEquals(bytes, Bytes.of(written::write), "read back, and written again");
    }

    @Test
    void whatIsNoSelectionOfTheseCutsIsRefused() throws IOException {
        byte[] bytes = Bytes.of(selection(event(1, Lines.candidate(1, 0), null))::write);
        assertThrows(
                IOException.class,
                () -> new Selection(channel, List.of("all", "other"), CATEGORIES).read(Bytes.input(bytes)));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(
                    IOException.class,
                    () -> new Selection(channel, CUTS, CATEGORIES).read(Bytes.input(cut)),
                    "cut short");
        }
    }

    @Test
    void aHeaderTravels() throws IOException {
        var generated = new Generated(70);
        generated.fill(2.5, 10);
        var header = new FileHeader(
                Path.of("a"), "Events", true, List.of(new Sample.Variation("scale", 3, 1.25)), generated);
        FileHeader copy = FileHeader.read(Path.of("b"), Bytes.input(Bytes.of(header::write)));
        assertEquals("Events", copy.tree());
        assertTrue(copy.ranges());
        assertEquals(header.variations(), copy.variations());
        assertEquals(70, copy.generated().entries());
        assertEquals(2.5, copy.generated().crossSection());
        assertEquals(10, copy.generated().sumOfWeights());
        assertEquals(Path.of("b"), copy.file());
    }

    @Test
    void whatStepsCountedAndFactorsOfCandidatesTravel() throws IOException {
        var channel = new Numbers.Large();
        var selection = new Selection(channel, List.of("all", "step", "large"), 2, 2, Selection.Holding.OBJECTS);
        selection.counts().get(1).put("run 7", 5L);
        var candidate = new org.fiducia.testkit.PlainCandidate(
                org.fiducia.api.channel.FourMomentum.ofPtEtaPhiM(0, 0, 0, 125), List.of());
        selection.keep(new org.fiducia.api.channel.SelectedEvent(2, 0, 1, candidate, -1, null, true).withFactor(0.75));
        var copy = new Selection(channel, List.of("all", "step", "large"), 2, 2, Selection.Holding.OBJECTS);
        copy.read(Bytes.input(Bytes.of(selection::write)));
        assertEquals(selection.counts(), copy.counts());
        assertEquals(1.5, copy.events().get(0).selectedWeight());
        copy.add(selection);
        assertEquals(10L, copy.counts().get(1).get("run 7"));
        assertEquals(2, copy.events().size());
    }

    @Test
    void unitsCoverAFileWithoutGapsOrOverlaps() {
        for (long entries : new long[] {0, 1, 99_999, 100_000, 100_001, 1_234_567}) {
            var header = new FileHeader(Path.of("a"), "t", true, List.of(), new Generated(entries));
            long next = 0;
            List<EventUnit> units = EventUnit.of(null, null, List.of(), header);
            for (EventUnit unit : units) {
                assertEquals(next, unit.first());
                assertTrue(unit.count() <= EventUnit.EVENTS, "not larger than one may be");
                next += unit.count();
            }
            assertEquals(entries, next);
            assertEquals(Math.max(1, (entries + EventUnit.EVENTS - 1) / EventUnit.EVENTS), units.size());
        }
    }
}

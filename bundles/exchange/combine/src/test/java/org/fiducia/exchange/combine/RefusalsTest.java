package org.fiducia.exchange.combine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cards that make no sense are refused by their line. */
class RefusalsTest {
    @TempDir
    Path folder;

    private final MemoryReader histograms = new MemoryReader()
            .put("data_obs", 30, 20)
            .put("sig", 1, 2)
            .put("bkg", 30, 18)
            .put("other", 1, 2, 3)
            .put("bkg_tUp", 30, 20);

    private void refused(String text, String message) {
        var refused = assertThrows(FiduciaException.class, () -> Read.card(folder, text, "", histograms));
        assertEquals(Kind.INPUT, refused.kind());
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
        assertTrue(refused.getMessage().startsWith("card.txt"), refused.getMessage());
        assertFalse(refused.remedy().isBlank(), refused.getMessage());
    }

    @Test
    void countsAndColumns() {
        String card = CountingTest.card("a lnN 1.1 1.2");
        refused(card.replace("rate 3 10", "rate 3"), "line 11: 'rate' has 1 columns");
        refused(card.replace("rate 3 10", "rate 3 -2"), "bkg of channel ch has the negative rate -2");
        refused(card.replace("rate 3 10", "rate 3 -1"), "negative rate -1");
        refused(card.replace("rate 3 10", "rate 3 x"), "'x' is no number");
        refused(card.replace("observation 12", "observation 12 3"), "'observation' has 2 columns");
        refused(card.replace("observation 12", "observation -12"), "observes -12 events");
        refused(card.replace("imax 1", "imax 2"), "imax is 2, but the card has 1");
        refused(card.replace("jmax 1", "jmax 3"), "jmax is 3");
        refused(card.replace("kmax *", "kmax 4"), "kmax is 4, but the card has 1");
        refused(card.replace("process 0 1", "process 0 x"), "'x' is no number");
        refused(card.replace("process sig bkg", "process sig sig"), "sig");
        refused(card.replace("rate 3 10", "rat 3 10"), "'rat' begins no line");
        refused(card.replace("bin ch ch", "bin ch cg"), "there is no channel cg");
    }

    @Test
    void nuisances() {
        refused(CountingTest.card("a lnN 1.1"), "line 13: a has 1 columns, but the line 'rate' (line 11) has 2");
        refused(CountingTest.card("a lnn 1.1 1.2"), "type 'lnn', which is not known");
        refused(CountingTest.card("a lnN -1.1 1.2"), "has no logarithm");
        refused(CountingTest.card("a lnN 1.1/0 1.2"), "has no logarithm");
        refused(CountingTest.card("a gmN 4 - 0.5"), "4.0 · 0.5 = 2.0 events");
        refused(CountingTest.card("a gmN 2.5 - 4"), "gmN of 2.5 events");
        refused(CountingTest.card("a lnN 1.1 1.1", "a lnN 1.1 1.1"), "comes in line 13 already");
        refused(CountingTest.card("a extArg 1"), "extArg, which is not supported");
        refused(CountingTest.card("nuisance edit freeze a"), "'nuisance edit' is not supported");
        refused(CountingTest.card("a discrete"), "discrete, which is not supported");
        refused(CountingTest.card("a shape - 1"), "changes the shape");
        refused(CountingTest.card("g group = a"), "has no nuisance a");
        refused(CountingTest.card("a rateParam ch bkq 1"), "process bkq of channel ch");
        refused(CountingTest.card("a rateParam ch bkg @0*2 b"), "depends on b");
        refused(CountingTest.card("a rateParam ch bkg @1*2 a"), "asks for @1");
        refused(CountingTest.card("a rateParam ch bkg @0*2 a"), "depends on itself");
        refused(CountingTest.card("a rateParam ch bkg file.root:w"), "a RooWorkspace");
        refused(CountingTest.card("a param 1 0"), "'0' is no width");
        refused(CountingTest.card("a rateParam ch bkg 1 [2,3]"), "does not hold the value");
        refused(CountingTest.card("x autoMCStats 10"), "there is no channel x");
    }

    @Test
    void shapes() throws IOException {
        String card = ShapesTest.card("t shape - 1");
        refused(card, "no histogram bkg_tDown in shapes.root, for process bkg of channel ch at tDown");
        refused(card.replace("shapes.root", "none.root"), "there is no file");
        refused(card.replace("$PROCESS ", "w:$PROCESS "), "w:sig for process sig of channel ch is an object of a Roo");
        refused(card.replace("$PROCESS ", "w "), "w of shapes.root for process sig of channel ch is a RooWorkspace");
        refused(card.replace("$PROCESS ", "dir/$PROCESS "), "in folder dir of shapes.root");
        refused(
                card.replace("process sig bkg", "process sig other").replace("t shape - 1", ""),
                "3 bins from 0.0 to 3.0");
        refused(card.replace("rate -1 -1", "rate -1 40"), "rate 40.0, but its histogram bkg the sum 48.0");
        refused(card.replace("observation -1", "observation 40").replace("t shape - 1", ""), "observes 40.0 events");
        refused(card.replace(" $PROCESS_$SYSTEMATIC", ""), "no histograms of changes are named");
        refused(card.replace("* * shapes", "sig ch shapes"), "no line of shapes is for process bkg");
    }

    @Test
    void anAnalysisIsForMassKeywordsAndMasks() {
        var refused =
                assertThrows(FiduciaException.class, () -> Read.card(folder, CountingTest.card(), "best", histograms));
        assertEquals(Kind.USAGE, refused.kind());
    }

    @Test
    void cardsAreToldByTheirContent() throws IOException {
        var format = new CombineFormat(List.of());
        Path file = folder.resolve("some.dat");
        Files.writeString(file, CountingTest.card());
        assertTrue(format.recognises(file));
        Files.writeString(file, "{\"channels\": [], \"measurements\": [\"process\"]}");
        assertFalse(format.recognises(file));
        Files.write(file, new byte[] {'i', 'm', 'a', 'x', 0, 1, 2});
        assertFalse(format.recognises(file));
        Files.writeString(file, "");
        assertFalse(format.recognises(file));
    }

    /** Words replaced, removed or doubled anywhere: the card is read or refused with a remedy, never more. */
    @Test
    void damagedCardsAreReadOrRefused() {
        String sound = ShapesTest.card(
                "t shape? - 1.2",
                "a lnN 1.1 0.9/1.2",
                "g gmN 96 - 0.5",
                "p param 1 0.1",
                "f rateParam * bkg @0*2 p",
                "h rateParam ch sig 1 [0,2]",
                "x group = a t",
                "* autoMCStats 10");
        String[] words = sound.split("(?<=\\s)");
        String[] odd = {
            "", "-1 ", "nan ", "x ", "1e300 ", "- ", "* ", "0/0 ", "[1,0] ", "\n", "rate ", "bin ", "1e-300 "
        };
        var random = new Random(5);
        int refused = 0;
        for (int trial = 0; trial < 1500; trial++) {
            String[] damaged = words.clone();
            int i = random.nextInt(words.length);
            damaged[i] = odd[random.nextInt(odd.length)]
                    + (random.nextInt(3) == 0 ? words[i] : "")
                    + (words[i].endsWith("\n") ? "\n" : "");
            try {
                Read read = Read.card(folder, String.join("", damaged), "", histograms);
                read.likelihood().value(read.model().model().initial());
            } catch (FiduciaException e) {
                assertFalse(e.remedy().isBlank(), e.getMessage());
                refused++;
            } catch (RuntimeException e) {
                throw new AssertionError(String.join("", damaged), e);
            }
        }
        assertTrue(refused > 500, refused + " refused");
    }
}

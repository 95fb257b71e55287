package org.fiducia.calibration.jetmass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Verb.Terminal;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.FitRegion;
import org.fiducia.api.measurement.Point;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.observable.Axis;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Table;
import org.fiducia.channel.hbb.MergedJet;
import org.fiducia.channel.hbb.TaggedBins;
import org.fiducia.testkit.PlainCandidate;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The verb on jets of a known resolution. */
class JetMassVerbTest {
    private static final Analysis ANALYSIS = new Analysis(
            "boosted",
            "",
            13,
            List.of(new Era("all", 10)),
            TaggedBins.categories(new double[] {450, 1200}),
            List.of(new Region("SR", "", true)),
            new FitRegion("SR", FitRegion.Use.SIGNAL, "jetMass", new Axis("m", "GeV", 0), 40, 201, 23),
            Point.of(Analysis.MASS, 125));

    private final List<CardSelection.Options> asked = new ArrayList<>();
    private Candidate odd;

    private BinnedSample sample(String name, Role role, double mass, double resolution) {
        var random = new Random(7);
        var events = new ArrayList<SelectedEvent>();
        for (int k = 0; k < 4000; k++) {
            Candidate jet = odd != null ? odd : new MergedJet(500, mass * (1 + resolution * random.nextGaussian()), 1);
            events.add(new SelectedEvent(2, 0, 0, jet, -1, null, false));
        }
        int n = events.size();
        return new BinnedSample(
                new Sample(name, name, role, Point.of(Analysis.MASS, 125), role == Role.DATA ? "all" : "", 0.25),
                events,
                new int[n],
                new int[n],
                new double[n],
                new boolean[n]);
    }

    private Report report(String... words) throws Exception {
        var verb = new JetMassVerb((terminal, options) -> {
            asked.add(options);
            boolean worse = options.changes().contains("channel/settings/mass=massSD");
            double scale = worse ? 0.98 : 1;
            double resolution = worse ? 0.12 : 0.1;
            return new CardSelection.Selected(
                    ANALYSIS,
                    List.of(
                            sample("ggH", Role.SIGNAL, 125 * scale, resolution),
                            sample("VBF", Role.SIGNAL, 125 * scale, resolution),
                            sample("Zbb", Role.BACKGROUND, 90 * scale, resolution),
                            sample("data", Role.DATA, 60, 1)),
                    Map.of());
        });
        new CommandLine(verb).parseArgs(words);
        var nowhere = new PrintWriter(Writer.nullWriter());
        return verb.report(
                new Terminal(nowhere, nowhere, Path.of("."), Path.of("."), Progress.NONE),
                new CardSelection.Options("mine.json", 1, false));
    }

    private static double number(List<Cell> row, int column) {
        return ((Cell.Number) row.get(column)).value();
    }

    @Test
    void comparesPeaksOfMasses() throws Exception {
        Report report = report("--compare", "mass=massSD");
        assertEquals(List.of(), asked.get(0).changes());
        assertEquals(List.of("channel/settings/mass=massSD"), asked.get(1).changes());
        List<List<Cell>> rows = report.all(Table.class).get(0).rows();
        assertEquals(4, rows.size());
        double[][] expected = {{125, 12.5}, {122.5, 14.7}, {90, 9}, {88.2, 10.6}};
        for (int r = 0; r < rows.size(); r++) {
            List<Cell> row = rows.get(r);
            assertEquals(r < 2 ? "signal" : "Zbb", row.get(0).text());
            assertEquals(r % 2 == 0 ? "card" : "mass=massSD", row.get(1).text());
            assertEquals(r < 2 ? 4000 : 2000, number(row, 2), 1e-9, "both samples of signal, per inverse femtobarn");
            assertEquals(expected[r][0], number(row, 3), 0.1 * expected[r][1]);
            assertEquals(expected[r][1], number(row, 4), 0.05 * expected[r][1]);
        }
        assertEquals(2, report.all(Figure.class).size());
    }

    @Test
    void refusesWhatIsNotThere() {
        assertTrue(assertThrows(FiduciaException.class, () -> report("--processes", "Zbc"))
                .remedy()
                .contains("Zbb"));
        assertTrue(assertThrows(FiduciaException.class, () -> report("--compare", "massSD"))
                .getMessage()
                .contains("massSD"));
        odd = PlainCandidate.atRest(125);
        assertTrue(
                assertThrows(FiduciaException.class, this::report).getMessage().contains("no merged jets"));
    }
}

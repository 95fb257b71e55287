package org.fiducia.writer.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.PredictedSpectrum;
import org.fiducia.api.measurement.PredictedSpectrum.Agreement;
import org.fiducia.api.measurement.Pulls;
import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.testkit.ExampleMass;
import org.fiducia.testkit.ExampleMeasurements;
import org.junit.jupiter.api.Test;

class TableWriterTest {
    private static String print(Measurement measurement, boolean json) {
        var out = new StringWriter();
        new TableWriter().write(measurement, Path.of("."), new ResultWriter.Console(new PrintWriter(out, true), json));
        return out.toString();
    }

    @Test
    void hasARowPerBinAndOneForAll() {
        Measurement measurement = ExampleMeasurements.transverseMomentum();
        String text = print(measurement, false);
        for (var bin : measurement.bins()) {
            String sigma = String.format(Locale.ROOT, "%.4f", bin.sigma());
            assertTrue(
                    text.lines().anyMatch(l -> l.startsWith(bin.bin().label()) && l.contains(sigma)),
                    bin.bin().label() + " in " + text);
        }
        assertTrue(text.lines().anyMatch(l -> l.startsWith("all ")), text);
        assertTrue(text.contains("p-value"), text);
        assertTrue(text.contains("170.8 /fb"), text);
    }

    @Test
    void alignsItsColumns() {
        List<String> rows = print(ExampleMeasurements.transverseMomentum(), false)
                .lines()
                .filter(l -> l.contains("+") && l.contains("−"))
                .toList();
        assertEquals(12, rows.size());
        assertEquals(1, rows.stream().mapToInt(String::length).distinct().count());
    }

    @Test
    void marksIntervalsOfOneSide() {
        String text = print(ExampleMeasurements.atLimit(), false);
        assertEquals(3, text.lines().filter(l -> l.contains("−0.0000 *")).count(), text);
        assertTrue(text.contains("* one-sided"), text);
        assertTrue(!print(ExampleMeasurements.transverseMomentum(), false).contains("one-sided"));
    }

    @Test
    void namesTheBinsThatDrivePredictions() {
        Measurement compared = ExampleMeasurements.compared();
        var reuse = compared.details().reuse();
        var soft = reuse.predictions().get(1);
        var contributions = new double[soft.sigma().length];
        contributions[0] = 12;
        contributions[3] = 42;
        contributions[4] = 5.9; // less than a tenth
        contributions[5] = -1;
        var driven = new PredictedSpectrum(
                soft.name(),
                soft.title(),
                soft.sigma(),
                soft.uncertainties(),
                new Agreement(60, contributions.length, 1e-9, contributions));
        String text = print(
                compared.with(compared.details()
                        .with(reuse.withPredictions(List.of(reuse.predictions().get(0), driven)))),
                false);
        int bins = contributions.length;
        assertTrue(text.lines().anyMatch(l -> l.startsWith("powheg: POWHEG") && l.contains("4.50/" + bins)), text);
        String line = text.lines()
                .filter(l -> l.startsWith("soft: too soft"))
                .findFirst()
                .orElseThrow();
        assertTrue(line.contains("60.00/" + bins) && line.contains("1.0e-09"), line);
        String first = compared.bins().get(3).bin().label();
        String second = compared.bins().get(0).bin().label();
        assertTrue(line.contains(first + " (") && line.indexOf(first + " (") < line.indexOf(second + " ("), line);
        assertTrue(!line.contains("5.9)") && line.contains("42.0)"), line);
        assertTrue(!print(ExampleMeasurements.transverseMomentum(), false).contains("χ²/ndof"));
    }

    @Test
    void showsCalibratedIntervalsBesideTheOthersAndWhy() {
        String text = print(ExampleMeasurements.calibrated(), false);
        assertTrue(text.lines().anyMatch(l -> l.contains("+0.0600 −0.0200 FC (lower limit)")), text);
        assertTrue(text.lines().anyMatch(l -> l.contains("(upper limit)") && !l.contains("FC")), text);
        String row = text.lines()
                .filter(l -> l.contains("0.0000 … 0.0800"))
                .findFirst()
                .orElseThrow();
        assertTrue(row.contains("0.0000 … 0.0700") && row.contains("0.0000 … 0.1234"), row);
        assertTrue(row.contains("700, 3") && row.contains("covers 84 % or more"), row);
        assertTrue(text.lines().anyMatch(l -> l.startsWith("FC: ") && l.contains("Feldman–Cousins")), text);
        assertTrue(!print(ExampleMeasurements.transverseMomentum(), false).contains("FC"));
    }

    @Test
    void contributionsToNothingAreNoPercentages() throws Exception {
        String text = print(ExampleMeasurements.nothingInTheFirstBin(), false);
        assertTrue(text.contains("uncertainty (fb)"), text);
        assertTrue(text.matches("(?s).*\\Rstatistical +\\+0\\.0550 −0\\.0500 .*"), text);
        assertFalse(text.contains("NaN") || text.contains("Infinity"), text);
    }

    @Test
    void showsSystematicsWhereTheyAre() {
        Measurement measurement = ExampleMeasurements.systematics();
        String text = print(measurement, false);
        assertTrue(text.lines().anyMatch(l -> l.startsWith("K1_pT4l_0 ") && l.contains("1.2000")), text);
        String lepton = String.format(
                Locale.ROOT,
                "+%.2f −%.2f",
                1.1 / measurement.bins().get(0).sigma(),
                1 / measurement.bins().get(0).sigma());
        assertTrue(text.lines().anyMatch(l -> l.startsWith("lepton") && l.contains(lepton)), lepton + " in " + text);
        assertTrue(text.contains("nuisance_19") && !text.contains("nuisance_20"), text);
    }

    @Test
    void summarisesSeveral() {
        var out = new StringWriter();
        var console = new ResultWriter.Console(new PrintWriter(out, true), false);
        List<Measurement> all = List.of(ExampleMeasurements.transverseMomentum(), ExampleMeasurements.rapidity());
        new TableWriter().summarise(all, Path.of("."), console);
        assertTrue(out.toString().lines().anyMatch(l -> l.startsWith("pT4l ")), out.toString());
        assertTrue(out.toString().lines().anyMatch(l -> l.startsWith("absY4l ")), out.toString());
        assertTrue(out.toString().lines().noneMatch(l -> l.startsWith("Pulls ")), "rapidity is of Asimov data");
    }

    /** Against means and widths of correlated Gaussian pulls, drawn for two observables that deviate together. */
    @Test
    void spreadsOfPullsAreThoseOfCorrelatedGaussians() {
        double rho = 0.3;
        Measurement one = ExampleMeasurements.transverseMomentum();
        int n = one.bins().size();
        for (double[] row : one.correlation()) {
            for (int k = 0; k < n; k++) {
                row[k] = row[k] == 1 ? 1 : rho;
            }
        }
        var random = new Random(5);
        int toys = 200_000;
        double means = 0;
        double widths = 0;
        for (int toy = 0; toy < toys; toy++) {
            double common = Math.sqrt(rho) * random.nextGaussian();
            double sum = 0;
            double squares = 0;
            for (int k = 0; k < n; k++) {
                double pull = common + Math.sqrt(1 - rho) * random.nextGaussian();
                sum += pull;
                squares += pull * pull;
            }
            means += sum * sum / (n * n);
            widths += (squares / n - 1) * (squares / n - 1) / 4; // of the root, to first order
        }
        Pulls pulls = Pulls.of(List.of(one, one));
        assertEquals(Math.sqrt(means / toys), pulls.meanSpread(), 0.01 * pulls.meanSpread());
        assertEquals(Math.sqrt(widths / toys), pulls.widthSpread(), 0.02 * pulls.widthSpread());
        assertEquals(2 * n, pulls.bins());
        String line = Pulls.line(List.of(one, one));
        assertTrue(line.startsWith("Pulls of all 22 bins: mean "), line);
    }

    private static String row(String text, String name) {
        return text.lines()
                .filter(l -> l.startsWith(name + "  "))
                .reduce((first, last) -> last)
                .orElseThrow()
                .replaceAll(" +", " ")
                .strip();
    }

    @Test
    void theBudgetOfAMassIsInMeVWithItsTotals() {
        String text = print(ExampleMass.measurement(), false);
        assertTrue(text.lines().anyMatch(l -> l.matches("uncertainty +mH \\(MeV\\)")), text);
        assertEquals("muon sample +97.2 −95.1", row(text, "muon sample"));
        assertEquals("correlation +20.0 +20.0", row(text, "correlation"), "a signed root");
        assertEquals("all systematic +120.0 −120.0", row(text, "all systematic"));
        assertEquals("total +156.2 −156.2", row(text, "total"));
        assertEquals("scale_0 +0.50 0.97 −60.0 +50.0 muon sample", row(text, "scale_0"));
        String large = print(ExampleMass.measurement("GeV", 10), false);
        assertEquals("total +1.5620 −1.5620", row(large, "total"));
        assertTrue(large.contains("mH (GeV)"), large);
        assertTrue(print(ExampleMass.measurement("", 1), false).contains("Δ mH"));
    }

    @Test
    void aCategoryWithoutSignalHasNoPeak() {
        String text = print(ExampleMass.measurement(), false);
        assertEquals("tagged 1235 135.3 124.90 1.61 13.7 0.630", row(text, "tagged"));
        assertEquals("rest 400 -2.0", row(text, "rest"));
        assertTrue(!print(ExampleMeasurements.systematics(), false).contains("σ_eff"));
    }

    @Test
    void isSilentWhenJsonIsAskedFor() {
        assertEquals("", print(ExampleMeasurements.oneBin(), true));
    }
}

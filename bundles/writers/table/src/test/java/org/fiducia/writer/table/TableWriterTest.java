package org.fiducia.writer.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.ResultWriter;
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
    }

    @Test
    void isSilentWhenJsonIsAskedFor() {
        assertEquals("", print(ExampleMeasurements.oneBin(), true));
    }
}

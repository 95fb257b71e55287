package org.fiducia.publisher.hepdata;

import static org.fiducia.publisher.hepdata.TableDocument.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.Progress;
import org.fiducia.api.exchange.Prediction;
import org.fiducia.api.exchange.Prediction.Spectrum;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.observable.Axis;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.api.observable.Range;
import org.fiducia.api.observable.Rectangles;
import org.fiducia.api.observable.Target;
import org.fiducia.exchange.prediction.HepDataPrediction;
import org.fiducia.publisher.tables.DataTable;
import org.fiducia.publisher.tables.Tables;
import org.fiducia.testkit.ExampleMeasurements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A spectrum of two coordinates is written as one table per slice, and read back as one prediction. */
class PairsReadBackTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @TempDir
    Path folder;

    private static Measurement of(Binning binning) {
        var axes = List.of(new Axis("$p$", "GeV", 0), new Axis("$q$", "", 1));
        var results = new ArrayList<BinResult>();
        for (int j = 0; j < binning.size(); j++) {
            var error = new Uncertainty(.01 * (j + 1), .02 * (j + 1));
            results.add(new BinResult(binning.bins().get(j), 1 + j, error, error, error, .9 + j / 7.));
        }
        return ExampleMeasurements.rectangles()
                .withObservable(new ObservableInfo("p-q", Target.PRODUCTION, axes, binning))
                .withBins(results);
    }

    /** The tables of cross sections alone. */
    private Prediction published(Measurement measurement) throws Exception {
        var documents = new ArrayList<Map<String, Object>>();
        var data = new LinkedHashMap<String, Map<String, Object>>();
        List<DataTable> tables = Tables.of(List.of(measurement));
        for (int t = 0; t < tables.size(); t++) {
            DataTable table = tables.get(t);
            if (table.id().contains("_cross-sections")) {
                String file = table.id() + ".yaml";
                data.put(file, TableDocument.of(table, t));
                var keywords = TableDocument.keywords(table, Tables.reaction(measurement), Tables.energy(measurement));
                documents.add(map("name", table.name(), "description", "", "keywords", keywords, "data_file", file));
            }
        }
        var submission = new Submission(map("comment", "none"), documents, data, Map.of());
        for (var file : submission.files(1).entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        return new HepDataPrediction().read(folder, Progress.NONE);
    }

    private void check(Measurement measurement, int tables) throws Exception {
        Prediction prediction = published(measurement);
        assertEquals(tables, folder.toFile().list().length - 1);
        Spectrum whole = prediction.spectrum(measurement.observable().id()).orElseThrow();
        List<List<Range>> places =
                whole.binning().bins().stream().map(Bin::ranges).toList();
        assertEquals(measurement.bins().size(), places.size());
        for (BinResult bin : measurement.bins()) {
            int k = places.indexOf(bin.bin().ranges());
            assertTrue(k >= 0, bin.bin() + " is not in " + places);
            assertEquals(bin.sm(), whole.sigma()[k]);
        }
        Spectrum measured =
                prediction.spectrum(measurement.observable().id() + "/1").orElseThrow();
        for (BinResult bin : measurement.bins()) {
            int k = places.indexOf(bin.bin().ranges());
            assertEquals(bin.sigma(), measured.sigma()[k]);
            assertEquals(bin.stat(), measured.uncertainties().get("stat").get(k));
        }
    }

    @Test
    void slicesOfIntervals() throws Exception {
        check(
                of(new Rectangles("p", "q")
                        .alongFirst(new Range(0, 50), 0, .1, .2, .3, .4, .5, 1)
                        .alongFirst(new Range(50, INFINITY), 0, .5, 1, 1.5, 2, 2.5, 3)
                        .binning()),
                2);
    }

    /** With what has no coordinate, any, or an end that is hardly one. */
    @Test
    void slicesAndClasses() throws Exception {
        check(
                of(new Rectangles("p", "q")
                        .bin("none", Range.ABSENT, Range.ANY)
                        .bin("one", new Range(30, INFINITY), Range.ABSENT)
                        .alongSecond(new Range(0, 30), 0, 35, 55, 70, 90, 125, INFINITY)
                        .alongSecond(new Range(30, INFINITY), 0, 100, 200, 250, INFINITY)
                        .binning()),
                3);
    }

    @Test
    void anExampleOfTheTestKit() throws Exception {
        Measurement rectangles = ExampleMeasurements.rectangles();
        check(rectangles, (int) Tables.of(List.of(rectangles)).stream()
                .filter(table -> table.id().contains("_cross-sections"))
                .count());
    }
}

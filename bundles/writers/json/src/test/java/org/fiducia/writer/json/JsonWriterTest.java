package org.fiducia.writer.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.testkit.ExampleMass;
import org.fiducia.testkit.ExampleMeasurements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonWriterTest {
    @TempDir
    Path folder;

    private final StringWriter printed = new StringWriter();

    private JsonNode write(Measurement measurement, boolean json) throws Exception {
        new JsonWriter().write(measurement, folder, new ResultWriter.Console(new PrintWriter(printed, true), json));
        return new ObjectMapper().readTree(folder.resolve("result.json").toFile());
    }

    @Test
    void keepsEveryNumber() throws Exception {
        Measurement measurement = ExampleMeasurements.transverseMomentum();
        JsonNode root = write(measurement, false);
        assertEquals("pT4l", root.get("observable").asText());
        assertEquals(170.8, root.get("luminosity").asDouble(), 1e-9);
        for (int i = 0; i < measurement.bins().size(); i++) {
            var bin = measurement.bins().get(i);
            JsonNode node = root.get("bins").get(i);
            assertEquals(bin.sigma(), node.get("sigma").asDouble());
            assertEquals(bin.total().up(), node.get("total").get("up").asDouble());
            assertEquals(bin.stat().down(), node.get("stat").get("down").asDouble());
        }
        assertFalse(root.has("label"), "the data are what they are called");
        assertEquals(measurement.pValueSm(), root.get("pValueSm").asDouble());
        assertEquals("", printed.toString(), "prints only when asked for JSON");
    }

    @Test
    void marksIntervalsOfOneSide() throws Exception {
        JsonNode bins = write(ExampleMeasurements.atLimit(), false).get("bins");
        assertTrue(bins.get(1).get("total").get("oneSided").asBoolean());
        assertFalse(bins.get(0).get("total").has("oneSided"));
    }

    @Test
    void saysHowIntervalsWereFound() throws Exception {
        JsonNode bins = write(ExampleMeasurements.calibrated(), false).get("bins");
        JsonNode total = bins.get(bins.size() - 1).get("total");
        assertEquals("feldman-cousins", total.get("method").asText());
        assertTrue(total.get("lowerIsLimit").asBoolean());
        assertFalse(total.has("upperIsLimit"));
        JsonNode calibration = total.get("calibration");
        assertEquals(0.05, calibration.get("uncalibrated").get("up").asDouble());
        JsonNode upper = calibration.get("intervals").get(0).get("upper");
        assertEquals(1.3, upper.get("threshold").asDouble());
        assertEquals(0.002, upper.get("error").asDouble());
        assertEquals(0.1234, calibration.get("upperLimit").get("observed").asDouble());
        assertEquals(700, calibration.get("toys").get("used").asInt());
        assertEquals(3, calibration.get("toys").get("failed").asInt());
        JsonNode other = bins.get(bins.size() - 2).get("total");
        assertEquals("profile", other.get("method").asText());
        assertTrue(other.get("upperIsLimit").asBoolean());
        assertFalse(other.has("calibration"));
        assertFalse(bins.get(0).get("total").has("method"), "nothing is known of it");
    }

    @Test
    void writesWhatHasNoNumberAsNull() throws Exception {
        JsonNode bins = write(ExampleMeasurements.leadingJet(), false).get("bins");
        assertTrue(bins.get(0).get("absent").asBoolean());
        assertTrue(bins.get(0).get("lo").isNull());
        assertTrue(bins.get(bins.size() - 1).get("hi").isNull(), "unbounded");
        assertFalse(Files.readString(folder.resolve("result.json")).contains("NaN"));
    }

    @Test
    void writesBreakdownAndImpactsWhereTheyAre() throws Exception {
        Measurement measurement = ExampleMeasurements.systematics();
        JsonNode root = write(measurement, false);
        assertEquals(4, root.get("breakdown").size());
        assertEquals(
                .05, root.get("breakdown").get(0).get("bins").get(3).get("down").asDouble());
        assertEquals(24, root.get("impacts").size());
        assertEquals("nuisance_0", root.get("impacts").get(0).get("nuisance").asText());
        assertEquals("K1_pT4l_0", root.get("interest").get(0).get("name").asText());
        assertFalse(write(ExampleMeasurements.oneBin(), false).has("impacts"));
    }

    @Test
    void writesTheDetailsOfAFitInTheUnitsOfItsQuantities() throws Exception {
        JsonNode root = write(ExampleMass.measurement(), false);
        JsonNode mass = root.get("interest").get(1);
        assertEquals("muon sample", mass.get("breakdown").get(1).get("group").asText());
        assertEquals(.0951, mass.get("breakdown").get(1).get("down").asDouble());
        assertEquals(-.06, mass.get("impacts").get(0).get("up").asDouble());
        assertFalse(root.get("interest").get(0).has("breakdown"), "no coordinate of the point");
        JsonNode classes = root.get("classes");
        assertEquals(1.61, classes.get(0).get("width").asDouble());
        assertTrue(classes.get(1).get("purity").isNull());
        JsonNode weighted = root.get("weightedSpectrum");
        assertEquals(21, weighted.get("edges").size());
        assertEquals(200, weighted.get("background").size());
        assertFalse(write(ExampleMeasurements.systematics(), false).has("classes"));
    }

    @Test
    void writesWhatOthersNeed() throws Exception {
        JsonNode root = write(ExampleMeasurements.compared(), false);
        double error = root.get("bins").get(1).get("stat").get("up").asDouble();
        double below = root.get("bins").get(1).get("stat").get("down").asDouble();
        double variance = root.get("statisticalCovariance").get(1).get(1).asDouble();
        assertEquals(Math.pow((error + below) / 2, 2), variance, 1e-12);
        JsonNode powheg = root.get("predictions").get(0);
        assertEquals(
                .06 * powheg.get("sigma").get(0).asDouble(),
                powheg.get("uncertainties").get("scale").get(0).get("up").asDouble(),
                1e-12);
        assertEquals(1e-9, root.get("predictions").get(1).get("pValue").asDouble());
        assertEquals(2, root.get("fiducialDefinition").size());
        JsonNode spectrum = root.get("spectrum");
        assertEquals(spectrum.get("edges").size() - 1, spectrum.get("observed").size());
        assertFalse(write(ExampleMeasurements.oneBin(), false).has("predictions"));
    }

    @Test
    void saysWhatTheDataAre() throws Exception {
        JsonNode root = write(ExampleMeasurements.labelled(ExampleMeasurements.oneBin(), "Simulation"), false);
        assertEquals("Simulation", root.get("label").asText());
        assertEquals("observed", root.get("data").asText());
    }

    @Test
    void writesRectangles() throws Exception {
        JsonNode rectangle = write(ExampleMeasurements.rectangles(), false)
                .get("bins")
                .get(1)
                .get("rectangle");
        assertEquals(.2, rectangle.get(0).get("lo").asDouble());
        assertEquals(50, rectangle.get(1).get("hi").asDouble());
    }

    @Test
    void printsTheSameWhenAsked() throws Exception {
        write(ExampleMeasurements.oneBin(), true);
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("result.json")),
                printed.toString().strip().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}

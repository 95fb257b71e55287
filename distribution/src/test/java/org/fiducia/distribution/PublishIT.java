package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What is published of two observables, unpacked and read again: the numbers are those of the results. */
class PublishIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Product.Outcome run(String... words) throws Exception {
        return new Product(
                        folder, Map.of("FIDUCIA_STORE", folder.resolve("store").toString()))
                .run(words);
    }

    private static Map<String, byte[]> unpacked(byte[] archive) throws Exception {
        var files = new HashMap<String, byte[]>();
        try (var tar = new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                files.put(entry.getName(), tar.readAllBytes());
            }
        }
        return files;
    }

    private static JsonNode yaml(byte[] bytes) {
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        Object document = yaml.load(new String(bytes, StandardCharsets.UTF_8));
        return JSON.valueToTree(document);
    }

    private JsonNode result(String observable) throws Exception {
        return JSON.readTree(folder.resolve("results")
                .resolve(observable)
                .resolve("result.json")
                .toFile());
    }

    @Test
    void whatIsPublishedIsWhatWasMeasured() throws Exception {
        Product.Outcome outcome = run("measure", "pT4l", "nJets", "--publish");
        assertEquals(0, outcome.code(), outcome.err());
        assertTrue(outcome.out().contains("submission to HEPData in submission.tar.gz"), outcome.out());
        Path archive = folder.resolve("results/submission.tar.gz");
        byte[] bytes = Files.readAllBytes(archive);
        Map<String, byte[]> files = unpacked(bytes);
        for (String observable : List.of("pT4l", "nJets")) {
            JsonNode result = result(observable);
            crossSections(result, yaml(files.get(observable + "_cross-sections.yaml")));
            covariances(result, files, observable);
            ObjectNode inside = (ObjectNode) JSON.readTree(files.get(observable + "_result.json"));
            JsonNode schema = JSON.readTree(Path.of(System.getProperty("fiducia.home"))
                    .resolve("etc/result.schema.json")
                    .toFile());
            var messages = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(schema)
                    .validate(inside);
            assertTrue(messages.isEmpty(), messages::toString);
            inside.remove("provenance");
            ((ObjectNode) result).remove("provenance");
            assertEquals(result, inside);
            assertTrue(result.get("fiducialDefinition").size() > 5, "in words");
        }
        spectra(JSON.readTree(files.get("statistical_covariance_between_spectra.json")));
        likelihood(files.get("nJets.hs3.json"), result("nJets"));
        String reference = new String(files.get("FIDUCIA_13600GEV_H_ZZ_4L.yoda"), StandardCharsets.UTF_8);
        assertEquals(reference, Files.readString(folder.resolve("results/FIDUCIA_13600GEV_H_ZZ_4L.yoda")));
        assertTrue(reference.contains("BEGIN YODA_ESTIMATE1D_V3 /REF/FIDUCIA_13600GEV_H_ZZ_4L/d02-x01-y01"), "pT4l");
        assertTrue(reference.contains("Edges(A1): [\"0\", \"1\", \"2\", \"3\", \"≥ 4\"]"), "nJets");
        assertEquals(
                0,
                run("measure", "pT4l", "nJets", "--publish", "--threads", "1").code());
        assertArrayEquals(bytes, Files.readAllBytes(archive), "the same bytes again");
        predictions();
    }

    /** The archive as a prediction: of each observable that of the card, and of a table what it is asked for. */
    private void predictions() throws Exception {
        String archive = "results/submission.tar.gz";
        Product.Outcome outcome = run(
                "measure",
                "pT4l",
                "nJets",
                "--prediction",
                "card=" + archive,
                "--prediction",
                "itself=" + archive + "#pT4l cross sections/1");
        assertEquals(4, outcome.code(), "a table of pT4l is none of nJets");
        outcome = run("measure", "pT4l", "nJets", "--prediction", "card=" + archive);
        assertEquals(0, outcome.code(), outcome.err());
        for (String observable : List.of("pT4l", "nJets")) {
            JsonNode bins = result(observable).get("bins");
            JsonNode sigma = result(observable).at("/predictions/0/sigma");
            assertEquals(bins.size(), sigma.size());
            for (int j = 0; j < bins.size(); j++) {
                double sm = bins.get(j).get("sm").asDouble();
                assertEquals(sm, sigma.get(j).asDouble(), 1e-12 * sm);
            }
        }
        outcome = run("measure", "pT4l", "--prediction", "itself=" + archive + "#pT4l cross sections/1");
        assertEquals(0, outcome.code(), outcome.err());
        assertTrue(result("pT4l").at("/predictions/0/chi2").asDouble() < 1e-12, "measured as measured");
        outcome = run("measure", "pT4l", "--prediction", archive + "#pT4l");
        assertEquals(0, outcome.code(), outcome.err());
        outcome = run("measure", "mZ1", "--prediction", archive);
        assertEquals(4, outcome.code());
        assertTrue(outcome.err().contains("predicts no mZ1"), outcome.err());
    }

    private static void crossSections(JsonNode result, JsonNode table) {
        JsonNode sigma = table.at("/dependent_variables/0/values");
        JsonNode bins = result.get("bins");
        assertEquals(bins.size(), sigma.size());
        for (int j = 0; j < bins.size(); j++) {
            assertEquals(
                    bins.get(j).get("sigma").asDouble(),
                    sigma.get(j).get("value").asDouble());
            JsonNode error = sigma.get(j).at("/errors/0/asymerror");
            assertEquals(
                    bins.get(j).at("/stat/up").asDouble(), error.get("plus").asDouble());
            assertEquals(
                    -bins.get(j).at("/stat/down").asDouble(), error.get("minus").asDouble());
        }
    }

    private static double mean(JsonNode uncertainty) {
        return (uncertainty.get("down").asDouble() + uncertainty.get("up").asDouble()) / 2;
    }

    /** The total one has the correlation of the result; the statistical one its covariance, as far as errors are symmetric. */
    private static void covariances(JsonNode result, Map<String, byte[]> files, String observable) {
        JsonNode total = yaml(files.get(observable + "_covariance.yaml")).at("/dependent_variables/0/values");
        JsonNode statistical = yaml(files.get(observable + "_statistical.yaml")).at("/dependent_variables/0/values");
        JsonNode bins = result.get("bins");
        int n = bins.size();
        assertEquals(n * n, total.size());
        int compared = 0;
        for (int i = 0; i < n; i++) {
            double variance = result.get("statisticalCovariance").get(i).get(i).asDouble();
            double error = mean(bins.get(i).get("stat"));
            double asymmetry = Math.abs(bins.get(i).at("/stat/up").asDouble()
                            - bins.get(i).at("/stat/down").asDouble())
                    / error;
            if (bins.get(i).at("/total/method").asText().equals("profile")) {
                assertEquals(1, error * error / variance, 0.002 + asymmetry * asymmetry, "the error of the fit");
                compared++;
            }
            for (int j = 0; j < n; j++) {
                double expected = result.get("correlation").get(i).get(j).asDouble()
                        * mean(bins.get(i).get("total"))
                        * mean(bins.get(j).get("total"));
                assertEquals(expected, total.get(i * n + j).get("value").asDouble(), 1e-12);
            }
            assertEquals(error * error, statistical.get(i * n + i).get("value").asDouble(), 1e-12);
        }
        assertTrue(compared >= n - 1, "few intervals are calibrated");
    }

    /** The blocks of the observables are their own covariances within the precision of the replicas. */
    private void spectra(JsonNode spectra) throws Exception {
        int replicas = spectra.get("replicas").asInt();
        assertTrue(replicas >= 400, replicas + " replicas");
        double precision = 4 * Math.sqrt(2.0 / replicas);
        int at = 0;
        for (String observable : List.of("pT4l", "nJets")) {
            JsonNode own = result(observable).get("statisticalCovariance");
            for (int i = 0; i < own.size(); i++) {
                assertEquals(
                        observable,
                        spectra.at("/rows/" + (at + i) + "/observable").asText());
                for (int j = 0; j < own.size(); j++) {
                    double size = Math.sqrt(
                            own.get(i).get(i).asDouble() * own.get(j).get(j).asDouble());
                    assertEquals(
                            own.get(i).get(j).asDouble() / size,
                            spectra.at("/covariance/" + (at + i) + "/" + (at + j))
                                            .asDouble()
                                    / size,
                            precision,
                            observable);
                }
            }
            at += own.size();
        }
        assertEquals(at, spectra.get("covariance").size());
        double first = 0;
        double second = 0;
        double both = 0;
        int border = result("pT4l").get("bins").size();
        for (int i = 0; i < at; i++) {
            for (int j = 0; j < at; j++) {
                double element = spectra.at("/covariance/" + i + "/" + j).asDouble();
                first += i < border && j < border ? element : 0;
                second += i >= border && j >= border ? element : 0;
                both += i < border && j >= border ? element : 0;
            }
        }
        assertTrue(both / Math.sqrt(first * second) > 0.95, "the sums over the bins are of the same events");
    }

    private void likelihood(byte[] model, JsonNode result) throws Exception {
        Files.write(folder.resolve("model.json"), model);
        Product.Outcome fit = run("fit", "model.json", "--json");
        assertEquals(0, fit.code(), fit.err());
        int compared = 0;
        for (JsonNode parameter : JSON.readTree(fit.out()).get("parameters")) {
            for (JsonNode other : result.get("parameters")) {
                if (other.get("name").equals(parameter.get("name"))
                        && other.get("interest").asBoolean()) {
                    double error = other.get("error").asDouble();
                    assertEquals(
                            other.get("value").asDouble(),
                            parameter.get("value").asDouble(),
                            1e-3 * error);
                    compared++;
                }
            }
        }
        assertEquals(result.get("bins").size(), compared, "the cross section of every bin");
    }
}

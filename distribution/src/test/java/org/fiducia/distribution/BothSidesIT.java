package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is generated and what is counted may be sorted by different rules. */
class BothSidesIT {
    private static final String PRODUCTIONS = """
            package example;

            import java.util.*;
            import org.fiducia.api.Settings;
            import org.fiducia.api.channel.Candidate;
            import org.fiducia.api.observable.*;
            import org.osgi.service.component.annotations.Component;

            @Component(service = Classification.class)
            public final class Example implements Classification<Candidate> {
                private final int jets;

                public Example() {
                    this(2);
                }

                private Example(int jets) {
                    this.jets = jets;
                }

                private static Binning classes(String... names) {
                    var bins = new ArrayList<Bin>();
                    for (String name : names) {
                        bins.add(new Bin(name, List.of(new Range(bins.size(), bins.size() + 1))));
                    }
                    return new Binning(bins);
                }

                private static final ObservableInfo INFO = new ObservableInfo(
                        "productions", Target.PRODUCTION, List.of(new Axis("production", "", 0)),
                        classes("gluons", "others"), classes("few", "one more", "many"));

                public ObservableInfo info() {
                    return INFO;
                }

                public Class<Candidate> candidateType() {
                    return Candidate.class;
                }

                public int fiducial(String process, Candidate candidate) {
                    return process.equals("ggH") ? 0 : 1;
                }

                public int reconstructed(Candidate candidate, int category) {
                    int more = candidate.jets().size() - jets;
                    return more < 0 ? 0 : more == 0 ? 1 : 2;
                }

                public Classification<Candidate> configured(Settings settings) {
                    var configured = new Example(settings.integer("jets", 2));
                    settings.refuseUnknown();
                    return configured;
                }
            }
            """;

    @TempDir
    Path folder;

    private Product product() {
        return new Product(folder, Map.of());
    }

    private Path jar() {
        return product().deploy().resolve("productions.jar");
    }

    @AfterEach
    void clear() throws Exception {
        Files.deleteIfExists(jar());
    }

    private JsonNode measure(String id, String... options) throws Exception {
        var line = new ArrayList<>(List.of("measure", id, "--out", "out", "--set", "writers=[\"json\",\"plot\"]"));
        line.addAll(List.of(options));
        Product.Outcome outcome = product().run(line.toArray(String[]::new));
        assertEquals(0, outcome.code(), outcome.out() + outcome.err());
        return new ObjectMapper().readTree(Files.readString(folder.resolve("out/" + id + "/result.json")));
    }

    private static double sigma(JsonNode result, int bin) {
        return result.at("/bins/" + bin + "/sigma").asDouble();
    }

    /** Two reconstructed bins per measured one: the expectation gives back what it was made with. */
    @Test
    void finerBinsOfReconstruction() throws Exception {
        JsonNode result = measure(
                "pT4l",
                "--data",
                "asimov",
                "--set",
                "binnings/pT4l={\"fiducial\":[0,20,60,null],\"reconstructed\":[0,10,20,40,60,100,null]}");
        assertEquals(3, result.path("bins").size());
        assertEquals(6, result.path("recoBins").size());
        for (int j = 0; j < 3; j++) {
            assertEquals(result.at("/bins/" + j + "/sm").asDouble(), sigma(result, j), 1e-5);
        }
    }

    /** Fine intervals say what the events themselves say; one interval is an experiment that counts. */
    @Test
    void eventsMayBeCountedInIntervals() throws Exception {
        JsonNode events = measure("m4l");
        JsonNode fine = measure("m4l", "--set", "fit/intervals=1100");
        assertEquals(sigma(events, 0), sigma(fine, 0), 0.01 * sigma(events, 0));
        assertEquals(
                events.at("/bins/0/total/up").asDouble(),
                fine.at("/bins/0/total/up").asDouble(),
                0.005);
        JsonNode counted = measure("m4l", "--data", "asimov", "--set", "fit/intervals=1");
        assertEquals(counted.at("/bins/0/sm").asDouble(), sigma(counted, 0), 1e-4);
        assertTrue(counted.at("/bins/0/stat/up").asDouble()
                > 1.3 * events.at("/bins/0/stat/up").asDouble());
    }

    @Test
    void aClassificationIsOneJar() throws Exception {
        PluginJar.compile(jar(), folder, "productions", "1.0.0", PRODUCTIONS);
        JsonNode result = measure("productions");
        assertEquals("converged", result.path("status").asText());
        assertEquals("gluons", result.at("/bins/0/label").asText());
        double all = result.at("/inclusive/sigma").asDouble();
        assertEquals(all, sigma(result, 0) + sigma(result, 1), 1e-9);
        assertEquals(2.88, result.at("/inclusive/sm").asDouble(), 0.01);
        JsonNode other = measure(
                "productions",
                "--set",
                "plugins={\"classifications\":[{\"id\":\"productions\",\"settings\":{\"jets\":1}}]}");
        assertTrue(Math.abs(sigma(other, 0) - sigma(result, 0)) > 1e-6, "other classes of reconstruction");
        assertTrue(product().run("list", "classifications").out().contains("productions"));
    }
}

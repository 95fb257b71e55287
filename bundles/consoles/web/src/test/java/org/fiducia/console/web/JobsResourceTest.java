package org.fiducia.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.command.Job;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages may run, and what never becomes a word of it. */
class JobsResourceTest {
    private static final String MEASURE = """
            {"verb": "measure", "ids": [%s], "options": {%s}, "card": "home:analysis.json", "changes": [%s], "folder": "%s"}""";

    @TempDir
    private Path folder;

    private final PlayedJobs jobs = new PlayedJobs(Map.of());
    private final List<WebJob> changed = new ArrayList<>();
    private JobsResource resource;
    private Premises premises;

    @BeforeEach
    void make() throws Exception {
        Files.createDirectories(folder.resolve("home/etc"));
        Files.writeString(folder.resolve("home/etc/analysis.json"), "{\"schemaVersion\": 2, \"channel\": \"x\"}");
        Files.createDirectories(folder.resolve("work/models"));
        Files.writeString(folder.resolve("work/models/model.json"), "{}");
        Files.writeString(folder.resolve("secret.json"), "{}");
        premises = new Premises(
                folder.resolve("home"),
                folder.resolve("work"),
                folder.resolve("work/results"),
                Map.of("A", "B"),
                false);
        resource = new JobsResource(premises, new Cards(premises), jobs, changed::add);
    }

    private Answer post(String path, String body) {
        return resource.answer(new Request("POST", path, Map.of(), body.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow();
    }

    private JsonNode get(String path) throws Exception {
        return Answer.MAPPER.readTree(resource.answer(new Request("GET", path, Map.of(), new byte[0]))
                .orElseThrow()
                .text());
    }

    private Answer measure(String ids, String options, String changes, String out) {
        return post("/api/jobs", MEASURE.formatted(ids, options, changes, out));
    }

    private FiduciaException refused(String ids, String options, String changes, String out) {
        FiduciaException refused = assertThrows(
                FiduciaException.class, () -> measure(ids, options, changes, out), ids + options + changes + out);
        assertEquals(List.of(), jobs.calls, "nothing has run");
        return refused;
    }

    @Test
    void aVerbRunsWithTheWordsThatWereChosen() {
        Answer answer = measure(
                "\"pT4l\", \"nJets\"",
                "\"--breakdown\": \"true\", \"--data\": \"asimov\", \"--goodness\": \"200\", \"--scan\": \"true\"",
                "\"point/mH=125.38\", \"label=two words\"",
                "run-1");
        assertEquals(201, answer.status());
        assertEquals(
                List.of(
                        "measure",
                        "pT4l",
                        "nJets",
                        "--out=" + folder.resolve("work/results/run-1"),
                        "--card=" + folder.resolve("home/etc/analysis.json"),
                        "--set=point/mH=125.38",
                        "--set=label=two words",
                        "--data=asimov",
                        "--breakdown",
                        "--scan",
                        "--goodness=200"),
                jobs.last());
        assertEquals(folder.resolve("work"), jobs.calls.get(0).directory());
        assertEquals(Map.of("A", "B"), jobs.calls.get(0).environment());
        assertEquals(
                org.fiducia.api.command.Jobs.Display.NONE, jobs.calls.get(0).display());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--out=/tmp/x",
                "-h",
                "--card=/etc/passwd",
                "@arguments",
                "pT4l --out=/tmp",
                "pT4l;ls",
                "../pT4l",
                "$(ls)",
                "",
                " ",
                "a\\nb",
                "`ls`",
                "pT4l/../x"
            })
    void noIdIsAnOptionOrAFileOrACommandLine(String id) {
        refused('"' + id + '"', "", "", "run-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"--out\": \"/tmp\"",
                "\"--card\": \"x\"",
                "\"--set\": \"a=b\"",
                "\"--prediction\": \"/etc/passwd\"",
                "\"--verbose\": \"true\"",
                "\"--breakdown\": \"false --out=/tmp\"",
                "\"--goodness\": \"1 --out=/tmp\"",
                "\"--goodness\": \"-1\"",
                "\"--data\": \"other\"",
                "\"--data\": \"observed --out=/tmp\"",
                "\"\": \"x\"",
                "\"--scan\": \"A,B\""
            })
    void noOptionBeyondThoseOfTheForm(String option) {
        refused("\"pT4l\"", option, "", "run-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--out=/tmp", "@file", "-x=1", "noValue", "=x", "a\\u0000b=1", "a=b\\u0000", "a\\nb=1"})
    void aChangeIsAChangeOfTheCardAndNothingElse(String change) {
        refused("\"pT4l\"", "", '"' + change + '"', "run-1");
    }

    @Test
    void aChangeIsOneWordWhateverItHolds() {
        measure("\"pT4l\"", "", "\"label=x --out=/tmp '; rm -rf / @file\"", "run-1");
        assertTrue(
                jobs.last().contains("--set=label=x --out=/tmp '; rm -rf / @file"),
                jobs.last().toString());
        assertEquals(
                1, jobs.last().stream().filter(word -> word.startsWith("--out")).count());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "..",
                ".",
                "../elsewhere",
                "/tmp/x",
                "a/../../b",
                "a/b",
                ".hidden",
                "-x",
                "a b",
                "a\\u0000",
                "~"
            })
    void noResultIsWrittenOutsideTheFolderOfResults(String out) {
        refused("\"pT4l\"", "", "", out);
    }

    @Test
    void noResultIsWrittenThroughALink() throws Exception {
        Files.createDirectories(folder.resolve("work/results"));
        Files.createSymbolicLink(folder.resolve("work/results/away"), folder.resolve("home"));
        Files.createSymbolicLink(folder.resolve("work/results/nowhere"), folder.resolve("not-there"));
        refused("\"pT4l\"", "", "", "away");
        refused("\"pT4l\"", "", "", "nowhere");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "compare",
                "shell",
                "web",
                "store",
                "new-plugin",
                "export",
                "",
                "measure --all",
                "Measure"
            })
    void noVerbBeyondTheList(String verb) {
        assertThrows(FiduciaException.class, () -> post("/api/jobs", "{\"verb\": \"" + verb + "\"}"));
        assertEquals(List.of(), jobs.calls);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "here:../secret.json",
                "home:../../secret.json",
                "home:../etc/../../secret.json",
                "/etc/passwd",
                "",
                "here:"
            })
    void noCardFromElsewhere(String card) {
        String body = MEASURE.formatted("\"pT4l\"", "", "", "run-1").replace("home:analysis.json", card);
        assertThrows(FiduciaException.class, () -> post("/api/jobs", body));
        assertEquals(List.of(), jobs.calls);
    }

    @Test
    void aModelLiesBelowTheCallersFolder() {
        String body = "{\"verb\": \"fit\", \"ids\": [\"%s\"], \"options\": {}, \"folder\": \"fit-1\"}";
        for (String file : List.of(
                "../secret.json", "/etc/passwd", "--out=/tmp", "@models/model.json", "nothing.json", "models")) {
            assertThrows(FiduciaException.class, () -> post("/api/jobs", body.formatted(file)), file);
        }
        post("/api/jobs", body.formatted("models/model.json"));
        assertEquals(
                List.of(
                        "fit",
                        folder.resolve("work/models/model.json").toString(),
                        "--out=" + folder.resolve("work/results/fit-1")),
                jobs.last());
    }

    @Test
    void aBodyThatIsNoObjectIsRefused() {
        for (String body : List.of("", "[]", "\"measure\"", "{", "measure pT4l")) {
            assertThrows(FiduciaException.class, () -> post("/api/jobs", body), body);
        }
    }

    @Test
    void twoRunAtOnceAndAThirdWaitsForThePage() {
        assertEquals(201, measure("\"a\"", "", "", "run-1").status());
        assertEquals(201, measure("\"b\"", "", "", "run-2").status());
        Answer third = measure("\"c\"", "", "", "run-3");
        assertEquals(409, third.status());
        jobs.started.get(0).end(Job.State.DONE, 0);
        assertEquals(201, measure("\"c\"", "", "", "run-3").status());
    }

    @Test
    void aJobIsSeenAndCancelled() throws Exception {
        measure("\"pT4l\"", "", "", "run-1");
        JsonNode job = get("/api/jobs").get(0);
        assertEquals("running", job.path("state").asText());
        assertEquals("dancing", job.path("stage").asText());
        assertEquals(0.25, job.path("fraction").asDouble());
        assertEquals("<b>careful</b>", job.path("warnings").get(0).asText());
        jobs.calls.get(0).out().println("a table");
        jobs.calls.get(0).err().println("a remark");
        JsonNode whole = get("/api/jobs/" + job.path("id").asText());
        assertEquals("a table", whole.path("out").asText().strip());
        assertEquals("a remark", whole.path("err").asText().strip());
        assertEquals(
                200,
                post("/api/jobs/" + job.path("id").asText() + "/cancel", "{}").status());
        assertEquals("cancelled", get("/api/jobs").get(0).path("state").asText());
        assertEquals(404, post("/api/jobs/99/cancel", "{}").status());
        assertFalse(changed.isEmpty());
    }

    @Test
    void whatAJobPrintsIsKeptToALimit() throws Exception {
        measure("\"pT4l\"", "", "", "run-1");
        for (int k = 0; k < 30; k++) {
            jobs.calls.get(0).out().print("x".repeat(100_000));
            jobs.calls.get(0).out().flush();
        }
        assertTrue(get("/api/jobs/1").path("out").asText().length() < 1_000_010);
    }

    @Test
    void theEndOfTheConsoleIsTheEndOfItsJobs() {
        measure("\"pT4l\"", "", "", "run-1");
        resource.close();
        assertTrue(jobs.started.get(0).status().over());
    }

    @Test
    void aVerbWhoseBundleIsGoneIsNotOffered() throws Exception {
        var fewer = new PlayedJobs(Map.of(), List.of("fit", "list"));
        resource = new JobsResource(premises, new Cards(premises), fewer, changed::add);
        JsonNode verbs = get("/api/verbs");
        assertEquals(1, verbs.size());
        assertEquals("models/model.json", verbs.get(0).path("files").get(0).asText());
        assertThrows(FiduciaException.class, () -> measure("\"pT4l\"", "", "", "run-1"));
    }
}

package org.fiducia.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.drawing.WebPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results, and nothing beside them. */
class ResultsResourceTest {
    private static final String RESULT = """
            {"schemaVersion": 2, "observable": "pT4l", "title": "$p_T^{4\\\\ell}$ <img src=x onerror=alert(1)>", "data": "observed",
             "axes": [{"title": "$p_T$"}], "bins": [{"label": "p_T^j1 30–80"}, {"label": "<script>alert(1)</script>"}],
             "spectrum": {"edges": [0, 1, 2], "observed": [0, 100], "components": {"ZX": [1, 2]}}}""";

    @TempDir
    private Path folder;

    private final PlayedJobs jobs =
            new PlayedJobs(Map.of("compare", "{\"same\": false, \"old\": \"/a\", \"new\": \"/b\"}"));
    private ResultsResource resource;

    @BeforeEach
    void make() throws Exception {
        Files.createDirectories(folder.resolve("results/run-1/pT4l"));
        Files.createDirectories(folder.resolve("results/.fiducia-part-1"));
        Files.writeString(folder.resolve("results/.fiducia-part-1/result.json"), RESULT);
        Files.writeString(folder.resolve("results/run-1/pT4l/result.json"), RESULT);
        Files.writeString(
                folder.resolve("results/run-1/pT4l/report.html"), new WebPage("x", "", true).html("<p>x</p>"));
        Files.writeString(folder.resolve("results/run-1/pT4l/spectrum.svg"), "<svg/>");
        Files.writeString(folder.resolve("results/run-1/pT4l/odd name.exe"), "x");
        Files.writeString(folder.resolve("secret"), "secret");
        Files.createSymbolicLink(folder.resolve("results/run-1/pT4l/link"), folder.resolve("secret"));
        var premises = new Premises(folder, folder, folder.resolve("results"), Map.of(), false);
        resource = new ResultsResource(premises, new Verbs(premises, jobs));
    }

    private Answer get(String path, Map<String, String> query) throws Exception {
        return resource.answer(new Request("GET", path, query, new byte[0])).orElseGet(Answer::missing);
    }

    private JsonNode json(String path, Map<String, String> query) throws Exception {
        return Answer.MAPPER.readTree(get(path, query).text());
    }

    @Test
    void resultsAreListedWithTheirTitles() throws Exception {
        JsonNode list = json("/api/results", Map.of());
        assertEquals(1, list.size(), "no folder that is being written");
        assertEquals("run-1/pT4l", list.get(0).path("path").asText());
        assertEquals("pT4l", list.get(0).path("observable").asText());
        var names = new ArrayList<String>();
        list.get(0).path("files").forEach(file -> names.add(file.path("name").asText()));
        assertEquals(List.of("odd name.exe", "report.html", "result.json", "spectrum.svg"), names, "no links");
    }

    @Test
    void titlesAreMarkedUpAndWhatIsHostileInThemStaysText() throws Exception {
        String title = json("/api/results", Map.of()).get(0).path("label").asText();
        assertTrue(title.startsWith("<i>p</i><sub><i>T</i></sub><sup>4ℓ</sup>"), title);
        assertTrue(title.endsWith(" &lt;img src=x onerror=alert(1)&gt;"), title);
        JsonNode labels = json("/api/result", Map.of("path", "run-1/pT4l")).path("labels");
        assertEquals(
                "&lt;script&gt;alert(1)&lt;/script&gt;",
                labels.path("<script>alert(1)</script>").asText());
        assertTrue(
                labels.path("p_T^j1 30–80").asText().startsWith("<i>p</i><sub><i>T</i></sub><sup>"), labels.toString());
    }

    /** F. Garwood: 68.27 % of no event is up to 1.841, of 100 from 90.0 to 111.0. */
    @Test
    void countsHaveTheirIntervals() throws Exception {
        JsonNode spectrum = json("/api/result", Map.of("path", "run-1/pT4l")).path("spectrum");
        assertEquals(0, spectrum.path("lower").get(0).asDouble());
        assertEquals(1.841, spectrum.path("upper").get(0).asDouble(), 0.001);
        assertEquals(90.0, spectrum.path("lower").get(1).asDouble(), 0.05);
        assertEquals(111.0, spectrum.path("upper").get(1).asDouble(), 0.05);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/results/../secret",
                "/results/run-1/../../secret",
                "/results/run-1/pT4l/link",
                "/results//etc/passwd",
                "/results/run-1",
                "/results/.fiducia-part-1/result.json",
                "/archive/../secret",
                "/archive/..zip",
                "/results/",
                "/archive/run-1/pT4l/link.zip"
            })
    void nothingOutsideTheFolderOfResultsIsSent(String path) throws Exception {
        assertEquals(404, get(path, Map.of()).status(), path);
        assertEquals(404, get("/api/result", Map.of("path", "../" + path)).status());
    }

    @Test
    void aResultThatIsNoneIsRefused() throws Exception {
        Files.writeString(folder.resolve("results/run-1/result.json"), "{\"bins\": 3}");
        assertThrows(FiduciaException.class, () -> get("/api/result", Map.of("path", "run-1")));
    }

    @Test
    void aPageOfResultsRunsNothingButTheScriptOfFiducia() throws Exception {
        Answer page = get("/results/run-1/pT4l/report.html", Map.of());
        assertEquals(200, page.status());
        String policy = String.valueOf(page.headers().get("Content-Security-Policy"));
        String html = page.text();
        String own = html.substring(html.indexOf("script-src ") + "script-src ".length());
        String hash = own.substring(0, own.indexOf(';'));
        assertTrue(hash.startsWith("'sha256-"), hash);
        assertTrue(policy.contains("script-src " + hash + ";"), policy + " of a page with " + hash);
        assertTrue(policy.startsWith("default-src 'none'") && policy.contains("form-action 'none'"), policy);
        assertFalse(policy.contains("connect-src") || policy.contains("script-src 'self'"), policy);
    }

    @Test
    void pictureAreShownAndFilesOfOtherKindsAreSaved() throws Exception {
        Answer picture = get("/results/run-1/pT4l/spectrum.svg", Map.of());
        assertEquals("image/svg+xml", picture.headers().get("Content-Type"));
        assertFalse(picture.headers().containsKey("Content-Disposition"));
        Answer other = get("/results/run-1/pT4l/odd name.exe", Map.of());
        assertEquals("application/octet-stream", other.headers().get("Content-Type"));
        assertEquals("attachment; filename=\"odd_name.exe\"", other.headers().get("Content-Disposition"));
        assertEquals(
                "attachment; filename=\"result.json\"",
                get("/results/run-1/pT4l/result.json", Map.of("download", ""))
                        .headers()
                        .get("Content-Disposition"));
    }

    @Test
    void aFolderIsSentAsAnArchiveOfItsOwnFiles() throws Exception {
        var bytes = new ByteArrayOutputStream();
        get("/archive/run-1.zip", Map.of()).body().write(bytes);
        var names = new ArrayList<String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                if (entry.getName().endsWith("result.json")) {
                    assertEquals(RESULT, new String(zip.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        assertEquals(
                List.of("pT4l/odd name.exe", "pT4l/report.html", "pT4l/result.json", "pT4l/spectrum.svg"),
                names.stream().sorted().toList());
    }

    @Test
    void resultsAreComparedByTheVerb() throws Exception {
        var ask = new Request(
                "POST",
                "/api/compare",
                Map.of(),
                "{\"old\": \"run-1/pT4l\", \"new\": \"run-1/pT4l\"}".getBytes(StandardCharsets.UTF_8));
        JsonNode told =
                Answer.MAPPER.readTree(resource.answer(ask).orElseThrow().text());
        String file = folder.resolve("results/run-1/pT4l/result.json").toString();
        assertEquals(List.of("compare", file, file, "--json"), jobs.last());
        assertEquals("run-1/pT4l", told.path("old").asText());
        var outside = new Request(
                "POST",
                "/api/compare",
                Map.of(),
                "{\"old\": \"..\", \"new\": \"--out=/tmp\"}".getBytes(StandardCharsets.UTF_8));
        assertThrows(FiduciaException.class, () -> resource.answer(outside));
    }
}

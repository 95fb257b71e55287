package org.fiducia.background.zxfakerate;

import static org.fiducia.background.zxfakerate.SmallEvents.BOTH_FAIL;
import static org.fiducia.background.zxfakerate.SmallEvents.ONE_FAILS;
import static org.fiducia.background.zxfakerate.SmallEvents.SAME_SIGN;
import static org.fiducia.channel.hzz4l.Flavour.ELECTRON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Verb.Terminal;
import org.fiducia.api.report.Destination.Form;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Report;
import org.fiducia.drawing.FigurePicture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the verb prints of a small number of events. */
class FakeRatesVerbTest {
    private static final CardSelection.Options OPTIONS = new CardSelection.Options("mine.json", 3, true);

    private final SmallEvents events = new SmallEvents();
    private Map<String, Settings> backgrounds = Map.of("zx-fake-rate", Settings.none());
    private CardSelection.Options chosen;

    @Test
    void printsWhatJsonHas() throws Exception {
        events.zPlusLepton(ELECTRON, 15, 20, 80);
        events.fourLeptons(ONE_FAILS, ELECTRON, 15, true, 12, 0);
        events.fourLeptons(BOTH_FAIL, ELECTRON, 15, false, 16, 0);
        events.fourLeptons(SAME_SIGN, ELECTRON, 15, false, 16, 0);
        Report report = report();
        JsonNode json = new JsonMapper().valueToTree(report.data());
        assertEquals(OPTIONS, chosen);
        assertEquals(2, json.get("fakeRates").size()); // one bin with entries, two windows
        JsonNode rate = json.get("fakeRates").get(0);
        assertEquals("[10.0,20.0]", rate.get("pt").toString());
        assertEquals(
                "electron barrel",
                rate.get("flavour").asText() + ' ' + rate.get("part").asText());
        assertEquals(0.2, rate.get("rate").asDouble(), 1e-12);
        assertEquals(0.04, rate.get("error").asDouble(), 1e-12);
        assertEquals(100, rate.get("entries").asInt());
        assertEquals(4 * 3, json.get("regions").size());
        assertEquals(16, json.get("regions").get(0).get("events").asInt());
        JsonNode line = json.get("estimates").get(0);
        assertEquals(2, line.get("OS").get("events").asDouble(), 1e-12);
        assertEquals(0.64, line.get("SS").get("events").asDouble(), 1e-12);
        assertEquals(0.6, line.get("OS").get("composition").asDouble(), 1e-12);
        double stat = line.get("OS").get("stat").asDouble();
        assertEquals(Math.hypot(stat, 0.6), line.get("OS").get("total").asDouble(), 1e-12);
        assertTrue(report.destination().isEmpty());
        String text = String.join("\n", report.lines());
        assertTrue(text.matches("(?s).*electron barrel +10–20 +0\\.2000 ± 0\\.0400 +\\(100\\).*"), text);
        assertTrue(text.matches("(?s).*2022 +4e +16 +12 +16 +100\\R.*"), text);
        assertTrue(text.matches("(?s).*2022 +4e +2\\.0 ± .* 0\\.6 ± .*"), text);
    }

    @Test
    void drawsWhereItIsToldTo(@TempDir Path folder) throws Exception {
        events.zPlusLepton(ELECTRON, 15, 20, 80);
        events.fourLeptons(SAME_SIGN, ELECTRON, 15, false, 16, 0);
        Report report = report("--out", folder.toString());
        assertEquals(folder, report.destination().orElseThrow().folder());
        assertEquals(
                Map.of("fakerates.json", Form.JSON),
                report.destination().orElseThrow().copies());
        var written = new HashMap<String, String>();
        for (Figure figure : report.all(Figure.class)) {
            String svg = new String(FigurePicture.of(figure).svg(), StandardCharsets.UTF_8);
            assertFalse(svg.contains("NaN"), figure.id());
            written.put(figure.id(), svg);
        }
        assertEquals(Set.of("fakerates_OS", "fakerates_SS", "zx"), written.keySet());
        String svg = written.get("fakerates_OS");
        assertTrue(svg.contains("electrons, barrel") && !svg.contains("NaN"), svg.substring(0, 400));
    }

    @Test
    void refusesACardWithoutTheBackground() {
        backgrounds = Map.of();
        assertTrue(
                assertThrows(FiduciaException.class, this::report).getMessage().contains("zx-fake-rate"));
    }

    private Report report(String... options) throws Exception {
        var verb = new FakeRatesVerb((terminal, given) -> {
            chosen = given;
            return new CardSelection.Selected(SmallEvents.ANALYSIS, events.samples(), backgrounds);
        });
        new CommandLine(verb).parseArgs(options);
        var out = new StringWriter();
        var terminal =
                new Terminal(new PrintWriter(out), new PrintWriter(out), Path.of("."), Path.of("."), Progress.NONE);
        return verb.report(terminal, OPTIONS);
    }
}

package org.fiducia.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.channel.EventStep;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.measurement.Sample.Variation;
import org.fiducia.kernel.plugins.Felix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What steps before the channel do to the analysis of {@link Counting}, whose numbers can be had by hand. */
class PipelineStepsTest {
    private static final double EPS = 1e-12;

    @TempDir
    Path folder;

    private InMemory here;

    @BeforeEach
    void start() throws Exception {
        here = new InMemory(folder);
        Felix.register(here.felix().shipped("gate"), EventStep.class, new Gate());
        Files.writeString(
                here.card.resolveSibling("nine.lines"), "4 40\n1 1 0 0 110.5 0.5 -1 0 1\n1 9 0 0 110.5 1.5 -1 0 1\n");
    }

    @AfterEach
    void stop() throws Exception {
        here.close();
    }

    private static String gate(String settings) {
        return "steps=[{\"id\": \"gate\", \"settings\": {" + settings + "}}]";
    }

    private Response response(String... changes) {
        return here.with(here.card(changes), 2, pipeline -> pipeline.model("y", List.of()))
                .response();
    }

    private List<SelectedSample> select(String... changes) {
        return here.with(here.card(changes), 2, Pipeline::select);
    }

    private static SelectedSample named(List<SelectedSample> samples, String name) {
        return samples.stream()
                .filter(s -> s.sample().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What is lost by a trigger is lost from what is reconstructed, not from what was generated. */
    @Test
    void aSimulatedEventThatIsNotRecordedStillCountsAsGenerated() {
        Response response = response(gate("\"column\": \"y\", \"value\": 1.5, \"role\": \"signal\""));
        for (int era = 0; era < 2; era++) {
            assertArrayEquals(new double[] {0.5, 0.1}, response.efficiency()[era][0][0], EPS);
            assertArrayEquals(new double[] {0, 0}, response.efficiency()[era][0][1], EPS);
            assertArrayEquals(new double[] {0.5, 0}, response.efficiency()[era][1][0], EPS);
            assertArrayEquals(new double[] {0, 0}, response.efficiency()[era][1][1], EPS);
        }
        assertArrayEquals(new double[] {1, 2}, response.sm()[0], EPS);
        assertArrayEquals(new double[] {3, 4}, response.sm()[1], EPS);
    }

    @Test
    void aWeightOfWhatIsReconstructedIsPartOfTheEfficiency() {
        Response response = response(gate("\"column\": \"y\", \"value\": 1.5, \"factor\": 0.5, \"role\": \"signal\""));
        assertArrayEquals(new double[] {0.5, 0.1}, response.efficiency()[0][0][0], EPS);
        assertArrayEquals(new double[] {0.05, 0.2}, response.efficiency()[0][0][1], EPS);
        assertArrayEquals(new double[] {0, 0.25}, response.efficiency()[0][1][1], EPS);
        assertArrayEquals(new double[] {1, 2}, response.sm()[0], EPS);
        Response weighted = response(
                gate("\"column\": \"y\", \"value\": 1.5, \"factor\": 0.5, \"role\": \"signal\""),
                "weights=[{\"id\": \"scale\", \"settings\": {\"size\": 0.5}}]");
        assertArrayEquals(new double[] {0.025, 0.1}, weighted.efficiency()[0][0][1], EPS, "both weights count");
    }

    @Test
    void aWeightOfTheEventIsOneOfBothSides() {
        Response response = response(
                gate("\"column\": \"fy\", \"value\": 1.5, \"factor\": 3, \"side\": \"event\", \"role\": \"signal\""));
        assertArrayEquals(new double[] {1, 6}, response.sm()[0], EPS);
        assertArrayEquals(new double[] {3, 12}, response.sm()[1], EPS);
        assertArrayEquals(new double[] {0.5, 0.1}, response.efficiency()[0][0][0], EPS);
        assertArrayEquals(new double[] {0.1, 0.4}, response.efficiency()[0][0][1], EPS);
        assertArrayEquals(new double[] {0, 0.5}, response.efficiency()[0][1][1], EPS);
    }

    /** Of the 10 and 20 fiducial events of a, 1 and 10 are reconstructed at y = 1.5. */
    @Test
    void anEventThatIsRejectedAsSuchWasNeverThere() {
        Response response =
                response(gate("\"column\": \"y\", \"value\": 1.5, \"side\": \"event\", \"role\": \"signal\""));
        assertArrayEquals(new double[] {0.9, 1}, response.sm()[0], EPS);
        assertArrayEquals(new double[] {5.0 / 9, 2.0 / 10}, response.efficiency()[0][0][0], EPS);
        assertArrayEquals(new double[] {0, 0}, response.efficiency()[0][0][1], EPS);
    }

    @Test
    void everyStepIsALineOfTheCutflow() {
        List<SelectedSample> samples = select(
                "steps=[{\"id\": \"gate\", \"settings\": {\"column\": \"y\", \"value\": 1.5, \"role\": \"data\"}},"
                        + " {\"id\": \"gate\", \"settings\": {\"column\": \"m\", \"value\": 110.5, \"factor\": 0.25}}]");
        Cutflow data = named(samples, "Data_E1").cutflow();
        assertEquals(List.of("all", "gate y", "gate m", "selected"), data.cuts());
        assertEquals(131 + 60 + 310 + 130 + 7 + 9 + 3, data.total(0));
        assertEquals(131 + 310 + 7 + 9 + 3, data.total(1), "those of y = 1.5 are gone");
        assertEquals(131 + 310 + 7 + 9 + 3, data.total(2));
        assertEquals(131 + 310 + 7 + 3, data.total(3), "not the control region");
        Cutflow background = named(samples, "bkg").cutflow();
        assertEquals(List.of("all", "gate m", "selected"), background.cuts(), "the first does not serve it");
        assertEquals(11, background.totalWeight(0), EPS);
        assertEquals((1 + 2 + 5) * 0.25 + 3, background.totalWeight(1), EPS);
        assertEquals((1 + 2) * 0.25 + 3, background.totalWeight(2), EPS);
        assertEquals(
                (1 + 2 + 5) * 0.25 + 3,
                named(samples, "bkg").events().stream()
                        .mapToDouble(SelectedEvent::selectedWeight)
                        .sum(),
                EPS);
        assertEquals(
                samples.get(0).events().size(),
                named(samples, "Data_E1").events().size());
    }

    @Test
    void aStepOfAnEraServesItsDataAlone() {
        List<SelectedSample> samples = select(
                "eras/E2/steps=[{\"id\": \"gate\", \"settings\": {\"column\": \"y\", \"value\": 1.5, \"role\": \"data\"}}]",
                "eras/E2/data={\"Muon\": [\"data2.lines\"]}");
        assertEquals(
                List.of("all", "selected"), named(samples, "Data_E1").cutflow().cuts());
        assertEquals(
                List.of("all", "gate y", "selected"),
                named(samples, "Data_E2_Muon").cutflow().cuts());
        assertEquals(List.of("gated {E2/Muon=" + (180 + 390) + "}"), here.warnings);
    }

    @Test
    void whatAStepCountedIsToldAlsoFromTheStore() {
        String[] card = {gate("\"column\": \"y\", \"value\": 1.5")};
        assertFalse(select(card).get(0).fromStore());
        List<String> told = List.copyOf(here.warnings);
        assertEquals(1, told.size());
        assertTrue(told.get(0).startsWith("gated {/="), told.get(0));
        List<SelectedSample> again = select(card);
        assertTrue(again.stream().allMatch(SelectedSample::fromStore));
        assertEquals(List.of(told.get(0), told.get(0)), here.warnings);
        assertFalse(select(gate("\"column\": \"y\", \"value\": 0.5")).get(0).fromStore(), "it says something else");
        assertFalse(select().get(0).fromStore());
        assertTrue(select(card).get(0).fromStore());
    }

    /** Three steps with alternatives: of what is reconstructed by y, of the event by fy. */
    private static String varied(String... more) {
        return "steps=[{\"id\": \"gate\", \"settings\": {\"column\": \"y\", \"value\": 1.5, \"factor\": 0.5,"
                + " \"variation\": \"eff\"}}, {\"id\": \"gate\", \"settings\": {\"column\": \"fy\", \"value\": 7,"
                + " \"side\": \"event\", \"variation\": \"pu\", \"role\": \"signal\"}}" + String.join("", more) + "]";
    }

    @Test
    void alternativesOfStepsAreAlternativeWeightsOfWhatIsSelected() {
        List<SelectedSample> samples = select(varied());
        SelectedSample signal = named(samples, "sig");
        assertEquals(
                List.of(
                        new Variation("eff", 0, 1, "up", EventStep.Side.RECONSTRUCTED),
                        new Variation("eff", 1, 1, "down", EventStep.Side.RECONSTRUCTED),
                        new Variation("pu", 0, 1, "up", EventStep.Side.EVENT),
                        new Variation("pu", 1, 1, "down", EventStep.Side.EVENT)),
                signal.sample().variations());
        assertEquals(2, named(samples, "bkg").sample().variations().size(), "the second does not serve it");
        for (SelectedEvent event : signal.events()) {
            double y = event.reco() == null ? 0 : event.reco().p4().px();
            double fy = event.fiducial() == null ? 0 : event.fiducial().p4().px();
            float[] all = event.variations();
            assertEquals(4, all.length);
            assertEquals((float) (1 + y / 10), all[0], "1 for what is not reconstructed");
            assertEquals(1, all[1]);
            assertEquals(event.fiducial() == null ? all[2] : (float) (1 + fy / 10), all[2]);
        }
        assertTrue(signal.events().stream().anyMatch(event -> event.reco() == null));
        List<SelectedSample> again = select(varied());
        assertTrue(again.stream().allMatch(SelectedSample::fromStore));
        for (int e = 0; e < signal.events().size(); e++) {
            assertArrayEquals(
                    signal.events().get(e).variations(),
                    named(again, "sig").events().get(e).variations());
        }
    }

    /** Of the signal 14 lines are selected or fiducial, 11 of them reconstructed, of which 4 have y = 1.5. */
    @Test
    void aStepIsToldOfWhatIsSelected() {
        String told = "\"column\": \"y\", \"value\": 1.5, \"tells\": true, \"role\": \"signal\"";
        select(gate(told + ", \"factor\": 0.5"));
        assertEquals(List.of("gated {/=4, selected=" + (4 * 1000 + 7) + "}"), here.warnings);
        select(gate(told));
        assertEquals("gated {/=4, selected=7}", here.warnings.get(1), "without those that it rejects");
    }

    @Test
    void alternativesThatMakeNoSenseAreRefused() {
        String twice = ", {\"id\": \"gate\", \"settings\": {\"column\": \"y\", \"value\": 1, \"variation\": \"eff\"}}";
        assertTrue(refusal(varied(twice))
                .contains("/steps/2/settings has the alternative weight eff/up, which events of Data_E1 already have"));
        String broken = refusal(
                gate("\"column\": \"w\", \"value\": 77, \"variation\": \"bad\", \"role\": \"background\""),
                "samples/bkg/files=[\"nine.lines\"]");
        assertTrue(broken.contains("nine.lines:Events, entry 1: the event step gate"), broken);
        assertTrue(broken.endsWith("gives the factor NaN in bad/up"), broken);
    }

    private String refusal(String... changes) {
        FiduciaException e = assertThrows(FiduciaException.class, () -> select(changes));
        assertFalse(e.remedy().isBlank());
        return e.getMessage();
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        String simulation = "eras/E1/steps=[{\"id\": \"gate\", \"settings\": {\"column\": \"y\", \"value\": 1}}]";
        assertTrue(refusal(simulation)
                .contains("/eras/0/steps/0/settings is of the era E1, and the sample sig stands for several"));
        assertTrue(refusal("steps=[\"gat\"]").contains("unknown event step gat"));
        assertTrue(refusal(gate("\"column\": \"q\", \"value\": 1")).contains("has no branch q"));
        assertTrue(refusal(gate("\"value\": 1")).contains("/steps/0/settings/column is missing"));
        assertTrue(refusal(gate("\"column\": \"y\", \"value\": 7, \"needed\": true"))
                .contains("the gate saw nothing"));
        String broken = refusal(gate("\"column\": \"y\", \"value\": 1.5, \"broken\": true, \"role\": \"background\""));
        assertTrue(
                broken.matches(".*background.lines:Events, entry 1: the event step gate .* gives the factor NaN"),
                broken);
    }
}

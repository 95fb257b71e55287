package org.fiducia.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.channel.Role;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.inference.Conclusions.Fitted;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.FitRegion;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Measurement.InterestResult;
import org.fiducia.api.measurement.Measurement.Yield;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.ModelPart.ObservedRegion;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.observable.Axis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole measurement, from files to results, whose numbers are worked out by hand: see {@link Counting#write}. */
class PipelineTest {
    private static final double EPS = 1e-9;

    @TempDir
    Path folder;

    private InMemory here;

    @BeforeEach
    void start() throws Exception {
        here = new InMemory(folder);
    }

    @AfterEach
    void stop() throws Exception {
        here.close();
    }

    /**
     * Covariance of the cross sections by counting: the inverse of 4 Σ_c A_c A_cᵀ / n_c over the categories of the first era,
     * those of the other three times as large.
     */
    private static double[][] covariance() {
        double[][] slopes = {
            {100 * 0.5 / 4 * 1.1, 100 * 0.1 / 3 * 1.1},
            {100 * 0.1 / 4, 100 * 0.4 / 3},
            {100 * 0.5 * 3 / 4, 0},
            {0, 100 * 0.5 * 2 / 3 * 1.1}
        };
        double[] observed = {131, 60, 310, 130};
        double a = 0;
        double b = 0;
        double d = 0;
        for (int c = 0; c < 4; c++) {
            a += 4 * slopes[c][0] * slopes[c][0] / observed[c];
            b += 4 * slopes[c][0] * slopes[c][1] / observed[c];
            d += 4 * slopes[c][1] * slopes[c][1] / observed[c];
        }
        double det = a * d - b * b;
        return new double[][] {{d / det, -b / det}, {-b / det, a / det}};
    }

    @Test
    void theResponseIsThatOfTheSimulation() {
        Response response = here.measure("y").response();
        for (int era = 0; era < 2; era++) {
            assertArrayEquals(new double[] {0.5, 0.1}, response.efficiency()[era][0][0], EPS);
            assertArrayEquals(new double[] {0.1, 0.4}, response.efficiency()[era][0][1], EPS);
            assertArrayEquals(new double[] {0.5, 0}, response.efficiency()[era][1][0], EPS);
            assertArrayEquals(new double[] {0, 0.5}, response.efficiency()[era][1][1], EPS);
            assertArrayEquals(new double[] {0.1, 0}, response.nonFiducial()[era][0], EPS);
            assertArrayEquals(new double[] {0, 0.1}, response.nonFiducial()[era][1], EPS);
            assertArrayEquals(new double[] {0, 0}, response.nonResonant()[era][0], EPS);
            assertArrayEquals(new double[] {0.1, 0}, response.nonResonant()[era][1], EPS);
        }
        assertArrayEquals(new double[] {1, 2}, response.sm()[0], EPS);
        assertArrayEquals(new double[] {3, 4}, response.sm()[1], EPS);
    }

    /** Weights of two files are one sum, whoever tells the cross section. */
    @Test
    void sumsOfWeightsAreThoseOfAllFiles() throws Exception {
        Path other = folder.resolve("analysis/other.lines");
        Files.writeString(other, "9 10\n1 1 0 0 110.5 0.5 -1 0 1\n");
        String files = "samples/bkg/files=[\"background.lines\", \"other.lines\"]";
        List<SelectedSample> told = here.with(here.card(files), 2, Pipeline::select);
        assertEquals(4.0 / 50, told.get(3).sample().scale(), EPS, "the first file tells the cross section");
        List<SelectedSample> given = here.with(
                here.card(
                        files,
                        "formats/lines/normalisation={\"tree\": \"Runs\", \"sumOfWeights\": \"sumw\"}",
                        "samples/bkg/crossSection=6",
                        "samples/sig/crossSection=4"),
                2,
                Pipeline::select);
        assertEquals(6.0 / 50, given.get(3).sample().scale(), EPS);
        assertEquals(4.0 / 40, given.get(2).sample().scale(), EPS);
        assertTrue(assertThrows(
                        FiduciaException.class,
                        () -> here.card("formats/lines/normalisation={\"tree\": \"Runs\", \"sumOfWeights\": \"sumw\"}"))
                .getMessage()
                .contains("/samples/0 has no normalisation: its format tells no cross section"));
    }

    @Test
    void theCrossSectionsAreWhatTheDataSay() {
        Measurement m = here.measure("y");
        double[][] covariance = covariance();
        double[] sigma = {8, 3};
        double[] sm = {4, 6};
        for (int j = 0; j < 2; j++) {
            BinResult bin = m.bins().get(j);
            double error = Math.sqrt(covariance[j][j]);
            assertEquals(sigma[j], bin.sigma(), 1e-7);
            assertEquals(sm[j], bin.sm(), EPS);
            assertEquals(error, bin.stat().up(), 1e-6);
            assertEquals(error, bin.total().down(), 1e-6);
            assertEquals(0, bin.syst().up(), 1e-3, "there are no systematic uncertainties");
            assertEquals(new Uncertainty(0, 0), bin.theory());
        }
        assertEquals(
                List.of("0–1", "1–2"),
                m.bins().stream().map(b -> b.bin().label()).toList());
        assertEquals(11, m.inclusive().sigma(), 1e-7);
        assertEquals(10, m.inclusive().sm(), EPS);
        assertEquals("all", m.inclusive().bin().label());
        assertEquals(
                Math.sqrt(covariance[0][0] + covariance[1][1] + 2 * covariance[0][1]),
                m.inclusive().total().up(),
                1e-6);
        double rho = covariance[0][1] / Math.sqrt(covariance[0][0] * covariance[1][1]);
        assertEquals(rho, m.correlation()[0][1], 1e-5);
        assertEquals(1, m.correlation()[1][1], EPS);
        assertEquals(2, m.correlation().length, "the sum is not among the bins");
        assertEquals(List.of("sigma_0", "sigma_1"), m.joint().names());
        assertEquals(rho, m.joint().correlation()[1][0], 1e-5);
        assertEquals(631 * 4, m.events(), "outside of range, region and bins there are more");
        assertEquals("observed", m.data());
        assertEquals("converged", m.status());
        assertEquals(0.5, m.pValueSm());
        assertEquals(List.of(), m.interest());
    }

    @Test
    void everyCategoryHasItsYieldsBeforeAndAfterTheFit() {
        List<Yield> yields = here.measure("y").yields();
        var expected = List.of(
                new Yield("E1", "a", "0–1", "background", 10, 10),
                new Yield("E1", "a", "0–1", "signal", 77, 121),
                new Yield("E1", "a", "1–2", "signal", 90, 60),
                new Yield("E1", "b", "0–1", "nonResonant", 10, 10),
                new Yield("E1", "b", "0–1", "signal", 150, 300),
                new Yield("E1", "b", "1–2", "background", 20, 20),
                new Yield("E1", "b", "1–2", "signal", 220, 110));
        assertEquals(14, yields.size());
        for (int k = 0; k < 14; k++) {
            Yield want = expected.get(k % 7);
            Yield found = yields.get(k);
            double scale = k < 7 ? 1 : 3;
            assertEquals(k < 7 ? "E1" : "E2", found.era());
            assertEquals(
                    List.of(want.category(), want.bin(), want.component()),
                    List.of(found.category(), found.bin(), found.component()));
            assertEquals(scale * want.expected(), found.expected(), 1e-6, found.toString());
            assertEquals(scale * want.fitted(), found.fitted(), 1e-5, found.toString());
        }
    }

    @Test
    void theSpectrumHasDataWhereTheyAreAndComponentsAsTheyAreExpected() {
        Measurement.Spectrum spectrum = here.measure("y").spectrum();
        assertEquals(23, spectrum.edges().length);
        assertEquals(100, spectrum.edges()[0]);
        assertEquals(122, spectrum.edges()[22]);
        for (int i = 0; i < 22; i++) {
            assertEquals(i == 7 ? 2524 : 0, spectrum.observed()[i], "all at 107.5");
        }
        assertEquals(
                List.of("background", "signal", "nonResonant"),
                List.copyOf(spectrum.components().keySet()));
        assertEquals(4 * (121 + 60 + 300 + 110) / 22., spectrum.components().get("signal")[0], 1e-6);
        assertEquals(4 * 30 / 22., spectrum.components().get("background")[21], EPS);
        assertEquals(4 * 10 / 22., spectrum.components().get("nonResonant")[7], EPS);
    }

    @Test
    void theSurroundingsOfTheFitAreAsExpectedBeforeIt() {
        assertEquals(List.of(), here.measure("y").spectrum().surroundings(), "nothing is known of them");
        here.counting.surroundings = new double[] {95, 100, 105, 110, 122, 135};
        Measurement.Spectrum spectrum =
                here.measure("y", "label=around").spectrum().surroundings().get(0);
        assertArrayEquals(here.counting.surroundings, spectrum.edges());
        // of both eras: all in the signal region at 107.5, in a bin of y or not, and those at 122
        assertArrayEquals(new double[] {0, 0, 2530, 0, 14}, spectrum.observed());
        Map<String, double[]> components = spectrum.components();
        assertEquals(List.of("background", "nonResonant", "signal"), List.copyOf(components.keySet()));
        // 0.1 per fb⁻¹ and unit weight, 400 fb⁻¹
        assertArrayEquals(new double[] {0, 0, 0, 120, 120}, components.get("background"), EPS);
        assertArrayEquals(new double[] {0, 0, 40, 0, 0}, components.get("nonResonant"), EPS);
        assertArrayEquals(new double[] {40, 0, 2148, 0, 0}, components.get("signal"), EPS);
        Measurement asimov = here.measure(here.card(), List.of("y"), InMemory.ASIMOV, 2)
                .measured()
                .get(0);
        assertArrayEquals(
                new double[] {40, 0, 2188, 120, 120},
                asimov.spectrum().surroundings().get(0).observed(),
                EPS);
    }

    @Test
    void aBackgroundThatFailsAroundTheFitLeavesTheMeasurement() {
        here.counting.surroundings = new double[] {95, 122, 135};
        var parts = new AtomicInteger();
        here.counting.calls.on("background.part", () -> {
            if (parts.incrementAndGet() == 3) { // the fit, from 95, from 122
                throw new FiduciaException(Kind.INPUT, "nothing at all beyond 122", "stay below");
            }
        });
        Measurement m = here.measure("y");
        assertEquals(3, parts.get());
        assertEquals(List.of(), m.spectrum().surroundings());
        assertEquals(8, m.bins().get(0).sigma(), 1e-7);
        assertTrue(here.warnings.stream().anyMatch(w -> w.contains("nothing at all beyond 122")), "it is told");
    }

    @Test
    void intervalsOfTheCardCountEvents() {
        Measurement m = here.measure("y", "fit/intervals=11");
        assertEquals(12, m.spectrum().edges().length);
        assertEquals(2524, m.spectrum().observed()[3], "[106, 108)");
        assertEquals(2524, m.events());
        assertEquals(8, m.bins().get(0).sigma(), 1e-7);
    }

    @Test
    void aRangeOfTheCardLeavesOutWhatIsOutside() {
        // from 106: the simulated signal at 105.5 is outside, so that nothing is selected
        var e = assertThrows(FiduciaException.class, () -> here.measure("y", "fit/range=[106, 122]"));
        assertEquals("no event of the simulated signal is in the fit range of 106.0 to 122.0 GeV", e.getMessage());
    }

    @Test
    void qualityIsThatOfTheMigrations() {
        // per fb⁻¹ and era: (.5·1 + .5·3, .1·2; .1·1, .4·2 + .5·4)
        Measurement.Quality quality = here.measure("y").quality();
        assertArrayEquals(new double[] {2 / 2.2, 2.8 / 2.9}, quality.purity(), EPS);
        assertArrayEquals(new double[] {2 / 2.1, 2.8 / 3.0}, quality.stability(), EPS);
        assertArrayEquals(new double[] {2.1 / 4, 3.0 / 6}, quality.efficiency(), EPS);
        assertEquals((2 / 2.2 + 2.8 / 2.9) / 2, quality.migrationScore(), EPS);
    }

    @Test
    void anUncertaintyOfAllSignalIsOneOfEveryCrossSection() {
        Measurement m = here.measure(
                "y",
                "nuisances=[{\"source\": \"declared\", \"name\": \"lumi\", \"process\": \"signal\", \"size\": 0.1}]");
        double[][] covariance = covariance();
        double[] sigma = {8, 3};
        for (int j = 0; j < 2; j++) {
            double shared = sigma[j] * Math.log(1.1); // degenerate with a common factor: it adds in quadrature
            BinResult bin = m.bins().get(j);
            assertEquals(Math.sqrt(covariance[j][j]), bin.stat().up(), 1e-6);
            assertEquals(
                    Math.sqrt(covariance[j][j] + shared * shared), bin.total().up(), 1e-5);
            assertEquals(shared, bin.syst().up(), 1e-4);
        }
        assertEquals("lumi", m.parameters().get(2).name());
        assertEquals(1, m.parameters().get(2).error(), 1e-4, "the data say nothing of it");
        assertFalse(m.parameters().get(2).interest());
    }

    @Test
    void anUncertaintyOfAProcessThatIsNowhereIsNoParameter() {
        Measurement m = here.measure(
                "y",
                "nuisances=[{\"source\": \"declared\", \"name\": \"none\", \"process\": \"absent\", \"size\": 0.1}]");
        assertEquals(2, m.parameters().size());
    }

    @Test
    void anUncertaintyOfABackgroundReachesTheCrossSections() {
        Measurement m = here.measure(
                "y",
                "nuisances=[{\"source\": \"declared\", \"name\": \"n\", \"process\": \"background\", \"size\": 0.5}]");
        assertEquals(3, m.parameters().size());
        assertTrue(m.bins().get(0).total().up() > m.bins().get(0).stat().up());
    }

    @Test
    void settingsReachTheirPlugin() {
        // without backgrounds, ten more events are signal in the first bin of a and twenty in the second of b
        assertEquals(4 * 30, backgrounds(here.measure("y")), 1e-6);
        assertEquals(
                4 * 15,
                backgrounds(here.measure("y", "backgrounds=[{\"id\": \"simulated\", \"settings\": {\"scale\": 0.5}}]")),
                1e-6);
        Measurement twice = here.measure("y", "backgrounds=[\"simulated\", \"simulated\"]");
        assertEquals(4 * 60, backgrounds(twice), 1e-6, "one plug-in may be chosen twice");
    }

    private static double backgrounds(Measurement m) {
        return m.yields().stream()
                .filter(y -> y.component().equals("background"))
                .mapToDouble(Yield::expected)
                .sum();
    }

    @Test
    void weightsAreOfReconstructedSimulationOnly() {
        Measurement m = here.measure("y", "weights=[{\"id\": \"scale\", \"settings\": {\"size\": 0.5}}]");
        assertArrayEquals(new double[] {0.25, 0.05}, m.response().efficiency()[0][0][0], EPS);
        assertArrayEquals(new double[] {1, 2}, m.response().sm()[0], EPS, "what was generated stays");
        assertEquals(4 * 15, backgrounds(m), 1e-6);
        assertEquals(2524, m.events(), "data are as they are");
        Measurement both = here.measure(
                "y",
                "weights=[{\"id\": \"scale\", \"settings\": {\"size\": 0.5}}, {\"id\": \"scale\", \"settings\": {\"size\": 4}}]");
        assertEquals(1, both.response().efficiency()[0][0][0][0], EPS, "they multiply");
    }

    @Test
    void predictionsHaveTheirUncertainties() {
        Measurement m = here.measure("y", "prediction={\"id\": \"percent\", \"settings\": {\"size\": 0.05}}");
        assertEquals(0.2, m.bins().get(0).theory().down(), EPS);
        assertEquals(0.6, m.bins().get(1).theory().up(), EPS);
        assertEquals(1, m.inclusive().theory().up(), EPS);
    }

    @Test
    void expectedDataGiveThePredictionBack() {
        Measurement m = here.measure(here.card(), List.of("y"), InMemory.ASIMOV, 1)
                .measured()
                .get(0);
        assertEquals("asimov", m.data());
        assertEquals(4, m.bins().get(0).sigma(), 1e-7);
        assertEquals(6, m.bins().get(1).sigma(), 1e-7);
        assertEquals(4 * (77 + 90 + 150 + 220 + 30 + 10), m.events(), 1e-6);
        assertEquals(4 * 577 / 22., m.spectrum().observed()[0], 1e-6, "drawn as what it stands for");
        double[] start = here.inference.asked.element().subject().start();
        assertArrayEquals(new double[] {4.2, 6.3}, start, EPS, "the fit starts half a step beside the answer");
        assertTrue(here.inference.asked.element().subject().asimov());
    }

    @Test
    void whatIsHeldIsHeldInAFitOfExpectedDataToo() {
        var held = Parameter.interest("k", 1, 0, 10, 0.5).fixedAt(1);
        here.counting.part = (nominal, rates) -> ModelPart.EMPTY
                .withParameters(List.of(held), List.of())
                .withFactors(
                        List.of(new ModelPart.Factor(new Nuisance.Target("signal", "", "", ""), Expression.ref("k"))));
        Measurement m = here.measure(here.card("parts=[\"given\"]"), List.of("y"), InMemory.ASIMOV, 1)
                .measured()
                .get(0);
        assertEquals(4, m.bins().get(0).sigma(), 1e-7);
        assertEquals(1, m.parameters().get(2).value());
    }

    @Test
    void aViewIsConcludedAboutToo() {
        Measurement m = here.measure("y", "physics={\"id\": \"sigmas\", \"settings\": {\"view\": true}}");
        assertEquals(8, m.bins().get(0).sigma(), 1e-7);
        List<InterestResult> strengths = m.interest();
        assertEquals(
                List.of("mu_0", "mu_1"),
                strengths.stream().map(InterestResult::name).toList());
        assertEquals(2, strengths.get(0).value(), 1e-7);
        assertEquals(0.5, strengths.get(1).value(), 1e-7);
        assertEquals(1, strengths.get(0).expected());
        assertEquals(Math.sqrt(covariance()[0][0]) / 4, strengths.get(0).total().up(), 1e-6);
    }

    @Test
    void productionsHaveResponsesOfTheirOwnAndAddUp() throws Exception {
        Path other = folder.resolve("analysis/other.lines");
        Files.copy(folder.resolve("analysis/signal.lines"), other);
        String samples =
                "samples=[{\"name\": \"one\", \"role\": \"signal\", \"process\": \"p1\", \"files\": [\"signal.lines\"],"
                        + " \"crossSection\": 2, \"sumOfWeights\": 40},"
                        + " {\"name\": \"two\", \"role\": \"signal\", \"process\": \"p2\", \"files\": [\"other.lines\"],"
                        + " \"crossSection\": 2, \"sumOfWeights\": 40},"
                        + " {\"name\": \"bkg\", \"role\": \"background\", \"process\": \"q\", \"files\": [\"background.lines\"]}]";
        Measurement together = here.measure("y", samples);
        int whole = here.counting.calls.count("unfolding.events");
        Measurement apart =
                here.measure("y", samples, "physics={\"id\": \"sigmas\", \"settings\": {\"productions\": true}}");
        assertEquals(2, whole, "once per era");
        assertEquals(4, here.counting.calls.count("unfolding.events"), "of each production");
        for (Measurement m : List.of(together, apart)) {
            assertEquals(4, m.bins().get(0).sm(), EPS);
            assertEquals(8, m.bins().get(0).sigma(), 1e-7);
            assertEquals(3, m.bins().get(1).sigma(), 1e-7);
            assertEquals(14, m.yields().size(), "the signal is one process");
        }
    }

    @Test
    void aCoordinateThatFloatsIsAParameterAndReachesThePlugins() {
        here.counting.part = (nominal, rates) -> {
            assertEquals(Expression.ref("mH"), rates.point().get("mH"));
            assertEquals(Expression.constant(3), rates.point().get("width"));
            assertEquals(4, rates.processes().size());
            assertEquals(10, CountedLikelihood.value(rates.total(), name -> name.equals("sigma_0") ? 4 : 6), EPS);
            return ModelPart.EMPTY.withParameters(List.of(), List.of(Constraint.gaussian("mH", 105, 2)));
        };
        Measurement m = here.measure(
                "y",
                "parts=[\"given\"]",
                "point={\"mH\": 105, \"width\": 3}",
                "physics={\"id\": \"sigmas\", \"settings\": {\"floats\": \"mH\"}}");
        assertEquals(
                List.of("mH", "sigma_0", "sigma_1"),
                m.parameters().stream().map(Fitted::name).toList());
        assertEquals(2, m.parameters().get(0).error(), 1e-6, "nothing but its constraint says anything of it");
        assertEquals(1, here.counting.calls.count("signal.prepare"), "production and decay float alike");
    }

    @Test
    void aPenaltyIsPartOfTheLikelihood() {
        var unregularised = new AtomicInteger(-1);
        here.counting.penalties = likelihood -> {
            unregularised.set(likelihood.get().model().constraints().size());
            return List.of(Constraint.gaussian("sigma_0", 8, 0.5));
        };
        Measurement m = here.measure("y");
        assertEquals(0, unregularised.get(), "it sees the likelihood without");
        double alone = covariance()[0][0];
        assertEquals(
                Math.sqrt(alone / (1 + alone / 0.25)), m.bins().get(0).total().up(), 1e-6, "both together");
    }

    private static ObservedRegion counted(String id, FitRegion.Use use, double events) {
        return new ObservedRegion(
                Place.ANY, new FitRegion(id, use, "", new Axis("", "", 0), 0, 1, 1), new double[] {events});
    }

    @Test
    void regionsOfPartsAreFittedOrLookedAtAndAreInNoSpectrum() {
        here.counting.part = (nominal, rates) -> ModelPart.of(
                        List.of(),
                        List.of(
                                new Contribution(
                                        Place.in("CR"), "other", Expression.constant(40), CountedLikelihood.FLAT),
                                new Contribution(
                                        Place.in("VR"), "other", Expression.constant(5), CountedLikelihood.FLAT)))
                .withRegions(
                        List.of(counted("VR", FitRegion.Use.VALIDATION, 7), counted("CR", FitRegion.Use.CONTROL, 40)));
        Measurement m = here.measure("y", "parts=[\"given\"]");
        assertEquals(
                List.of(new Yield("", "", "CR", "other", 40, 40), new Yield("", "", "VR", "other", 5, 5)),
                m.yields().subList(14, 16));
        assertEquals(2524 + 40, m.events(), "what is looked at is not fitted");
        assertEquals(8, m.bins().get(0).sigma(), 1e-7);
        assertFalse(m.spectrum().components().containsKey("other"));
        assertEquals(2524, m.spectrum().observed()[7]);
    }

    /** What the first part says is not fitted: 40 observed events are, where 10 were expected at first. */
    @Test
    void partsAreSettledWithTheWholeModel() {
        here.counting.part = (nominal, rates) -> ModelPart.of(
                        List.of(),
                        List.of(new Contribution(
                                Place.in("CR"), "other", Expression.constant(10), CountedLikelihood.FLAT)))
                .withRegions(List.of(counted("CR", FitRegion.Use.CONTROL, 40)));
        here.counting.settled = (first, whole) -> {
            Likelihood likelihood = whole.likelihood(first);
            assertEquals(2524 + 40, likelihood.data().sumOfWeights());
            double[] start = likelihood.model().initial();
            ModelPart better = first.withContributions(List.of(
                    new Contribution(Place.in("CR"), "other", Expression.constant(40), CountedLikelihood.FLAT)));
            double gain = likelihood.value(start) - whole.likelihood(better).value(start);
            assertEquals(40 * Math.log(4) - 30, gain, 1e-6);
            return better;
        };
        Measurement m = here.measure("y", "parts=[\"given\"]");
        assertEquals(new Yield("", "", "CR", "other", 40, 40), m.yields().get(14), "what the source settled is fitted");
        assertEquals(8, m.bins().get(0).sigma(), 1e-7);
    }

    @Test
    void aModelForAVerbIsTheOneThatIsMeasured() {
        CardModel.Model model = here.with(
                here.card(),
                1,
                pipeline ->
                        pipeline.model("y", List.of(candidate -> candidate.p4().px() < 1 ? 2 : 1)));
        assertEquals(List.of("sigma_0", "sigma_1"), model.reported());
        assertEquals(
                List.of("sigma_0", "sigma_1", "all"),
                model.quantities().stream().map(q -> q.name()).toList());
        assertEquals(2524, model.likelihood().data().sumOfWeights());
        double[] sm = model.likelihood().model().initial();
        assertArrayEquals(new double[] {4, 6}, sm, EPS);
        assertEquals(0.5, model.response().efficiency()[1][1][0][0], EPS);
        // twice the weight of what was generated in the first bin, or else reconstructed there
        double[] other = model.truths().get(0).model().initial();
        assertArrayEquals(new double[] {8, 6}, other, EPS);
        assertEquals(2524, model.truths().get(0).data().sumOfWeights(), "with the observed data");
    }

    @Test
    void aSelectionForAVerbHasEverySampleInOneBin() {
        CardSelection.Selected selected = here.with(
                here.card("backgrounds=[{\"id\": \"simulated\", \"settings\": {\"scale\": 2}}]"),
                1,
                Pipeline::selected);
        assertEquals(
                List.of("Data_E1", "Data_E2", "sig", "bkg"),
                selected.samples().stream().map(s -> s.sample().name()).toList());
        BinnedSample signal = selected.samples().get(2);
        assertEquals(Role.SIGNAL, signal.sample().role());
        assertEquals(0.1, signal.sample().scale(), EPS);
        assertEquals(15, signal.events().size());
        assertArrayEquals(new int[] {0, 0, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, -1, 0, 0}, signal.recoBin());
        assertArrayEquals(new int[] {0, 0, 0, 0, 0, 0, 0, 0, -1, 0, 0, 0, 0, 0, -1}, signal.fiducialBin());
        assertEquals(99, signal.value()[2]);
        assertTrue(Double.isNaN(signal.value()[4]));
        assertEquals(
                "110001101101011",
                IntStream.range(0, 15)
                        .mapToObj(e -> signal.fitted()[e] ? "1" : "0")
                        .collect(Collectors.joining()));
        assertEquals(Map.of("scale", 2), selected.backgrounds().get("simulated").values());
        assertEquals("SR", selected.analysis().fit().id());
        assertEquals(100, selected.analysis().fit().lo());
    }

    @Test
    void provenanceNamesWhatItWasMadeFrom() throws Exception {
        Measurement m = here.measure("y");
        assertEquals("fiducia measure", m.provenance().get("command"));
        assertEquals("card.json", m.provenance().get("card"));
        assertEquals(2, m.provenance().get("threads"));
        var inputs = (Map<?, ?>) m.provenance().get("inputs");
        assertEquals(5, inputs.size());
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(Files.readAllBytes(folder.resolve("analysis/data1.lines"))));
        assertEquals("sha256:" + hash, inputs.get("data1.lines"));
        assertEquals(List.of("no bundle"), m.provenance().get("bundles"));
    }

    private static String text(List<Measurement> measured) throws JsonProcessingException {
        return JsonMapper.builder()
                .build()
                .writeValueAsString(
                        measured.stream().map(m -> m.withProvenance(Map.of())).toList());
    }

    @Test
    void theThreadsMakeNoDifference() throws Exception {
        String one = null;
        for (int threads : new int[] {1, 2, 5}) {
            here.store().clean(0);
            String text = text(here.measure(here.card(), List.of("y", "z"), InMemory.PLAIN, threads)
                    .measured());
            one = one == null ? text : one;
            assertEquals(one, text);
        }
    }

    @Test
    void eventsInAFileMakeNoDifference() throws Exception {
        String[] changes = {
            "weights=[{\"id\": \"scale\", \"settings\": {\"size\": 0.5}}]",
            "nuisances=[{\"source\": \"declared\", \"name\": \"n\", \"process\": \"background\", \"size\": 0.5}]"
        };
        String memory = text(List.of(here.measure("y", changes)));
        for (int most : new int[] {0, 100, 1000}) {
            here.store().clean(0);
            String[] all = {changes[0], changes[1], "eventsInMemory=" + most};
            assertEquals(memory, text(List.of(here.measure("y", all))), most + " in memory");
            here.store().clean(0);
            List<Measurement> both = here.measure(here.card(all), List.of("z", "y"), InMemory.PLAIN, 2)
                    .measured();
            assertEquals(memory, text(both.subList(1, 2)), "several");
        }
        try (Stream<Path> files = Files.walk(folder.resolve("store/scratch"))) {
            assertEquals(1, files.count(), "the files are gone");
        }
    }
}

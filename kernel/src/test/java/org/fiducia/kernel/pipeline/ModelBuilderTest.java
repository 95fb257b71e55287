package org.fiducia.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Region;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.FitRegion;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.ModelPart.Estimate;
import org.fiducia.api.measurement.ModelPart.Factor;
import org.fiducia.api.measurement.ModelPart.ObservedRegion;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Nuisance.Effect;
import org.fiducia.api.measurement.Nuisance.MorphEffect;
import org.fiducia.api.measurement.Nuisance.ShapeEffect;
import org.fiducia.api.measurement.Nuisance.Target;
import org.fiducia.api.measurement.Nuisance.YieldEffect;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.measurement.SignalModel;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.api.observable.Axis;
import org.fiducia.api.observable.ObservableInfo;
import org.junit.jupiter.api.Test;

/** One model of many parts: eras of 10 and 20 fb⁻¹, final states a and b, two bins; 1 fb of signal events in every place. */
class ModelBuilderTest {
    private static final Analysis ANALYSIS = new Analysis(
            "test",
            13,
            List.of(new Era("E1", 10), new Era("E2", 20)),
            List.of(new Category("a", "a"), new Category("b", "b")),
            List.of(new Region("SR", "", true)),
            "m",
            100,
            110,
            105);
    private static final ObservableInfo OBSERVABLE = ObservableInfo.production("y", "y", "", 0, 1, 2);
    private static final Parameter SIGMA = Parameter.interest("sigma", 1, 0, 100, 0.1);
    private static final Shape SHAPE = new Shape("line", Map.of("slope", Expression.constant(0.5)));
    private static final Shape HISTOGRAM = Shape.histogram(new double[] {100, 105, 110}, new double[] {4, 6});

    private final Map<String, ModelPart> backgrounds = new LinkedHashMap<>();
    private final Map<String, ModelPart> signal = new LinkedHashMap<>();
    private final Map<String, ModelPart> further = new LinkedHashMap<>();
    private final Map<String, ModelPart> systematics = new LinkedHashMap<>();
    private final double[][][] nonResonant = new double[2][2][2];

    ModelBuilderTest() {
        signal.put(
                "shapes",
                ModelPart.of(
                        List.of(),
                        List.of(
                                new Contribution(Place.ANY, SignalModel.RESONANT, Expression.constant(1), SHAPE),
                                new Contribution(
                                        Place.ANY, SignalModel.NON_RESONANT, Expression.constant(1), HISTOGRAM))));
    }

    private ModelBuilder builder() {
        return new ModelBuilder(
                ANALYSIS, OBSERVABLE, new ModelBuilder.Sources(backgrounds, signal, further, systematics));
    }

    private ModelBuilder.Built built(ModelBuilder builder) {
        var response = new Response(
                new double[2][2][2][2], new double[2][2][2][2], new double[2][2][2], nonResonant, new double[2][2]);
        List<Expression> bins = List.of(Expression.ref("sigma"), Expression.ref("sigma"));
        List<List<Expression>> era = List.of(bins, bins);
        return builder.build(response, List.of(SIGMA), List.of(), List.of(era, era));
    }

    private StatisticalModel build() {
        return built(builder()).fitted();
    }

    private StatisticalModel validation() {
        return built(builder()).validation();
    }

    private FiduciaException refused() {
        return assertThrows(FiduciaException.class, this::build);
    }

    private static ModelPart expects(String process, Place place, double events) {
        return ModelPart.of(List.of(), List.of(new Contribution(place, process, Expression.constant(events), SHAPE)));
    }

    private static ModelPart moves(String name, Effect... effects) {
        return ModelPart.of(List.of(new Nuisance(name, "group", List.of(effects))));
    }

    private static Target on(String process) {
        return new Target(process, "", "", "");
    }

    private static ModelCategory category(StatisticalModel model, String name) {
        return model.categories().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Component component(StatisticalModel model, String category, String process) {
        return category(model, category).components().stream()
                .filter(c -> c.name().equals(process))
                .findFirst()
                .orElseThrow();
    }

    private static double events(StatisticalModel model, String category, String process, double theta) {
        ToDoubleFunction<String> values = name -> name.equals("sigma") ? 1 : theta;
        return CountedLikelihood.value(component(model, category, process).yield(), values);
    }

    private static List<String> names(StatisticalModel model) {
        return model.parameters().stream().map(Parameter::name).toList();
    }

    @Test
    void everyEraFinalStateAndBinIsACategory() {
        StatisticalModel model = build();
        assertEquals(
                List.of(
                        "E1_a_bin0",
                        "E1_a_bin1",
                        "E1_b_bin0",
                        "E1_b_bin1",
                        "E2_a_bin0",
                        "E2_a_bin1",
                        "E2_b_bin0",
                        "E2_b_bin1"),
                model.categories().stream().map(ModelCategory::name).toList());
        ModelCategory last = model.categories().get(7);
        assertEquals(Map.of("region", "SR", "era", "E2", "category", "b", "bin", "1–2"), last.labels());
        assertEquals(100, last.lo());
        assertEquals(110, last.hi());
        assertEquals(List.of("sigma"), names(model));
        assertEquals(List.of(), model.constraints());
    }

    @Test
    void crossSectionsBecomeEventsByTheLuminosity() {
        StatisticalModel model = build();
        assertEquals(10, events(model, "E1_a_bin0", "signal", 0));
        assertEquals(20, events(model, "E2_b_bin1", "signal", 0));
    }

    @Test
    void whatIsNotResonantIsWhereSimulationHasIt() {
        nonResonant[1][0][1] = 0.25;
        nonResonant[0][0][0] = -0.1; // of negative weights: nothing can be expected of it
        StatisticalModel model = build();
        assertEquals(5, events(model, "E2_a_bin1", "nonResonant", 0));
        assertEquals(HISTOGRAM, component(model, "E2_a_bin1", "nonResonant").shape());
        assertEquals(
                1,
                model.categories().stream()
                        .flatMap(c -> c.components().stream())
                        .filter(c -> c.name().equals("nonResonant"))
                        .count());
    }

    @Test
    void componentsStandInTheOrderOfTheWayOfTheData() {
        nonResonant[0][0][0] = 0.1;
        backgrounds.put("one", expects("z", Place.ANY, 1));
        backgrounds.put("two", expects("a", Place.ANY, 1));
        further.put("three", expects("m", Place.ANY, 1));
        assertEquals(
                List.of("z", "a", "nonResonant", "signal", "m"),
                category(build(), "E1_a_bin0").components().stream()
                        .map(Component::name)
                        .toList());
        assertEquals(
                List.of("z", "a", "nonResonant", "signal", "m"),
                new ModelBuilder.Sources(backgrounds, signal, further, systematics).processes());
    }

    @Test
    void aProcessIsWhereItsPlaceSays() {
        backgrounds.put("one", expects("b", new Place("SR", "E2", "a", "1–2"), 3));
        further.put("two", expects("c", new Place("", "E1", "", ""), 4));
        further.put("three", expects("d", Place.in("CR"), 5));
        StatisticalModel model = build();
        var found = new ArrayList<String>();
        for (ModelCategory category : model.categories()) {
            category.components().stream()
                    .filter(c -> !c.name().equals("signal"))
                    .forEach(c -> found.add(category.name() + " " + c.name()));
        }
        assertEquals(
                List.of("E1_a_bin0 c", "E1_a_bin1 c", "E1_b_bin0 c", "E1_b_bin1 c", "E2_a_bin1 b"),
                found,
                "nothing is in a region that nobody has observed");
    }

    @Test
    void theShapeThatNamesMostOfAPlaceIsThatOfTheSignal() {
        var general = new Shape("general", Map.of());
        var special = new Shape("special", Map.of());
        signal.put(
                "others",
                ModelPart.of(
                        List.of(),
                        List.of(
                                new Contribution(
                                        new Place("SR", "E1", "a", "0–1"),
                                        SignalModel.RESONANT,
                                        Expression.constant(3),
                                        special),
                                new Contribution(
                                        new Place("", "E1", "", ""),
                                        SignalModel.RESONANT,
                                        Expression.constant(1),
                                        general))));
        StatisticalModel model = build();
        assertEquals("special", component(model, "E1_a_bin0", "signal").shape().kind());
        assertEquals("general", component(model, "E1_b_bin0", "signal").shape().kind());
        assertEquals("line", component(model, "E2_a_bin0", "signal").shape().kind());
        assertEquals(30, events(model, "E1_a_bin0", "signal", 0), "the yield of a shape is a factor");
    }

    @Test
    void aSignalWithoutShapeIsRefused() {
        signal.clear();
        signal.put("shapes", expects("signal", new Place("", "E1", "", ""), 1));
        FiduciaException e = refused();
        assertEquals(Kind.PLUGIN, e.kind());
        assertEquals("the part of shapes is refused: it gives no shape of signal in SR E2 a 0–1", e.getMessage());
    }

    @Test
    void aNuisanceMultipliesWhatItTargets() {
        backgrounds.put("one", expects("b", Place.ANY, 8));
        systematics.put(
                "lumi",
                moves(
                        "theta",
                        new YieldEffect(on("b"), 0.1, 1 / 1.1 - 1),
                        new YieldEffect(new Target("", "E2", "b", ""), 1, -0.5)));
        StatisticalModel model = build();
        assertEquals(8 * 1.1, events(model, "E1_a_bin0", "b", 1), 1e-12);
        assertEquals(8 * Math.pow(1.1, -2), events(model, "E1_a_bin0", "b", -2), 1e-12);
        assertEquals(10, events(model, "E1_a_bin0", "signal", 1), "another process");
        assertEquals(8 * 1.1 * 2, events(model, "E2_b_bin0", "b", 1), 1e-12, "both effects");
        assertEquals(20 * 2, events(model, "E2_b_bin0", "signal", 1), 1e-12);
        assertEquals(List.of("sigma", "theta"), names(model));
        assertEquals("group", model.parameters().get(1).group());
        assertEquals(List.of(Constraint.gaussian("theta", 0, 1)), model.constraints());
    }

    @Test
    void aNuisanceThatMovesNothingIsLeftOut() {
        systematics.put("one", moves("theta", new YieldEffect(on("absent"), 0.1, -0.1)));
        assertEquals(List.of("sigma"), names(build()));
    }

    @Test
    void aFreeNumberTakesThePlaceOfNuisancesOfItsYieldAlone() {
        var estimate = new Estimate(8, 1, Set.of("group"), List.of());
        backgrounds.put(
                "one",
                ModelPart.of(
                        List.of(), List.of(new Contribution(Place.ANY, "b", Expression.constant(8), SHAPE, estimate))));
        systematics.put("whole", moves("whole", new YieldEffect(on("b"), 0.1, 1 / 1.1 - 1)));
        systematics.put(
                "migration", moves("migration", new YieldEffect(new Target("b", "", "", "0–1"), 0.1, 1 / 1.1 - 1)));
        systematics.put(
                "other",
                ModelPart.of(List.of(
                        new Nuisance("other", "others", List.of(new YieldEffect(on("b"), 0.1, 1 / 1.1 - 1))))));
        StatisticalModel model = build();
        assertEquals(List.of("sigma", "migration", "other"), names(model));
        assertEquals(8 * 1.21, events(model, "E1_a_bin0", "b", 1), 1e-12);
        assertEquals(8 * 1.1, events(model, "E1_a_bin1", "b", 1), 1e-12);
    }

    @Test
    void anEffectOnAShapeMovesItsParameter() {
        systematics.put("one", moves("shift", new ShapeEffect(on("signal"), "slope", 0.2, false)));
        systematics.put("two", moves("scale", new ShapeEffect(on("signal"), "slope", 0.1, true)));
        Expression slope =
                component(build(), "E1_a_bin0", "signal").shape().parameters().get("slope");
        assertEquals(0.5, CountedLikelihood.value(slope, name -> 0), 1e-12);
        assertEquals(
                (0.5 + 0.2) * 1.1, CountedLikelihood.value(slope, name -> 1), 1e-12, "first p + s, then p (1 + s)");
        assertEquals((0.5 - 0.4) * 0.8, CountedLikelihood.value(slope, name -> -2), 1e-12);
    }

    @Test
    void anEffectOnAParameterThatAShapeLacksIsRefused() {
        systematics.put("one", moves("shift", new ShapeEffect(on("signal"), "width", 0.2, false)));
        FiduciaException e = refused();
        assertEquals(Kind.CARD, e.kind());
        assertEquals(
                "the nuisance shift changes the parameter width of a shape line, which has none of that name",
                e.getMessage());
        assertEquals("it has slope", e.remedy());
    }

    @Test
    void aTemplateIsMorphedByItsContents() {
        nonResonant[0][0][0] = 1;
        systematics.put("one", moves("theta", new MorphEffect(on("nonResonant"), new double[] {0.5, -0.1})));
        Shape shape = component(build(), "E1_a_bin0", "nonResonant").shape();
        assertEquals(Map.of("theta", Expression.ref("theta")), shape.parameters());
        assertArrayEquals(new double[] {4, 6}, shape.tables().get("contents"));
        assertArrayEquals(new double[] {2, -0.6}, shape.tables().get("delta.theta"), 1e-12);
    }

    @Test
    void aMorphThatFitsNoTemplateIsRefused() {
        nonResonant[0][0][0] = 1;
        systematics.put("one", moves("theta", new MorphEffect(on("nonResonant"), new double[] {1, 2, 3})));
        FiduciaException e = refused();
        assertTrue(
                e.getMessage()
                        .endsWith(
                                "changes 3 intervals of a template, but its target is a shape histogram with 2 intervals"),
                e.getMessage());
        systematics.put("one", moves("theta", new MorphEffect(on("signal"), new double[] {1, 2})));
        assertTrue(
                refused().getMessage().endsWith("its target is a shape line"),
                refused().getMessage());
    }

    @Test
    void aNuisanceWithTheNameOfAnotherParameterIsRefused() {
        systematics.put("one", moves("sigma", new YieldEffect(on("signal"), 0.1, -0.1)));
        assertEquals(
                "the nuisance sigma has the name of another parameter, or of a nuisance of another source",
                refused().getMessage());
        systematics.put("one", moves("theta", new YieldEffect(on("signal"), 0.1, -0.1)));
        systematics.put("two", moves("theta", new YieldEffect(on("signal"), 0.2, -0.2)));
        assertEquals(Kind.CARD, refused().kind(), "two sources, one name: correlated or not?");
    }

    @Test
    void factorsMultiplyProcessesOfAnyPart() {
        backgrounds.put("one", expects("b", Place.ANY, 8));
        further.put(
                "rate",
                ModelPart.EMPTY
                        .withParameters(
                                List.of(Parameter.normalisation("k", 1)), List.of(Constraint.gaussian("k", 1, 0.3)))
                        .withFactors(List.of(new Factor(new Target("b", "E1", "", ""), Expression.ref("k")))));
        StatisticalModel model = build();
        assertEquals(24, events(model, "E1_a_bin0", "b", 3));
        assertEquals(8, events(model, "E2_a_bin0", "b", 3));
        assertEquals(List.of("sigma", "k"), names(model));
        assertEquals(List.of(Constraint.gaussian("k", 1, 0.3)), model.constraints());
    }

    @Test
    void equalParametersOfTwoPartsAreOne() {
        var free = Parameter.normalisation("free", 4);
        ModelPart part =
                ModelPart.of(List.of(free), List.of(new Contribution(Place.ANY, "b", Expression.ref("free"), SHAPE)));
        backgrounds.put("one", part);
        further.put("two", part);
        assertEquals(List.of("sigma", "free"), names(build()));
        further.put("two", ModelPart.of(List.of(free.startingAt(5)), List.of()));
        FiduciaException e = refused();
        assertEquals(Kind.PLUGIN, e.kind());
        assertTrue(
                e.getMessage().startsWith("the parameter free is free from 4.0 in [-Infinity, Infinity], step 2.23"),
                e.getMessage());
        assertTrue(e.getMessage().contains(" in one, but free from 5.0 "), e.getMessage());
        assertTrue(e.getMessage().endsWith(" in two"), e.getMessage());
    }

    @Test
    void whateverNamesAParameterThatNobodyDeclaresIsRefusedByItsPlace() {
        Expression lost = Expression.ref("lost");
        Contribution inYield = new Contribution(Place.in("SR"), "b", lost, SHAPE);
        Contribution inShape =
                new Contribution(Place.ANY, "b", Expression.constant(1), new Shape("line", Map.of("slope", lost)));
        var cases = new LinkedHashMap<String, ModelPart>();
        cases.put("its process b in SR", ModelPart.of(List.of(), List.of(inYield)));
        cases.put("its process b in everywhere", ModelPart.of(List.of(), List.of(inShape)));
        cases.put(
                "its factor on every process E1",
                ModelPart.EMPTY.withFactors(List.of(new Factor(new Target("", "E1", "", ""), lost))));
        cases.put(
                "its factor on signal everywhere",
                ModelPart.EMPTY.withFactors(List.of(new Factor(on("signal"), lost))));
        cases.put("its quantity q", ModelPart.EMPTY.withQuantities(List.of(new Quantity("q", "q", "", lost, 1))));
        cases.put(
                "its gaussian constraint",
                ModelPart.EMPTY.withParameters(List.of(), List.of(Constraint.gaussian("lost", 0, 1))));
        cases.forEach((what, part) -> {
            further.put("wrong", part);
            FiduciaException e = refused();
            assertEquals(
                    "the part of wrong is refused: " + what + " depends on the parameter lost, which nobody declares",
                    e.getMessage());
            assertEquals(Kind.PLUGIN, e.kind());
            assertTrue(e.remedy().endsWith("there are sigma"), e.remedy());
        });
    }

    @Test
    void aPartMayDependOnParametersOfAnother() {
        further.put("one", ModelPart.of(List.of(Parameter.normalisation("k", 1)), List.of()));
        further.put("two", ModelPart.EMPTY.withFactors(List.of(new Factor(on("signal"), Expression.ref("k")))));
        backgrounds.put(
                "three",
                ModelPart.of(List.of(), List.of(new Contribution(Place.ANY, "b", Expression.ref("sigma"), SHAPE))));
        assertEquals(70, events(build(), "E1_a_bin0", "signal", 7));
    }

    private static FitRegion region(String id, FitRegion.Use use, String variable, int intervals) {
        return new FitRegion(id, use, variable, new Axis("x", "", 0), 0, 4, intervals);
    }

    private static ModelPart observes(FitRegion region, Place place, double... observed) {
        return ModelPart.of(
                        List.of(), List.of(new Contribution(Place.in(region.id()), "c", Expression.constant(6), SHAPE)))
                .withRegions(List.of(new ObservedRegion(place, region, observed)));
    }

    @Test
    void aRegionThatAPartBringsIsACategoryMore() {
        FitRegion control = region("CR", FitRegion.Use.CONTROL, "x", 0);
        further.put("one", observes(control, new Place("elsewhere", "E1", "a", ""), 1, 2.5));
        systematics.put(
                "two",
                moves(
                        "theta",
                        new YieldEffect(on("c"), 0.1, 1 / 1.1 - 1),
                        new ShapeEffect(on("c"), "slope", 1, false)));
        ModelBuilder builder = builder();
        StatisticalModel model = build();
        ModelCategory category = model.categories().get(8);
        assertEquals(9, model.categories().size());
        assertEquals("CR_E1_a", category.name(), "the region is that of its own name");
        assertEquals(0, category.lo());
        assertEquals(4, category.hi());
        assertEquals("", category.labels().get("bin"));
        assertEquals(6 * 1.1, events(model, "CR_E1_a", "c", 1), 1e-12);
        assertEquals(SHAPE, component(model, "CR_E1_a", "c").shape(), "shapes elsewhere are of something else");
        Dataset data = builder.observed(false);
        assertEquals(1, data.values().size());
        assertArrayEquals(new double[] {1, 2.5}, data.values().get(0));
        assertEquals(0, builder.observed(true).values().size());
        assertEquals(List.of(), validation().categories());
    }

    @Test
    void whatIsLookedAtIsNotFitted() {
        further.put("one", observes(region("VR", FitRegion.Use.VALIDATION, "x", 2), Place.ANY, 3, 5));
        further.put("two", observes(region("CR", FitRegion.Use.CONTROL, "", 1), Place.ANY, 9));
        ModelBuilder builder = builder();
        assertEquals(
                List.of("CR"),
                build().categories().stream().skip(8).map(ModelCategory::name).toList());
        assertEquals(
                List.of("VR"),
                validation().categories().stream().map(ModelCategory::name).toList());
        assertEquals(List.of(), validation().constraints());
        assertEquals(names(build()), names(validation()));
        Dataset looked = builder.observed(true);
        assertArrayEquals(new double[] {3, 5}, looked.weights().get(0));
        assertArrayEquals(new double[] {0, 2, 4}, looked.edges().get(0));
        assertArrayEquals(new double[] {9}, builder.observed(false).weights().get(0));
    }

    @Test
    void aRegionWithoutVariableCanOnlyBeCounted() {
        further.put("one", observes(region("CR", FitRegion.Use.CONTROL, " ", 0), Place.ANY, 1));
        FiduciaException e = refused();
        assertEquals("the part of one is refused: its region CR names no variable", e.getMessage());
        assertEquals("name one, or count its events in one interval", e.remedy());
        further.put("one", observes(region("CR", FitRegion.Use.CONTROL, "", 2), Place.ANY, 1, 2));
        assertEquals(e.getMessage(), refused().getMessage());
    }

    @Test
    void aRegionInWhichNothingIsExpectedIsRefused() {
        var empty = new ObservedRegion(
                new Place("", "E2", "", ""), region("CR", FitRegion.Use.CONTROL, "x", 0), new double[] {1});
        further.put("one", ModelPart.EMPTY.withRegions(List.of(empty)));
        assertEquals(
                "the part of one is refused: nothing is expected in its region CR (CR E2)",
                refused().getMessage());
    }

    @Test
    void aHistogramNeedsANumberForEveryInterval() {
        further.put("one", observes(region("CR", FitRegion.Use.CONTROL, "x", 3), Place.ANY, 1, 2));
        FiduciaException e =
                assertThrows(FiduciaException.class, () -> builder().observed(false));
        assertEquals(
                "the part of one is refused: its region CR has 3 intervals and 2 numbers of events", e.getMessage());
    }

    @Test
    void constraintsOfTheInterestComeFirst() {
        backgrounds.put(
                "one",
                ModelPart.EMPTY.withParameters(
                        List.of(Parameter.nuisance("n", "")), List.of(Constraint.gaussian("n", 0, 2))));
        var response = new Response(
                new double[2][2][2][2], new double[2][2][2][2], new double[2][2][2], nonResonant, new double[2][2]);
        List<Expression> bins = List.of(Expression.ref("sigma"), Expression.ref("sigma"));
        StatisticalModel model = builder()
                .build(
                        response,
                        List.of(SIGMA),
                        List.of(Constraint.gaussian("sigma", 1, 0.5)),
                        List.of(List.of(bins, bins), List.of(bins, bins)))
                .fitted();
        assertEquals(
                List.of(Constraint.gaussian("sigma", 1, 0.5), Constraint.gaussian("n", 0, 2)), model.constraints());
    }
}

package org.fiducia.api.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.model.Parameter.Role;
import org.junit.jupiter.api.Test;

class ModelJoinTest {
    private static final Parameter MU = Parameter.interest("mu", 1, 0, 10, 0.1);
    private static final Parameter LUMI = Parameter.nuisance("lumi", "luminosity");
    private static final Constraint UNIT = Constraint.gaussian("lumi", 0, 1);

    @Test
    void equalNamesAreOneParameterAndCategoriesKeepApart() {
        StatisticalModel a = model(List.of(MU, LUMI, Parameter.nuisance("a", "")), List.of(UNIT), "SR", "CR");
        StatisticalModel b = model(
                List.of(LUMI, MU.startingAt(2), Parameter.nuisance("b", "")),
                List.of(Constraint.gaussian("b", 0, 2), UNIT),
                "SR",
                "VR");
        StatisticalModel joined = join(a, b);
        assertEquals(
                List.of("mu", "lumi", "a", "b"),
                joined.parameters().stream().map(Parameter::name).toList());
        assertEquals(1, joined.parameters().get(0).initial());
        assertEquals(List.of(UNIT, Constraint.gaussian("b", 0, 2)), joined.constraints());
        assertEquals(
                List.of("one.SR", "CR", "two.SR", "VR"),
                joined.categories().stream().map(ModelCategory::name).toList());
        assertEquals("two.SR", joined.categories().get(2).labels().get("channel"));
    }

    @Test
    void whatIsOfInterestInOneIsOfInterest() {
        StatisticalModel joined =
                join(model(List.of(MU.as(Role.NUISANCE)), List.of(), "a"), model(List.of(MU), List.of(), "b"));
        assertEquals(Role.INTEREST, joined.parameters().get(0).role());
    }

    @Test
    void differencesAreRefusedWithBothPlaces() {
        refused(
                "mu runs from 0.0 to 10.0 in one, but runs from 0.0 to 5.0 in two",
                List.of(MU.within(0, 5)),
                List.of());
        refused("mu floats in one, but is held at 2.0 in two", List.of(MU.fixedAt(2)), List.of());
        refused(
                "lumi is constrained by a Gaussian of 0.0 ± 1.0 in one, but is constrained by a Gaussian of 0.0 ± 2.0",
                List.of(LUMI),
                List.of(Constraint.gaussian("lumi", 0, 2)));
        refused("but is free in two", List.of(LUMI), List.of());
        refused(
                "a poisson measurement of 3.0 of lumi in two",
                List.of(LUMI),
                List.of(new Constraint("poisson", 3, Map.of("mean", Expression.ref("lumi")))));
    }

    private static void refused(String message, List<Parameter> parameters, List<Constraint> constraints) {
        StatisticalModel a = model(List.of(MU, LUMI), List.of(UNIT), "a");
        StatisticalModel b = model(parameters, constraints, "b");
        var error = assertThrows(FiduciaException.class, () -> join(a, b));
        assertEquals(Kind.INPUT, error.kind());
        assertTrue(error.getMessage().contains(message), error::getMessage);
    }

    @Test
    void parametersCanBeCalledOtherwise() {
        Expression formula = Expression.product(Expression.ref(Shape.VARIABLE), Expression.ref("k"));
        var shape = Shape.formula(formula);
        var category = new ModelCategory("c", 0, 1, List.of(new Component("s", Expression.ref("mu"), shape)), Map.of());
        var model =
                new StatisticalModel(List.of(MU, LUMI, Parameter.nuisance("k", "")), List.of(UNIT), List.of(category));
        StatisticalModel renamed = model.renamed(name -> "a." + name);
        assertEquals("a.mu", renamed.parameters().get(0).name());
        assertEquals(Constraint.gaussian("a.lumi", 0, 1), renamed.constraints().get(0));
        Component component = renamed.categories().get(0).components().get(0);
        assertEquals(Expression.ref("a.mu"), component.yield());
        assertEquals(Map.of("a.k", Expression.ref("a.k")), component.shape().parameters());
        assertEquals(
                Expression.product(Expression.ref(Shape.VARIABLE), Expression.ref("a.k")),
                component.shape().formula());
    }

    @Test
    void parametersThatGetOneNameBecomeOne() {
        var category = new ModelCategory(
                "c",
                0,
                1,
                List.of(new Component(
                        "s",
                        Expression.product(Expression.ref("lumi"), Expression.ref("lumi2"), Expression.ref("mu")),
                        Shape.histogram(new double[] {0, 1}, new double[] {1}))),
                Map.of());
        Parameter second = LUMI.named("lumi2");
        Constraint ofSecond = Constraint.gaussian("lumi2", 0, 1);
        var model = new StatisticalModel(List.of(LUMI, MU, second), List.of(UNIT, ofSecond), List.of(category));
        StatisticalModel one = model.renamed(name -> name.startsWith("lumi") ? "L" : name);
        assertEquals(
                List.of("L", "mu"),
                one.parameters().stream().map(Parameter::name).toList());
        assertEquals(List.of(Constraint.gaussian("L", 0, 1)), one.constraints());
        assertEquals(
                Set.of("L", "mu"),
                one.categories().get(0).components().get(0).yield().references());
        var error = assertThrows(
                FiduciaException.class,
                () -> model.withParameters(List.of(LUMI, MU, second.within(-7, 7)))
                        .renamed(name -> name.startsWith("lumi") ? "L" : name));
        assertTrue(
                error.getMessage()
                        .contains("L runs from -Infinity to Infinity in lumi, but runs from -7.0 to 7.0 in lumi2"),
                error::getMessage);
        error = assertThrows(
                FiduciaException.class,
                () -> model.withConstraints(List.of(UNIT)).renamed(name -> name.startsWith("lumi") ? "L" : name));
        assertTrue(error.getMessage().contains("but is free in lumi2"), error::getMessage);
        var both = new Constraint(
                "gaussian",
                0,
                Map.of(
                        "mean",
                        new Expression.Sum(List.of(Expression.ref("lumi"), Expression.ref("lumi2"))),
                        "sigma",
                        Expression.constant(1)));
        error = assertThrows(
                FiduciaException.class,
                () -> model.withConstraints(List.of(both)).renamed(name -> name.startsWith("lumi") ? "L" : name));
        assertTrue(error.getMessage().contains("cannot be one with another"), error::getMessage);
    }

    @Test
    void dataOfAllKindsFollowOneAnother() {
        Dataset events = Dataset.unweighted(List.of(new double[] {1, 2}));
        Dataset histogram = Dataset.histograms(List.of(new double[] {0, 1, 2}), List.of(new double[] {3, 4}));
        Dataset both = Dataset.join(List.of(events, histogram));
        assertArrayEquals(new double[] {1, 1}, both.weights().get(0));
        assertArrayEquals(new double[] {3, 4}, both.weights().get(1));
        assertTrue(!both.binned(0) && both.binned(1));
        assertEquals(9, both.sumOfWeights());
        Dataset plain = Dataset.join(List.of(events, events));
        assertTrue(plain.weights() == null && plain.edges() == null);
    }

    private static StatisticalModel join(StatisticalModel a, StatisticalModel b) {
        var models = new LinkedHashMap<String, StatisticalModel>();
        models.put("one", a);
        models.put("two", b);
        return StatisticalModel.join(models);
    }

    private static StatisticalModel model(
            List<Parameter> parameters, List<Constraint> constraints, String... categories) {
        return new StatisticalModel(
                parameters,
                constraints,
                List.of(categories).stream()
                        .map(name -> new ModelCategory(name, 0, 1, List.of(), Map.of("channel", name)))
                        .toList());
    }
}

package org.fiducia.api.model;

import static org.fiducia.api.model.Expression.ref;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    private static Parameter free(String name) {
        return new Parameter(name, 0.5, -1, 1, 0.1, Parameter.Role.NUISANCE, "", false);
    }

    private static Shape function(String kind, String... parameters) {
        var of = new LinkedHashMap<String, Expression>();
        for (String name : parameters) {
            of.put("of-" + name, ref(name));
        }
        return new Shape(kind, of);
    }

    /** Two functions that share a parameter, one with a constrained and one with a parameter that the yield has too. */
    private static StatisticalModel model() {
        var functions = new LinkedHashMap<String, Shape>();
        functions.put("first", function("one", "a", "shared"));
        functions.put("second", function("two", "b", "c", "shared", "n"));
        return new StatisticalModel(
                List.of(
                        free("a"),
                        free("b"),
                        free("c"),
                        free("shared"),
                        free("n"),
                        Shape.chooser("which", 1, 2),
                        free("elsewhere")),
                List.of(Constraint.gaussian("c", 0, 1)),
                List.of(
                        new ModelCategory(
                                "x",
                                0,
                                1,
                                List.of(new Component("background", ref("n"), Shape.choice("which", functions))),
                                Map.of()),
                        new ModelCategory(
                                "y",
                                0,
                                1,
                                List.of(new Component("other", ref("elsewhere"), new Shape("uniform", Map.of()))),
                                Map.of())));
    }

    @Test
    void saysWhatBelongsToEachFunction() {
        Choice choice = model().choices().get(0);
        assertEquals(5, choice.index());
        assertEquals(List.of(0, 3), choice.alternatives().get(0).own());
        assertEquals(List.of(1, 3), choice.alternatives().get(1).own());
        assertEquals(1, choice.penalty(0));
        assertEquals(List.of(4), choice.local());
        assertEquals(List.of(0), choice.categories());
        assertEquals(1, choice.taken(model().initial()));
        double[] between = model().initial();
        between[5] = 0.5;
        assertEquals(-1, choice.taken(between));
    }

    @Test
    void chosenModelHasOneFunction() {
        StatisticalModel chosen = model().chosen();
        assertEquals(
                List.of("b", "c", "shared", "n", "elsewhere"),
                chosen.parameters().stream().map(Parameter::name).toList());
        Shape shape = chosen.categories().get(0).components().get(0).shape();
        assertEquals("two", shape.kind());
        assertNull(shape.alternatives());
        assertSame(chosen, chosen.chosen());
    }

    @Test
    void heldModelFixesWhatDoesNotMatter() {
        StatisticalModel model = model();
        double[] at = model.initial();
        at[5] = 0;
        List<String> fixed = model.held(model.choices(), at).parameters().stream()
                .filter(Parameter::fixed)
                .map(Parameter::name)
                .toList();
        assertEquals(List.of("b", "which"), fixed);
    }

    @Test
    void namesFollow() {
        StatisticalModel renamed = model().renamed(name -> "my_" + name);
        Shape shape = renamed.categories().get(0).components().get(0).shape();
        assertEquals(
                "my_which",
                java.util.Objects.requireNonNull(shape.alternatives()).index());
        assertEquals(ref("my_a"), shape.parameters().get("first.of-a"));
        assertEquals(1, renamed.choices().get(0).taken(renamed.initial()));
        var both = new LinkedHashMap<String, StatisticalModel>();
        both.put("one", model());
        both.put("two", renamed);
        StatisticalModel joined = StatisticalModel.join(both);
        assertEquals(2, joined.choices().size());
        assertEquals(List.of(2), joined.choices().get(1).categories());
    }

    @Test
    void oneParameterOfAnAlternativeIsReplaced() {
        Shape shape = model().categories().get(0).components().get(0).shape().with("second.of-b", ref("n"));
        assertEquals(ref("n"), shape.parameters().get("second.of-b"));
        assertEquals(
                ref("n"),
                java.util.Objects.requireNonNull(shape.alternatives())
                        .list()
                        .get(1)
                        .parameters()
                        .get("of-b"));
        assertThrows(IllegalArgumentException.class, () -> shape.with("which", ref("n")));
    }

    @Test
    void holdingTheIndexMakesTheChoice() {
        StatisticalModel held = model().holding(Map.of("which", 0.0, "a", 0.25));
        Shape shape = held.categories().get(0).components().get(0).shape();
        assertEquals("one", shape.kind());
        assertEquals(Expression.constant(0.25), shape.parameters().get("of-a"));
        assertTrue(held.choices().isEmpty());
        Shape open = model().holding(Map.of("a", 0.25))
                .categories()
                .get(0)
                .components()
                .get(0)
                .shape();
        assertEquals(Expression.constant(0.25), open.parameters().get("first.of-a"));
    }

    @Test
    void valuesThatChooseNothingAreRefused() {
        var parameters = new ArrayList<>(model().parameters());
        parameters.set(5, new Parameter("which", 7, 0, 9, 1, Parameter.Role.NUISANCE, "", true));
        var wrong = assertThrows(
                FiduciaException.class, () -> model().withParameters(parameters).choices());
        assertTrue(wrong.getMessage().contains("which") && wrong.remedy().contains("first, second"), wrong::remedy);
        parameters.remove(5);
        var missing = assertThrows(
                FiduciaException.class, () -> model().withParameters(parameters).choices());
        assertTrue(missing.getMessage().contains("no parameter"), missing::getMessage);
    }
}

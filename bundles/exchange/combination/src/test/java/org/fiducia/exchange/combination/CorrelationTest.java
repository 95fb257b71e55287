package org.fiducia.exchange.combination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.exchange.combination.CorrelationRule.Claim;
import org.fiducia.exchange.combination.CorrelationRule.Term;
import org.junit.jupiter.api.Test;

class CorrelationTest {
    private static final Map<String, StatisticalModel> MODELS = models();

    private static Map<String, StatisticalModel> models() {
        var models = new LinkedHashMap<String, StatisticalModel>();
        models.put("a", model("mu", "lumi_16", "lumi_17", "jes"));
        models.put("b", model("r", "lumi16", "jes", "only"));
        return models;
    }

    private static StatisticalModel model(String... names) {
        return new StatisticalModel(
                Stream.of(names).map(name -> Parameter.nuisance(name, "")).toList(), List.of(), List.of());
    }

    private static Term term(String member, String parameter) {
        return new Term(new NamePattern(member), new NamePattern(parameter));
    }

    private static CorrelationRule together(String as, Term... terms) {
        return new CorrelationRule("here", as, List.of(terms), Claim.TOGETHER);
    }

    private static CorrelationRule renamed(String as, Term term) {
        return new CorrelationRule("there", as, List.of(term), Claim.RENAMED);
    }

    private static Map<String, Map<String, String>> names(CorrelationRule... rules) {
        return Correlation.ofMembers(List.of(rules), Map.of()).names(MODELS);
    }

    @Test
    void whatNoRuleNamesIsCalledAfterItsMember() {
        assertEquals(
                Map.of("mu", "a.mu", "lumi_16", "a.lumi_16", "lumi_17", "a.lumi_17", "jes", "a.jes"), names().get("a"));
        assertEquals("b.only", names().get("b").get("only"));
    }

    @Test
    void rulesMakeParametersOne() {
        var names = names(
                together("lumi", term("a", "lumi_*"), term("b", "lumi*")),
                renamed("mu", term("b", "r")),
                renamed("a.mu", term("a", "mu")),
                Correlation.rule("word", "j*"));
        assertEquals(Map.of("mu", "a.mu", "lumi_16", "lumi", "lumi_17", "lumi", "jes", "jes"), names.get("a"));
        assertEquals(Map.of("r", "mu", "lumi16", "lumi", "jes", "jes", "only", "b.only"), names.get("b"));
    }

    @Test
    void aStarInTheNameIsThatOfThePattern() {
        var names = names(together("L_*", term("a", "lumi_*"), term("b", "lumi*")));
        assertEquals("L_16", names.get("a").get("lumi_16"));
        assertEquals("L_16", names.get("b").get("lumi16"));
        assertEquals("L_17", names.get("a").get("lumi_17"));
        assertTrue(together("L_*", term("*", "x*y")).fits());
        assertFalse(together("L_*", term("*", "x*y*")).fits());
        assertTrue(together("L", term("*", "x*y*")).fits());
        assertTrue(new NamePattern("a.b*").matches("a.b(c)"));
        assertFalse(new NamePattern("a.b*").matches("aXb"));
    }

    @Test
    void equalNamesAreOneWhereAWordSaysSo() {
        var names = names(Correlation.rule("word", "by-name"));
        assertEquals("jes", names.get("a").get("jes"));
        assertEquals("jes", names.get("b").get("jes"));
        assertEquals("a.mu", names.get("a").get("mu"));
        assertEquals("mu", names(Correlation.rule("word", "mu=r")).get("b").get("r"));
        // what is meant more strictly counts
        assertEquals(
                "e",
                names(Correlation.rule("word", "by-name"), renamed("e", term("a", "jes")))
                        .get("a")
                        .get("jes"));
    }

    @Test
    void whatIsKeptHasItsNameUnlessARuleGivesAnother() {
        var kept = Map.of("a", Set.of("mu", "jes"));
        var names = Correlation.ofMembers(List.of(renamed("e", term("a", "jes"))), kept)
                .names(MODELS);
        assertEquals("mu", names.get("a").get("mu"));
        assertEquals("e", names.get("a").get("jes"));
    }

    @Test
    void filesKeepNamesThatNoOtherHas() {
        var names = Correlation.ofFiles(List.of("none")).names(MODELS);
        assertEquals("mu", names.get("a").get("mu"));
        assertEquals("a.jes", names.get("a").get("jes"));
        assertEquals("b.jes", names.get("b").get("jes"));
        assertEquals(
                "jes", Correlation.ofFiles(List.of()).names(MODELS).get("b").get("jes"));
        // a name that a correlation gives is nobody else's
        var given = Correlation.ofFiles(List.of("only=mu,none")).names(MODELS);
        assertEquals("only", given.get("a").get("mu"));
    }

    @Test
    void rulesThatNameNothingAreRefused() {
        refused("here: a has no parameter lumi_18", "lumi_1", together("l", term("a", "lumi_18"), term("b", "lumi16")));
        refused("here: there is no member c", "a, b", together("l", term("c*", "x")));
        refused("there: b has no parameter R*", "r", renamed("mu", term("b", "R*")));
        refused("here: no member has a parameter nothing", "jes", together("l", term("*", "nothing")));
        refused("word: no two members have a parameter of that name", "jes", Correlation.rule("word", "mu"));
        refused("here: only a/mu is that parameter", "rename", together("l", term("a", "mu")));
        refused(
                "here: a/mu comes in two places, also in there",
                "one of them",
                together("l", term("a", "mu"), term("b", "r")),
                renamed("k", term("a", "mu")));
    }

    private static void refused(String message, String remedy, CorrelationRule... rules) {
        var error = assertThrows(FiduciaException.class, () -> names(rules));
        assertEquals(Kind.CARD, error.kind());
        assertTrue(error.getMessage().contains(message), error::getMessage);
        assertTrue(error.remedy().contains(remedy), error::remedy);
    }
}

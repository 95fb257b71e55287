package org.fiducia.exchange.combination.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.command.CardSelection.Options;
import org.fiducia.api.command.Verb;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.testkit.FunctionLikelihood;
import org.fiducia.testkit.Warnings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cards that join simple models: what they make, and what is wrong with those that make none. */
class CombinationFormatTest {
    @TempDir
    Path folder;

    private final Warnings warnings = new Warnings();
    private final List<Options> asked = new ArrayList<>();

    private final CombinationFormat format = new CombinationFormat(new Cards(), List.of(new Words()));

    @BeforeEach
    void members() throws IOException {
        Files.writeString(folder.resolve("analysis.json"), "{}");
        Files.writeString(folder.resolve("one.words"), "mu lumi_16 lumi_17 jes");
        Files.writeString(folder.resolve("two.words"), "r lumi16 jes");
        Files.writeString(folder.resolve("bare.words"), "nodata x");
    }

    private ExchangedModel read(String text) throws IOException {
        Files.writeString(folder.resolve("c.json"), text);
        return format.read(folder.resolve("c.json"), List.of(), "", 2, warnings);
    }

    static final String TWO = """
            {"schemaVersion": 2, "title": "both", "combine": [
              {"name": "a", "model": "one.words"},
              {"name": "b", "model": "two.words", "format": "words"}]%s}
            """;

    private static List<String> names(ExchangedModel model) {
        return model.model().parameters().stream().map(Parameter::name).toList();
    }

    @Test
    void membersAreJoined() throws Exception {
        ExchangedModel model = read(TWO.formatted(""));
        assertEquals("both", model.name());
        assertEquals(List.of("a.mu", "a.lumi_16", "a.lumi_17", "a.jes", "b.r", "b.lumi16", "b.jes"), names(model));
        assertEquals(List.of("a.mu", "b.r"), model.interests());
        assertEquals(2, model.data().sumOfWeights());
        assertEquals(List.of("no parameter in common"), model.notes());
        assertEquals(5, model.model().constraints().size());
        model = read(TWO.formatted("""
                , "rename": {"b": {"r": "mu"}, "a": {"mu": "mu"}},
                "correlate": [{"as": "lumi", "parameters": ["a/lumi_*", "b/lumi16"]}, "jes"],
                "bounds": {"mu": [0, "inf"]}, "fix": {"jes": 0.5}"""));
        assertEquals(List.of("mu", "lumi", "jes"), names(model));
        assertEquals(2, model.model().constraints().size());
        assertEquals(
                List.of("in common: mu, lumi, jes", "lumi is a/lumi_16, a/lumi_17, b/lumi16", "mu is a/mu, b/r"),
                model.notes());
        Parameter mu = model.model().parameters().get(0);
        assertEquals(0, mu.lower());
        assertEquals(Double.POSITIVE_INFINITY, mu.upper());
        assertTrue(model.model().parameters().get(2).fixed());
        assertEquals(0.5, model.model().parameters().get(2).initial());
    }

    @Test
    void cardsBringTheirQuantitiesAndTakeThePhysics() throws Exception {
        String cards = """
                {"schemaVersion": 2, "title": "cards", "combine": [
                  {"name": "x", "card": "analysis.json", "observable": "count", "set": ["point/mH=%s"]},
                  {"name": "y", "card": "analysis.json", "observable": "count"},
                  {"name": "b", "model": "two.words"}]%s}
                """;
        ExchangedModel model = read(cards.formatted("125", ", \"physics\": {\"id\": \"p\"}"));
        assertEquals(List.of("mu", "x.lumi", "y.lumi", "b.r", "b.lumi16", "b.jes"), names(model));
        assertEquals(
                List.of("mu", "x.all", "y.all"),
                model.quantities().stream().map(Quantity::name).toList());
        assertEquals("fb", model.quantities().get(1).unit());
        assertEquals(
                List.of("physics={\"id\":\"p\"}", "point/mH=125"), asked.get(0).changes());
        assertEquals(folder.resolve("analysis.json").toString(), asked.get(0).card());
        assertEquals(2, asked.get(0).threads());
        assertEquals(List.of(), warnings.said());
        // one parameter of two predictions
        read(cards.formatted("130", ", \"physics\": {\"id\": \"p\"}"));
        assertTrue(
                warnings.said().get(0).contains("mu is predicted to be 2.0 in x, but 1.0 in y"),
                warnings.said()::toString);
        assertEquals(1, warnings.said().size());
        // without a physics for all, each has its own
        model = read(cards.formatted("125", ""));
        assertEquals(List.of("x.mu", "x.lumi", "y.mu", "y.lumi"), names(model).subList(0, 4));
        assertEquals(
                Expression.product(Expression.constant(3), Expression.ref("x.mu")),
                model.quantities().get(1).value());
    }

    @Test
    void combinationsAreMembersToo() throws Exception {
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(folder.resolve("sub/inner.json"), """
                {"schemaVersion": 2, "combine": [{"name": "one", "model": "../one.words"}]}""");
        ExchangedModel model = read("""
                {"schemaVersion": 2, "combine": [
                  {"name": "in", "model": "sub/inner.json"}, {"name": "b", "model": "two.words"}],
                 "correlate": [{"as": "L", "parameters": ["in/one.lumi_16", "b/lumi16"]}]}
                """);
        assertEquals("c.json", model.name());
        assertEquals(List.of("in.one.mu", "L", "in.one.lumi_17", "in.one.jes", "b.r", "b.jes"), names(model));
        Files.writeString(folder.resolve("sub/inner.json"), """
                {"schemaVersion": 2, "combine": [{"name": "out", "model": "../c.json"}]}""");
        refused(
                Kind.CARD,
                "inner.json: /combine/0 (out)/model is c.json, which contains it: c.json → inner.json → c.json",
                """
                {"schemaVersion": 2, "combine": [{"name": "in", "model": "sub/inner.json"}]}""");
    }

    @Test
    void aMemberWithoutDataIsNamed() throws Exception {
        ExchangedModel model = read("""
                {"schemaVersion": 2, "combine": [
                  {"name": "a", "model": "one.words"}, {"name": "n", "model": "bare.words"}]}""");
        assertNull(model.data());
        assertTrue(warnings.said().get(0).startsWith("n (bare.words) has no data"), warnings.said()::toString);
    }

    @Test
    void eventsThatCountTwiceAreSaid() throws Exception {
        read("""
                {"schemaVersion": 2, "combine": [
                  {"name": "a", "model": "one.words"}, {"name": "b", "model": "two.words"},
                  {"name": "c", "model": "./one.words"}, {"name": "d", "model": "one.words", "analysis": "other"}]}""");
        assertEquals(List.of("a and c are of the same file: events that are in both count twice"), warnings.said());
    }

    @Test
    void mistakesAreRefusedWithTheirPlace() throws Exception {
        refused(Kind.CARD, "c.json has no 'schemaVersion'", "{\"combine\": []}");
        refused(Kind.CARD, "c.json: /schemaVersion is 1", "{\"schemaVersion\": 1, \"combine\": []}");
        refused(Kind.CARD, "c.json: /combine is empty", "{\"schemaVersion\": 2, \"combine\": []}");
        refused(Kind.CARD, "c.json has 'corelate'", TWO.formatted(", \"corelate\": []"));
        refusedMember("/combine/0 (a) has 'modle'", "{\"name\": \"a\", \"modle\": \"one.words\"}");
        refusedMember("/combine/0 (a) has neither 'card' nor 'model'", "{\"name\": \"a\"}");
        refusedMember("/combine/0 (a) has both", "{\"name\": \"a\", \"model\": \"one.words\", \"card\": \"x\"}");
        refusedMember("/combine/0 (a) has 'observable'", "{\"name\": \"a\", \"model\": \"m\", \"observable\": \"o\"}");
        refusedMember("/combine/0 has no 'name'", "{\"model\": \"one.words\"}");
        refusedMember("/name is 'a.b', which cannot", "{\"name\": \"a.b\", \"model\": \"one.words\"}");
        refusedMember("(a)/model is none.words, but there is no file ", "{\"name\": \"a\", \"model\": \"none.words\"}");
        refusedMember("/combine/0 (a) has no 'observable'", "{\"name\": \"a\", \"card\": \"analysis.json\"}");
        refusedMember(
                "/combine/0 (a): no observable cuont",
                "{\"name\": \"a\", \"card\": \"analysis.json\", \"observable\": \"cuont\"}");
        refusedMember(
                "/combine/0 (a): there is no model format pyfh",
                "{\"name\": \"a\", \"model\": \"one.words\", \"format\": \"pyfh\"}");
        refusedMember(
                "/combine/1 (a) has the name of c.json: /combine/0 (a)",
                "{\"name\": \"a\", \"model\": \"one.words\"}, {\"name\": \"a\", \"model\": \"two.words\"}");
        refusedMember("/combine/0 is 3, an object is expected", "3");
        refused(Kind.CARD, "/rename/c is of c, which is no member", TWO.formatted(", \"rename\": {\"c\": {}}"));
        refused(
                Kind.CARD,
                "/rename/a/lumi: a has no parameter lumi",
                TWO.formatted(", \"rename\": {\"a\": {\"lumi\": \"l\"}}"));
        refused(
                Kind.CARD,
                "/rename/a/lumi_* gives the name *_*",
                TWO.formatted(", \"rename\": {\"a\": {\"lumi_*\": \"*_*\"}}"));
        refused(Kind.CARD, "/correlate/0 is jse: no two members", TWO.formatted(", \"correlate\": [\"jse\"]"));
        refused(Kind.CARD, "/correlate/0 has no 'parameters'", TWO.formatted(", \"correlate\": [{\"as\": \"l\"}]"));
        refused(
                Kind.CARD,
                "/correlate/0/parameters/0 is 'jes', which does not say of which member",
                TWO.formatted(", \"correlate\": [{\"as\": \"l\", \"parameters\": [\"jes\"]}]"));
        refused(
                Kind.CARD,
                "/correlate/0/parameters/0 is of c, which is no member",
                TWO.formatted(", \"correlate\": [{\"as\": \"l\", \"parameters\": [\"c/jes\"]}]"));
        refused(Kind.CARD, "/physics is for members that are cards", TWO.formatted(", \"physics\": {\"id\": \"x\"}"));
        refused(Kind.CARD, "/bounds names mu, which is no", TWO.formatted(", \"bounds\": {\"mu\": [0, 1]}"));
        refused(Kind.CARD, "/bounds/a.mu are no limits", TWO.formatted(", \"bounds\": {\"a.mu\": [1, 0]}"));
        refused(Kind.CARD, "/fix/a.mu is 30.0, beyond", TWO.formatted(", \"fix\": {\"a.mu\": 30}"));
    }

    /** Different limits: both members are named, with the remedy in words of the card. */
    @Test
    void whatCannotBeOneIsRefused() throws Exception {
        Files.writeString(folder.resolve("two.words"), "r lumi16 narrow_jes");
        String correlated = ", \"correlate\": [{\"as\": \"jes\", \"parameters\": [\"a/jes\", \"b/narrow_jes\"]}]";
        FiduciaException error = refused(
                Kind.INPUT,
                "jes runs from -Infinity to Infinity in a, but runs from -7.0 to 7.0 in b: equal names must be the same"
                        + " parameter (a is one.words, b is two.words)",
                TWO.formatted(correlated));
        assertTrue(error.remedy().contains("\"bounds\""), error::remedy);
        assertEquals(
                List.of("jes"),
                names(read(TWO.formatted(correlated + ", \"bounds\": {\"jes\": [-7, 7]}"))).stream()
                        .filter(name -> name.contains("jes"))
                        .toList());
    }

    private FiduciaException refused(Kind kind, String message, String card) {
        var error = assertThrows(FiduciaException.class, () -> read(card));
        assertEquals(kind, error.kind(), error::getMessage);
        assertTrue(error.getMessage().contains(message), error::getMessage);
        assertFalse(error.remedy().isBlank());
        return error;
    }

    private void refusedMember(String message, String members) {
        refused(Kind.CARD, message, "{\"schemaVersion\": 2, \"combine\": [" + members + "]}");
    }

    @Test
    void isToldByItsList() throws Exception {
        Files.writeString(folder.resolve("c.json"), TWO.formatted(""));
        assertTrue(format.recognises(folder.resolve("c.json")));
        assertFalse(format.recognises(folder.resolve("analysis.json")));
        assertFalse(format.recognises(folder.resolve("one.words")));
        assertTrue(format.supported().get("fields").contains("correlate"));
        var error = assertThrows(
                FiduciaException.class, () -> format.read(folder.resolve("c.json"), List.of(), "A", 1, warnings));
        assertEquals(Kind.USAGE, error.kind());
        error = assertThrows(
                FiduciaException.class, () -> format.write(read(TWO.formatted("")), folder.resolve("out.json")));
        assertEquals(Kind.OUTPUT, error.kind());
    }

    private static StatisticalModel model(List<Parameter> parameters, String category) {
        List<Constraint> constraints = parameters.stream()
                .filter(p -> p.role() == Parameter.Role.NUISANCE)
                .map(p -> Constraint.gaussian(p.name(), 0, 1))
                .toList();
        var yield = new Component(
                "s", Expression.ref(parameters.get(0).name()), Shape.histogram(new double[] {0, 1}, new double[] {1}));
        return new StatisticalModel(
                parameters, constraints, List.of(new ModelCategory(category, 0, 1, List.of(yield), Map.of())));
    }

    /** Models as lists of names, the first of interest. */
    static final class Words implements ModelFormat {
        @Override
        public String id() {
            return "words";
        }

        @Override
        public String title() {
            return "names";
        }

        @Override
        public boolean recognises(Path file) {
            return file.toString().endsWith(".words");
        }

        @Override
        public ExchangedModel read(Path file, String analysis, Progress progress) throws IOException {
            String[] words = Files.readString(file).split(" ");
            var parameters = new ArrayList<Parameter>();
            parameters.add(Parameter.interest(words[0], 1, -20, 20, 1));
            for (int i = 1; i < words.length; i++) {
                Parameter nuisance = Parameter.nuisance(words[i], "");
                parameters.add(words[i].startsWith("narrow") ? nuisance.within(-7, 7) : nuisance);
            }
            Dataset data = words[0].equals("nodata") ? null : Dataset.unweighted(List.of(new double[] {0.5}));
            return new ExchangedModel(words[0], model(parameters, words[0]), data, Map.of());
        }

        @Override
        public void write(ExchangedModel model, Path file) {
            throw new UnsupportedOperationException();
        }
    }

    /** Every card has one signal strength; at a mass of 130 twice as much is predicted. */
    private final class Cards implements CardModel {
        @Override
        public Model model(
                Verb.Terminal terminal, Options options, String observable, List<ToDoubleFunction<Candidate>> truths) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Model model(Options options, String observable, Progress heard) {
            asked.add(options);
            if (!observable.equals("count")) {
                throw new FiduciaException(Kind.USAGE, "no observable " + observable, "there is count");
            }
            boolean heavy = options.changes().contains("point/mH=130");
            Parameter mu = Parameter.interest("mu", 1, -20, 20, 1);
            var likelihood = new FunctionLikelihood(List.of(mu, Parameter.nuisance("lumi", "")), x -> 0);
            return new Model(
                    null,
                    ObservableInfo.production("count", "count", "", new double[] {0, 1}),
                    null,
                    null,
                    List.of(
                            new Quantity("mu", "$\\mu$", "", Expression.ref("mu"), heavy ? 2 : 1),
                            new Quantity(
                                    "all",
                                    "all",
                                    "fb",
                                    Expression.product(Expression.constant(3), Expression.ref("mu")),
                                    3)),
                    likelihood,
                    List.of(),
                    null,
                    null);
        }
    }
}

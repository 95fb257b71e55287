package org.fiducia.exchange.combination.card;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.fiducia.api.Suggestion;
import org.fiducia.exchange.combination.Correlation;
import org.fiducia.exchange.combination.CorrelationRule;
import org.fiducia.exchange.combination.CorrelationRule.Claim;
import org.fiducia.exchange.combination.CorrelationRule.Term;
import org.fiducia.exchange.combination.NamePattern;
import org.fiducia.exchange.json.JsonElement;

/**
 * What a combination card says. Its fields are checked when it is made, names of parameters only by the models.
 *
 * @param root the whole card
 * @param members what is joined, in the order of the card
 * @param rules which parameters are one
 * @param bounds limits of parameters of the whole, by name
 * @param fix values at which parameters of the whole are held
 */
record CombinationCard(
        JsonElement root,
        List<MemberBlock> members,
        List<CorrelationRule> rules,
        Map<String, double[]> bounds,
        Map<String, Double> fix) {
    static final String COMBINE = "combine";
    private static final int VERSION = 2;
    private static final String MEMBER_NAME = "[\\p{L}\\d_]+";

    static final Set<String> FIELDS =
            fields("$schema", "schemaVersion", "title", COMBINE, "rename", "correlate", "physics", "bounds", "fix");
    static final Set<String> CARD_FIELDS = fields("name", "title", "card", "observable", "set");
    static final Set<String> MODEL_FIELDS = fields("name", "title", "model", "format", "analysis", "patch");

    /** A member with the place where it stands; either a card or a model file. */
    record MemberBlock(String name, boolean isCard, JsonElement block) {}

    /** Reads a card. */
    static CombinationCard of(JsonElement root) {
        root.allow(FIELDS);
        JsonElement version = root.get("schemaVersion");
        if (version.number() != VERSION) {
            throw version.wrong("is " + version.json(), "this version reads " + VERSION);
        }
        List<MemberBlock> members = members(root.get(COMBINE));
        Set<String> names = new LinkedHashSet<>();
        members.forEach(member -> names.add(member.name()));
        var rules = new ArrayList<CorrelationRule>();
        if (root.has("rename")) {
            rules.addAll(renames(root.get("rename").object(), names));
        }
        if (root.has("correlate")) {
            JsonElement correlate = root.get("correlate");
            (correlate.isText() ? List.of(correlate) : correlate.list())
                    .forEach(rule -> rules.add(correlation(rule, names)));
        }
        if (root.has("physics")) {
            JsonElement physics = root.get("physics").object();
            if (members.stream().noneMatch(MemberBlock::isCard)) {
                throw physics.wrong(
                        "is for members that are cards, and there is none",
                        "rename the parameters of interest of model files instead");
            }
        }
        return new CombinationCard(root, members, rules, bounds(root), fix(root));
    }

    private static List<MemberBlock> members(JsonElement combine) {
        var members = new ArrayList<MemberBlock>();
        var places = new LinkedHashMap<String, JsonElement>();
        for (JsonElement block : combine.list()) {
            boolean card = block.object().has("card");
            boolean model = block.has("model");
            if (card && model) {
                throw block.wrong("has both 'card' and 'model'", "make them two members");
            }
            if (!card && !model) {
                block.allow(fields(CARD_FIELDS, MODEL_FIELDS));
                throw block.wrong("has neither 'card' nor 'model'", "name an analysis card or a model file");
            }
            block.allow(card ? CARD_FIELDS : MODEL_FIELDS);
            String name = block.text("name");
            if (!name.matches(MEMBER_NAME)) {
                throw block.get("name")
                        .wrong(
                                "is '" + name + "', which cannot stand before the names of parameters",
                                "use letters, digits and _");
            }
            JsonElement before = places.putIfAbsent(name, block);
            if (before != null) {
                throw block.wrong("has the name of " + before.place(), "give each member a name of its own");
            }
            members.add(new MemberBlock(name, card, block));
        }
        if (members.isEmpty()) {
            throw combine.wrong("is empty", "name at least one member");
        }
        return members;
    }

    /** Each parameter of a member with its name in the whole. */
    private static List<CorrelationRule> renames(JsonElement rename, Set<String> members) {
        var rules = new ArrayList<CorrelationRule>();
        for (String member : rename.names()) {
            JsonElement of = rename.get(member).object();
            requireMember(of, member, members);
            for (String pattern : of.names()) {
                JsonElement name = of.get(pattern);
                var term = new Term(new NamePattern(member), new NamePattern(pattern));
                rules.add(fitting(name, new CorrelationRule(name.place(), name.text(), List.of(term), Claim.RENAMED)));
            }
        }
        return rules;
    }

    /** A word as the command line has it, or a name for parameters of members. */
    private static CorrelationRule correlation(JsonElement rule, Set<String> members) {
        if (rule.isText()) {
            return Correlation.rule(rule.place() + " is " + rule.text(), rule.text());
        }
        rule.object().allow(fields("as", "parameters"));
        JsonElement list = rule.get("parameters");
        var terms = new ArrayList<Term>();
        for (JsonElement text : list.list()) {
            String[] parts = text.text().split("/", 2);
            if (parts.length < 2) {
                throw text.wrong(
                        "is '" + text.text() + "', which does not say of which member",
                        "write MEMBER/PARAMETER, or */PARAMETER for all members");
            }
            if (!parts[0].contains("*")) {
                requireMember(text, parts[0], members);
            }
            terms.add(new Term(new NamePattern(parts[0]), new NamePattern(parts[1])));
        }
        if (terms.isEmpty()) {
            throw list.wrong("is empty", "name the parameters that are one, each MEMBER/PARAMETER");
        }
        return fitting(rule, new CorrelationRule(rule.place(), rule.text("as"), terms, Claim.TOGETHER));
    }

    private static CorrelationRule fitting(JsonElement place, CorrelationRule rule) {
        if (rule.as().isBlank()) {
            throw place.wrong("gives an empty name", "give the name that the parameter has in the combination");
        }
        if (!rule.fits()) {
            throw place.wrong(
                    "gives the name " + rule.as() + ", whose * are not as many as those of what it is for",
                    "give a name without *, or one * for each of the pattern");
        }
        return rule;
    }

    private static void requireMember(JsonElement place, String member, Set<String> members) {
        if (!members.contains(member)) {
            throw place.wrong("is of " + member + ", which is no member", Suggestion.among(member, members));
        }
    }

    private static Map<String, double[]> bounds(JsonElement root) {
        var bounds = new LinkedHashMap<String, double[]>();
        if (root.has("bounds")) {
            JsonElement block = root.get("bounds").object();
            for (String name : block.names()) {
                List<JsonElement> ends = block.get(name).list();
                if (ends.size() != 2 || !(end(ends.get(0)) < end(ends.get(1)))) {
                    throw block.get(name).wrong("are no limits", "for example [0, 10] or [\"-inf\", 10]");
                }
                bounds.put(name, new double[] {end(ends.get(0)), end(ends.get(1))});
            }
        }
        return bounds;
    }

    private static double end(JsonElement end) {
        return switch (end.isText() ? end.text().toLowerCase(Locale.ROOT) : "") {
            case "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> end.number();
        };
    }

    private static Map<String, Double> fix(JsonElement root) {
        var fix = new LinkedHashMap<String, Double>();
        if (root.has("fix")) {
            JsonElement block = root.get("fix").object();
            block.names().forEach(name -> fix.put(name, block.get(name).number()));
        }
        return fix;
    }

    private static Set<String> fields(String... names) {
        return new LinkedHashSet<>(List.of(names));
    }

    private static Set<String> fields(Set<String> some, Set<String> others) {
        var all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }
}

package org.fiducia.kernel.card;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.fiducia.api.Nullable;
import org.fiducia.api.Suggestion;
import org.fiducia.kernel.card.AnalysisCard.ColumnSource;
import org.fiducia.kernel.card.AnalysisCard.Friend;
import org.fiducia.kernel.card.AnalysisCard.InputFormat;
import org.fiducia.kernel.card.AnalysisCard.Normalisation;
import org.fiducia.kernel.card.AnalysisCard.ObjectFilter;

/** The formats of a card, by name. */
final class CardFormats {
    private final CardJson json;
    private final Map<String, InputFormat> formats = new LinkedHashMap<>();

    CardFormats(CardJson json, Map<String, Card.Format> blocks) {
        this.json = json;
        blocks.forEach((name, format) -> formats.put(name, format(whole(blocks, name), "/formats/" + name)));
    }

    /** A format with what it takes from another one, which may do so, too. */
    private Card.Format whole(Map<String, Card.Format> blocks, String name) {
        Card.Format format = Objects.requireNonNull(blocks.get(name), "it is one of them");
        var passed = new LinkedHashSet<>(List.of(name));
        String at = "/formats/" + name + "/like";
        while (format.like() != null) {
            String like = format.like();
            Card.Format other = blocks.get(like);
            if (other == null) {
                throw json.refuse(at, "is " + like + ", which is no format", Suggestion.among(like, blocks.keySet()));
            }
            json.require(
                    passed.add(like),
                    at,
                    "leads back to " + like + ": " + String.join(", ", passed),
                    "let one of them say everything itself");
            format = format.over(other);
        }
        return format;
    }

    /** The format that is named at a place; the first when none is. */
    InputFormat of(@Nullable String name, String at) {
        if (name == null) {
            return formats.values().stream().findFirst().orElse(new InputFormat("", "", null, Map.of(), Map.of()));
        }
        InputFormat format = formats.get(name);
        if (format == null) {
            throw json.refuse(
                    at, "is " + name + ", which is no format", "one of " + String.join(", ", formats.keySet()));
        }
        return format;
    }

    private InputFormat format(Card.Format format, String at) {
        var columns = new LinkedHashMap<String, ColumnSource>();
        format.columns().forEach((name, node) -> columns.put(name, source(node, at + "/columns/" + name)));
        var filters = new LinkedHashMap<String, ObjectFilter>();
        format.filters().forEach((name, filter) -> {
            String place = at + "/filters/" + name;
            JsonNode column = json.required(filter.column(), place + "/column", "name a branch");
            double[] range = filter.range();
            json.require(
                    filter.in() == null
                            ? range != null
                            : range == null && !filter.in().isEmpty(),
                    place,
                    "says not what to keep",
                    "give either in, a list of values, or range, [low, high)");
            json.require(
                    range == null || (range.length == 2 && range[0] < range[1]),
                    place + "/range",
                    "is no range",
                    "give [low, high)");
            filters.put(
                    name,
                    new ObjectFilter(
                            source(column, place + "/column"),
                            filter.in() == null ? List.of() : filter.in(),
                            range == null ? Double.NaN : range[0],
                            range == null ? Double.NaN : range[1]));
        });
        Normalisation normalisation = null;
        if (format.normalisation() != null) {
            Card.Normalisation n = format.normalisation();
            String place = at + "/normalisation";
            String tree = json.required(n.tree(), place + "/tree", "name the tree");
            String sumOfWeights = json.required(n.sumOfWeights(), place + "/sumOfWeights", "name the branch");
            String crossSection = n.crossSection() == null ? "" : n.crossSection();
            json.require(
                    crossSection.isEmpty() && n.unit() == null || "pb".equals(n.unit()) || "fb".equals(n.unit()),
                    place + "/unit",
                    "is " + n.unit(),
                    "one of pb, fb");
            normalisation =
                    new Normalisation(tree, crossSection, sumOfWeights, "pb".equals(n.unit()) ? 1000 : 1, n.weights());
        }
        return new InputFormat(
                format.reader() == null ? "" : format.reader(),
                format.tree() == null ? "" : format.tree(),
                normalisation,
                columns,
                filters,
                friends(format.friends() == null ? List.of() : format.friends(), at + "/friends"));
    }

    private List<Friend> friends(List<Card.Friend> blocks, String at) {
        var friends = new ArrayList<Friend>();
        for (int k = 0; k < blocks.size(); k++) {
            Card.Friend block = blocks.get(k);
            String tree = json.required(block.tree(), at + "/" + k + "/tree", "name the tree");
            json.require(
                    friends.stream().noneMatch(friend -> friend.tree().equals(tree)),
                    at + "/" + k + "/tree",
                    "is " + tree + " twice",
                    "name each tree once");
            friends.add(new Friend(tree, block.file() == null ? "" : block.file()));
        }
        return friends;
    }

    private ColumnSource source(JsonNode node, String at) {
        if (node.isObject()) {
            json.require(node.has("branch"), at + "/branch", "is missing", "name a branch");
            double scale = node.path("scale").asDouble(1);
            return new ColumnSource(
                    terms(node.get("branch"), at), node.get("branch").isArray(), scale);
        }
        return new ColumnSource(terms(node, at), node.isArray(), 1);
    }

    private List<Object> terms(JsonNode node, String at) {
        var nodes =
                node.isArray() ? StreamSupport.stream(node.spliterator(), false).toList() : List.of(node);
        var terms = new ArrayList<Object>();
        for (JsonNode term : nodes) {
            json.require(
                    term.isTextual() || term.isNumber(),
                    at,
                    "is " + node,
                    "give a branch name, a number, a list of these, or {\"branch\": …, \"scale\": …}");
            terms.add(term.isTextual() ? term.asText() : (Object) term.asDouble());
        }
        return terms;
    }
}

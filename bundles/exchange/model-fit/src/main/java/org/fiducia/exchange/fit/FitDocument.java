package org.fiducia.exchange.fit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.inference.Conclusions.Result;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Parameter.Role;

/** The outcome of a fit as data for programs. A number that does not exist (an absent limit) is null. */
final class FitDocument {
    private FitDocument() {}

    private static Map<String, Object> map(Object... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    /** The fit, its parameters and what its nuisances do. */
    static Map<String, Object> of(Outcome outcome) {
        FitResult fit = outcome.fit();
        var likelihood = outcome.likelihood();
        var root = map(
                "file",
                outcome.file(),
                "format",
                outcome.format(),
                "analysis",
                outcome.model().name());
        if (!outcome.model().notes().isEmpty()) {
            root.put("notes", outcome.model().notes());
        }
        root.putAll(map(
                "data",
                outcome.asimov() ? "asimov" : "observed",
                "events",
                likelihood.data().sumOfWeights(),
                "categories",
                likelihood.model().categories().size()));
        root.putAll(map("fitter", outcome.fitter(), "status", fit.status().name(), "message", fit.message()));
        root.putAll(map("edges", fit.edges(), "weighted", outcome.weighted()));
        root.putAll(map("edm", fit.edm(), "calls", fit.calls(), "conditionNumber", fit.conditionNumber()));
        root.put("nll", map("start", outcome.nllAtStart(), "minimum", fit.nll(), "constant", likelihood.constant()));
        var parameters = new ArrayList<Object>();
        for (int i = 0; i < outcome.parameters().size(); i++) {
            parameters.add(parameter(outcome, i));
        }
        outcome.eliminated().forEach(each -> {
            var node = map("name", each.parameter().name(), "interest", false, "fixed", false, "eliminated", true);
            node.putAll(map("value", each.value(), "error", each.error()));
            node.putAll(range(each.parameter()));
            parameters.add(node);
        });
        root.put("parameters", parameters);
        if (!outcome.reported().isEmpty()) {
            root.put(
                    "quantities",
                    outcome.reported().stream().map(FitDocument::quantity).toList());
        }
        root.put("covariance", fit.covariance());
        systematics(root, outcome);
        return root;
    }

    private static Map<String, Object> range(Parameter parameter) {
        return map("start", parameter.initial(), "lower", parameter.lower(), "upper", parameter.upper());
    }

    private static void systematics(Map<String, Object> root, Outcome outcome) {
        var conclusions = outcome.conclusions();
        if (!conclusions.breakdown().isEmpty()) {
            root.put(
                    "breakdown",
                    conclusions.breakdown().stream()
                            .map(c -> map(
                                    "group",
                                    c.group(),
                                    "down",
                                    byName(outcome, c.down()),
                                    "up",
                                    byName(outcome, c.up())))
                            .toList());
        }
        if (!conclusions.impacts().isEmpty()) {
            root.put(
                    "impacts",
                    conclusions.impacts().stream()
                            .map(impact -> {
                                var node = map("nuisance", impact.nuisance(), "group", impact.group());
                                node.putAll(map("pull", impact.pull(), "constraint", impact.constraint()));
                                node.putAll(map(
                                        "up", byName(outcome, impact.up()), "down", byName(outcome, impact.down())));
                                return node;
                            })
                            .toList());
        }
    }

    private static Map<String, Object> byName(Outcome outcome, double[] values) {
        List<Result> quantities = outcome.conclusions().quantities();
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < values.length; i++) {
            map.put(quantities.get(i).quantity().name(), values[i]);
        }
        return map;
    }

    /** Questions without an answer, and why. */
    static Map<String, Object> failures(Outcome outcome) {
        var failures = new LinkedHashMap<String, Object>();
        outcome.questionsWithoutAnswer().forEach((question, why) -> failures.put(question, why(why)));
        return failures.isEmpty() ? Map.of() : map("failures", failures);
    }

    private static String why(FiduciaException failure) {
        return failure.getMessage() + "; " + failure.remedy();
    }

    private static Map<String, Object> parameter(Outcome outcome, int i) {
        Parameter parameter = outcome.parameters().get(i);
        String name = parameter.name();
        var node = map("name", name, "interest", parameter.role() == Role.INTEREST, "fixed", parameter.fixed());
        node.putAll(map(
                "value", outcome.fit().parameters()[i], "error", outcome.fit().error(i)));
        if (outcome.weighted()) {
            node.put("errorUncorrected", outcome.conclusions().fit().uncorrected()[i]);
        }
        node.putAll(range(parameter));
        node.put("atLimit", outcome.fit().atLimit().contains(name));
        double pull = outcome.conclusions().fit().parameters().get(i).pull();
        if (!Double.isNaN(pull)) {
            node.put("pull", pull);
            node.put("constraint", outcome.fit().error(i) / outcome.width(name).orElse(Double.NaN));
        }
        Optional<Result> result = outcome.result(name);
        Interval interval = outcome.interval(name).orElse(null);
        if (interval != null) {
            var ends = map("down", interval.down(), "up", interval.up());
            ends.putAll(map("lowerIsLimit", interval.lowerIsLimit(), "upperIsLimit", interval.upperIsLimit()));
            ends.putAll(map("oneSided", interval.oneSided(), "remark", interval.remark()));
            result.ifPresent(r -> ends.putAll(r.ends().values()));
            node.put("interval", ends);
            result.flatMap(Result::statistical).ifPresent(part -> node.put("statistical", ends(part)));
            result.flatMap(Result::systematic).ifPresent(part -> node.put("systematic", ends(part)));
        } else {
            result.flatMap(r -> outcome.conclusions().failure(r.quantity()))
                    .ifPresent(why -> node.put("noInterval", why(why)));
        }
        return node;
    }

    private static Map<String, Object> quantity(Result result) {
        var quantity = result.quantity();
        var node = map("name", quantity.name(), "title", quantity.title(), "unit", quantity.unit());
        node.putAll(map("value", result.value(), "predicted", quantity.predicted()));
        result.total().ifPresent(part -> {
            var ends = ends(part);
            ends.putAll(result.ends().values());
            node.put("interval", ends);
        });
        result.statistical().ifPresent(part -> node.put("statistical", ends(part)));
        result.systematic().ifPresent(part -> node.put("systematic", ends(part)));
        return node;
    }

    private static Map<String, Object> ends(Interval part) {
        return map("down", part.down(), "up", part.up());
    }
}

package org.fiducia.exchange.fit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.inference.Conclusions.Contribution;
import org.fiducia.api.inference.Conclusions.Impact;
import org.fiducia.api.inference.Conclusions.Result;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Parameter.Role;

/** The outcome of a fit as JSON. A number that does not exist (an absent limit) is null. */
final class FitJson {
    private static final JsonMapper JSON = new JsonMapper();

    private FitJson() {}

    static String of(Outcome outcome) throws JsonProcessingException {
        ObjectNode root = tree(outcome);
        Yields.of(outcome).add(root.putArray("yields"));
        systematics(root, outcome);
        root.setAll(
                (ObjectNode) JSON.valueToTree(outcome.conclusions().answers().values()));
        failures(root, outcome);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root).replace("\r\n", "\n");
    }

    private static void systematics(ObjectNode root, Outcome outcome) {
        List<String> names = outcome.conclusions().quantities().stream()
                .map(r -> r.quantity().name())
                .toList();
        if (!outcome.conclusions().breakdown().isEmpty()) {
            ArrayNode groups = root.putArray("breakdown");
            for (Contribution c : outcome.conclusions().breakdown()) {
                ObjectNode node = groups.addObject();
                node.put("group", c.group());
                byName(node.putObject("down"), names, c.down());
                byName(node.putObject("up"), names, c.up());
            }
        }
        if (!outcome.conclusions().impacts().isEmpty()) {
            ArrayNode impacts = root.putArray("impacts");
            for (Impact impact : outcome.conclusions().impacts()) {
                ObjectNode node = impacts.addObject();
                node.put("nuisance", impact.nuisance());
                node.put("group", impact.group());
                number(node, "pull", impact.pull());
                number(node, "constraint", impact.constraint());
                byName(node.putObject("up"), names, impact.up());
                byName(node.putObject("down"), names, impact.down());
            }
        }
    }

    private static void byName(ObjectNode node, List<String> names, double[] values) {
        for (int i = 0; i < values.length; i++) {
            number(node, names.get(i), values[i]);
        }
    }

    private static void failures(ObjectNode root, Outcome outcome) {
        ObjectNode failures = JSON.createObjectNode();
        outcome.questionsWithoutAnswer().forEach((question, why) -> failures.put(question, why(why)));
        if (!failures.isEmpty()) {
            root.set("failures", failures);
        }
    }

    private static String why(FiduciaException failure) {
        return failure.getMessage() + "; " + failure.remedy();
    }

    private static ObjectNode tree(Outcome outcome) {
        FitResult fit = outcome.fit();
        ObjectNode root = JSON.createObjectNode();
        root.put("file", outcome.file());
        root.put("format", outcome.format());
        root.put("analysis", outcome.model().name());
        if (!outcome.model().notes().isEmpty()) {
            ArrayNode notes = root.putArray("notes");
            outcome.model().notes().forEach(notes::add);
        }
        root.put("data", outcome.asimov() ? "asimov" : "observed");
        root.put("events", outcome.likelihood().data().sumOfWeights());
        root.put("categories", outcome.likelihood().model().categories().size());
        root.put("fitter", outcome.fitter());
        root.put("status", fit.status().name());
        root.put("message", fit.message());
        ArrayNode edges = root.putArray("edges");
        fit.edges().forEach(edges::add);
        root.put("weighted", outcome.weighted());
        number(root, "edm", fit.edm());
        root.put("calls", fit.calls());
        number(root, "conditionNumber", fit.conditionNumber());
        ObjectNode nll = root.putObject("nll");
        number(nll, "start", outcome.nllAtStart());
        number(nll, "minimum", fit.nll());
        number(nll, "constant", outcome.likelihood().constant());
        ArrayNode parameters = root.putArray("parameters");
        for (int i = 0; i < outcome.parameters().size(); i++) {
            add(parameters.addObject(), outcome, i);
        }
        for (Outcome.Eliminated each : outcome.eliminated()) {
            ObjectNode node = parameters.addObject();
            node.put("name", each.parameter().name());
            node.put("interest", false);
            node.put("fixed", false);
            node.put("eliminated", true);
            number(node, "value", each.value());
            number(node, "error", each.error());
            number(node, "start", each.parameter().initial());
            number(node, "lower", each.parameter().lower());
            number(node, "upper", each.parameter().upper());
        }
        if (!outcome.reported().isEmpty()) {
            ArrayNode quantities = root.putArray("quantities");
            outcome.reported().forEach(result -> add(quantities.addObject(), result));
        }
        ArrayNode covariance = root.putArray("covariance");
        for (double[] row : fit.covariance()) {
            ArrayNode values = covariance.addArray();
            for (double value : row) {
                values.add(value);
            }
        }
        return root;
    }

    private static void add(ObjectNode node, Outcome outcome, int i) {
        Parameter parameter = outcome.parameters().get(i);
        String name = parameter.name();
        node.put("name", name);
        node.put("interest", parameter.role() == Role.INTEREST);
        node.put("fixed", parameter.fixed());
        number(node, "value", outcome.fit().parameters()[i]);
        number(node, "error", outcome.fit().error(i));
        if (outcome.weighted()) {
            number(node, "errorUncorrected", outcome.conclusions().fit().uncorrected()[i]);
        }
        number(node, "start", parameter.initial());
        number(node, "lower", parameter.lower());
        number(node, "upper", parameter.upper());
        node.put("atLimit", outcome.fit().atLimit().contains(name));
        double pull = outcome.conclusions().fit().parameters().get(i).pull();
        if (!Double.isNaN(pull)) {
            number(node, "pull", pull);
            number(
                    node,
                    "constraint",
                    outcome.fit().error(i) / outcome.width(name).orElse(Double.NaN));
        }
        Interval interval = outcome.interval(name).orElse(null);
        if (interval != null) {
            ObjectNode ends = node.putObject("interval");
            number(ends, "down", interval.down());
            number(ends, "up", interval.up());
            ends.put("lowerIsLimit", interval.lowerIsLimit());
            ends.put("upperIsLimit", interval.upperIsLimit());
            ends.put("oneSided", interval.oneSided());
            ends.put("remark", interval.remark());
            part(node, "statistical", outcome.result(name).flatMap(Result::statistical));
            part(node, "systematic", outcome.result(name).flatMap(Result::systematic));
        } else {
            outcome.result(name)
                    .flatMap(r -> outcome.conclusions().failure(r.quantity()))
                    .ifPresent(why -> node.put("noInterval", why(why)));
        }
    }

    private static void add(ObjectNode node, Result result) {
        node.put("name", result.quantity().name());
        node.put("title", result.quantity().title());
        node.put("unit", result.quantity().unit());
        number(node, "value", result.value());
        number(node, "predicted", result.quantity().predicted());
        part(node, "interval", result.total());
        part(node, "statistical", result.statistical());
        part(node, "systematic", result.systematic());
    }

    private static void part(ObjectNode node, String name, Optional<Interval> part) {
        part.ifPresent(interval -> {
            ObjectNode ends = node.putObject(name);
            number(ends, "down", interval.down());
            number(ends, "up", interval.up());
        });
    }

    static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }
}

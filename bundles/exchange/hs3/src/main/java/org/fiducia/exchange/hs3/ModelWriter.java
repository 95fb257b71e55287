package org.fiducia.exchange.hs3;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.model.Choice;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Parameter.Role;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.exchange.json.JsonFile;

/**
 * Writes a model: each category is an extended mixture_dist, each constraint an auxiliary distribution. Of functions between
 * which the model chooses those of the start values are written, and named in the metadata.
 */
final class ModelWriter {
    private static final String VERSION = "0.2";
    private static final String LIKELIHOOD = "likelihood";

    private final ExchangedModel exchanged;
    private final StatisticalModel model;
    private final ObjectNode root = JsonFile.newObject();
    private final ArrayNode distributions = root.putArray("distributions");
    private final FunctionWriter functions;
    private final DensityWriter densities;
    private final Map<String, Double> constants = new LinkedHashMap<>();
    private final List<Observable> observables = new ArrayList<>();

    ModelWriter(ExchangedModel exchanged) {
        this.exchanged = exchanged;
        model = exchanged.model().chosen();
        var names = new ArrayList<String>();
        model.parameters().forEach(parameter -> names.add(parameter.name()));
        model.categories().forEach(category -> names.add(category.name()));
        functions = new FunctionWriter(root.putArray("functions"), names);
        densities = new DensityWriter(distributions, functions);
    }

    ObjectNode write() {
        if (model.indexOf(Shape.VARIABLE) >= 0) {
            throw new FiduciaException(
                    Kind.OUTPUT,
                    "the model has a parameter called " + Shape.VARIABLE + ", as its observable is",
                    "rename the parameter");
        }
        ObjectNode likelihood = root.putArray("likelihoods").addObject();
        likelihood.put("name", LIKELIHOOD);
        ArrayNode channels = likelihood.putArray("distributions");
        ArrayNode data = likelihood.putArray("data");
        ArrayNode auxiliary = likelihood.putArray("aux_distributions");
        ArrayNode datasets = root.putArray("data");
        Dataset observed = exchanged.data();
        for (int c = 0; c < model.categories().size(); c++) {
            ModelCategory category = model.categories().get(c);
            Observable x = observable(category);
            addCategory(category, x);
            channels.add(category.name());
            if (observed != null) {
                String name = functions.unique("data_" + category.name());
                addData(datasets, observed, name, c, x);
                data.add(name);
            }
        }
        for (Constraint constraint : model.constraints()) {
            auxiliary.add(addConstraint(constraint));
        }
        if (observed == null) {
            root.remove("likelihoods");
        }
        addDomains();
        addPoints();
        if (observed != null) {
            addAnalysis();
        }
        ObjectNode metadata = root.putObject("metadata");
        metadata.put("hs3_version", VERSION);
        metadata.putArray("packages").addObject().put("name", "Fiducia");
        addChoices(metadata);
        return root;
    }

    /** Which functions were taken, and between how many. */
    private void addChoices(ObjectNode metadata) {
        StatisticalModel whole = exchanged.model();
        for (Choice choice : whole.choices()) {
            ObjectNode node = metadata.withArray("choices").addObject();
            node.put("parameter", whole.parameters().get(choice.index()).name());
            node.put(
                    "function",
                    choice.alternatives().get(choice.taken(whole.initial())).name());
            node.put("functions", choice.alternatives().size());
        }
    }

    /** One variable for all categories of the same window. */
    private Observable observable(ModelCategory category) {
        for (Observable known : observables) {
            if (known.lo() == category.lo() && known.hi() == category.hi()) {
                return known;
            }
        }
        var next = new Observable(functions.unique(Shape.VARIABLE), category.lo(), category.hi());
        observables.add(next);
        return next;
    }

    private void addCategory(ModelCategory category, Observable x) {
        var summands = distributions.arrayNode();
        var coefficients = distributions.arrayNode();
        for (Component component : category.components()) {
            String of = category.name() + "_" + component.name();
            String name = functions.unique("pdf_" + of);
            String where = "component " + component.name() + " of category " + category.name();
            densities.write(name, component.shape(), x, where);
            summands.add(name);
            coefficients.add(functions.reference(component.yield(), "n_" + of));
        }
        ObjectNode mixture = distributions.addObject();
        mixture.put("name", category.name());
        mixture.put("type", "mixture_dist");
        mixture.put("extended", true);
        mixture.set("summands", summands);
        mixture.set("coefficients", coefficients);
    }

    private static void addData(ArrayNode datasets, Dataset data, String name, int c, Observable x) {
        List<double[]> edges = data.edges();
        List<double[]> weights = data.weights();
        ObjectNode node = datasets.addObject();
        node.put("name", name);
        if (edges != null && weights != null && data.binned(c)) {
            node.put("type", "binned");
            axis(node, x.name(), edges.get(c));
            JsonFile.add(node.putArray("contents"), weights.get(c));
            return;
        }
        node.put("type", "unbinned");
        ObjectNode axis = node.putArray("axes").addObject();
        axis.put("name", x.name());
        axis.put("min", x.lo());
        axis.put("max", x.hi());
        ArrayNode entries = node.putArray("entries");
        for (double value : data.values().get(c)) {
            entries.addArray().add(value);
        }
        if (weights != null) {
            JsonFile.add(node.putArray("weights"), weights.get(c));
        }
    }

    static void axis(ObjectNode owner, String name, double[] edges) {
        ObjectNode axis = owner.putArray("axes").addObject();
        axis.put("name", name);
        JsonFile.add(axis.putArray("edges"), edges);
    }

    private String addConstraint(Constraint constraint) {
        Map<String, Expression> of = constraint.parameters();
        String about = of.values().stream()
                .flatMap(expression -> expression.references().stream())
                .findFirst()
                .orElse(constraint.kind());
        String name = functions.unique("constraint_" + about);
        String observed = functions.unique("nom_" + about);
        constants.put(observed, constraint.observed());
        ObjectNode node = JsonFile.newObject();
        node.put("name", name);
        switch (constraint.kind()) {
            case Constraint.GAUSSIAN -> {
                node.put("type", "gaussian_dist").put("x", observed);
                node.set("mean", functions.reference(parameter(of, "mean"), name + "_mean"));
                node.set("sigma", functions.reference(parameter(of, "sigma"), name + "_sigma"));
            }
            case "poisson" -> {
                node.put("type", "poisson_dist").put("x", observed).put("integer", false);
                node.set("mean", functions.reference(parameter(of, "mean"), name + "_mean"));
            }
            case "log-normal" -> {
                node.put("type", "lognormal_dist").put("x", observed);
                node.set("mu", functions.reference(logarithm(parameter(of, "m0")), name + "_mu"));
                node.set("sigma", functions.reference(logarithm(parameter(of, "k")), name + "_sigma"));
            }
            default ->
                throw new FiduciaException(
                        Kind.OUTPUT,
                        "the constraint of " + about + " is of kind " + constraint.kind()
                                + ", which HS3 has no distribution for",
                        "write the model in another format");
        }
        distributions.add(node);
        return name;
    }

    private static Expression parameter(Map<String, Expression> of, String name) {
        return Objects.requireNonNull(of.get(name), name);
    }

    private static Expression logarithm(Expression expression) {
        return expression instanceof Expression.Constant constant
                ? Expression.constant(Math.log(constant.value()))
                : Expression.call(Function.LOG, expression);
    }

    private void addDomains() {
        ArrayNode domains = root.putArray("domains");
        for (Role role : Role.values()) {
            ObjectNode domain = domains.addObject();
            domain.put("name", domain(role));
            domain.put("type", "product_domain");
            ArrayNode axes = domain.putArray("axes");
            for (Parameter parameter : model.parameters()) {
                if (parameter.role() == role) {
                    limits(axes, parameter.name(), parameter.lower(), parameter.upper());
                }
            }
        }
        ObjectNode domain = domains.addObject();
        domain.put("name", "default_domain");
        domain.put("type", "product_domain");
        ArrayNode axes = domain.putArray("axes");
        observables.forEach(x -> limits(axes, x.name(), x.lo(), x.hi()));
        model.parameters().forEach(p -> limits(axes, p.name(), p.lower(), p.upper()));
    }

    private static String domain(Role role) {
        return role == Role.INTEREST ? "parameters_of_interest" : "nuisance_parameters";
    }

    /** A parameter without limits has an axis all the same: it tells that it is one, even when it is fixed. */
    private static void limits(ArrayNode axes, String name, double lower, double upper) {
        ObjectNode axis = axes.addObject();
        axis.put("name", name);
        if (lower > Double.NEGATIVE_INFINITY) {
            axis.put("min", lower);
        }
        if (upper < Double.POSITIVE_INFINITY) {
            axis.put("max", upper);
        }
    }

    private void addPoints() {
        ArrayNode points = root.putArray("parameter_points");
        ObjectNode start = points.addObject();
        start.put("name", "default_values");
        ArrayNode values = start.putArray("parameters");
        for (Parameter parameter : model.parameters()) {
            ObjectNode value = value(values, parameter.name(), parameter.initial());
            if (parameter.fixed()) {
                value.put("const", true);
            }
        }
        constants.forEach((name, value) -> value(values, name, value).put("const", true));
        exchanged.points().forEach((name, set) -> {
            if (!name.equals("default_values")) {
                ObjectNode point = points.addObject();
                point.put("name", name);
                ArrayNode list = point.putArray("parameters");
                set.forEach((parameter, value) -> {
                    if (exchanged.model().indexOf(parameter) < 0 || model.indexOf(parameter) >= 0) {
                        value(list, parameter, value);
                    }
                });
            }
        });
    }

    private static ObjectNode value(ArrayNode values, String name, double value) {
        return values.addObject().put("name", name).put("value", value);
    }

    private void addAnalysis() {
        ObjectNode analysis = root.putArray("analyses").addObject();
        analysis.put("name", exchanged.name());
        analysis.put("likelihood", LIKELIHOOD);
        ArrayNode interests = analysis.putArray("parameters_of_interest");
        exchanged.interests().stream().filter(name -> model.indexOf(name) >= 0).forEach(interests::add);
        ArrayNode domains = analysis.putArray("domains");
        for (Role role : Role.values()) {
            domains.add(domain(role));
        }
        analysis.put("init", "default_values");
    }
}

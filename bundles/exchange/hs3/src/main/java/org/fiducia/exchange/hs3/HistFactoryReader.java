package org.fiducia.exchange.hs3;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
import org.fiducia.exchange.formula.Terms;
import org.fiducia.exchange.histfactory.HistFactoryChannel;
import org.fiducia.exchange.histfactory.HistFactorySample;
import org.fiducia.exchange.histfactory.HistFactorySample.Variation;
import org.fiducia.exchange.json.JsonElement;

/** A histfactory_dist: a channel of binned samples with modifiers. */
final class HistFactoryReader {
    /** A relative uncertainty whose inverse square is beyond the range of numbers is none. */
    private static final double NEGLIGIBLE = 1e-100;

    private static final Set<String> MODIFIER = Set.of(
            "name",
            "type",
            "parameter",
            "parameters",
            "data",
            "constraint",
            "constraints",
            "constraint_name",
            "constraint_type",
            "interpolation");

    /** What {@link #sample} reads. */
    static final List<String> MODIFIERS =
            List.of("custom", "histosys", "normfactor", "normsys", "shapefactor", "shapesys", "staterror");

    private final Document document;
    private final Functions functions;
    private final Parameters parameters;
    private final Constraints constraints;
    private final Progress progress;

    HistFactoryReader(
            Document document, Functions functions, Parameters parameters, Constraints constraints, Progress progress) {
        this.document = document;
        this.functions = functions;
        this.parameters = parameters;
        this.constraints = constraints;
        this.progress = progress;
    }

    HistFactoryChannel read(JsonElement distribution) {
        double[] edges = Axes.edges(Axes.only(distribution));
        var samples = new ArrayList<HistFactorySample>();
        List<JsonElement> elements = distribution.get("samples").list();
        double[] statistical = statistical(elements, edges.length - 1);
        for (JsonElement sample : elements) {
            samples.add(sample(distribution, sample, edges.length - 1, statistical));
        }
        return new HistFactoryChannel(distribution.text("name"), edges, samples);
    }

    /** Relative uncertainty of the sum of the samples with a staterror modifier. */
    private static double[] statistical(List<JsonElement> samples, int bins) {
        double[] squares = new double[bins];
        double[] totals = new double[bins];
        for (JsonElement sample : samples) {
            boolean has = sample.listOf("modifiers").stream()
                    .anyMatch(modifier -> modifier.text("type").equals("staterror"));
            if (has) {
                double[] content = sample.get("data").get("contents").numbers(bins);
                double[] error = sample.get("data").get("errors").numbers(bins);
                for (int b = 0; b < bins; b++) {
                    squares[b] += error[b] * error[b];
                    totals[b] += content[b];
                }
            }
        }
        double[] relative = new double[bins];
        for (int b = 0; b < bins; b++) {
            relative[b] = totals[b] > 0 ? Math.sqrt(squares[b]) / totals[b] : 0;
        }
        return relative;
    }

    private HistFactorySample sample(JsonElement channel, JsonElement sample, int bins, double[] statistical) {
        double[] nominal = sample.get("data").get("contents").numbers(bins);
        var factors = new ArrayList<Expression>();
        var binFactors = new ArrayList<List<Expression>>();
        var variations = new ArrayList<Variation>();
        for (JsonElement modifier : sample.listOf("modifiers")) {
            modifier.allow(MODIFIER);
            String type = modifier.text("type");
            switch (type) {
                case "normfactor" -> factors.add(factor(modifier));
                case "normsys" -> factors.add(normalisation(modifier));
                case "custom" -> {
                    JsonElement function = functions.element(customName(modifier));
                    if (function != null && function.text("type").equals("step")) {
                        binFactors.add(gammas(modifier, names(function, channel, bins), null));
                    } else {
                        factors.add(functions.named(customName(modifier), modifier));
                    }
                }
                case "histosys" -> {
                    JsonElement data = modifier.get("data");
                    requireCode(modifier, "poly6", "4", "4p");
                    variations.add(new Variation(
                            nuisance(modifier),
                            data.get("hi").get("contents").numbers(bins),
                            data.get("lo").get("contents").numbers(bins)));
                }
                case "shapefactor" -> binFactors.add(gammas(modifier, names(modifier, channel, bins), null));
                case "shapesys" ->
                    binFactors.add(gammas(modifier, names(modifier, channel, bins), relative(modifier, nominal)));
                case "staterror" -> binFactors.add(gammas(modifier, names(modifier, channel, bins), statistical));
                default ->
                    throw modifier.wrong(
                            "is of type '" + type + "', which is not supported",
                            "supported are " + String.join(", ", MODIFIERS));
            }
        }
        return new HistFactorySample(sample.text("name"), nominal, factors, binFactors, variations);
    }

    private static String customName(JsonElement modifier) {
        return modifier.text("parameter", modifier.text("name", ""));
    }

    private Expression factor(JsonElement modifier) {
        String name = modifier.text("parameter", modifier.text("name", ""));
        if (modifier.has("constraint") || modifier.has("constraint_name") || modifier.has("constraint_type")) {
            constrain(modifier, name, 1);
        }
        return functions.named(name, modifier);
    }

    /** Factor of a change of normalisation: interpolation code 4, or what the modifier says. */
    private Expression normalisation(JsonElement modifier) {
        JsonElement data = modifier.get("data");
        double up = data.get("hi").number();
        double down = data.get("lo").number();
        String code = requireCode(modifier, "4", "lin", "log", "parabolic", "poly6");
        if (!(code.equals("4") ? up >= 0 && down >= 0 : !code.equals("log") || up > 0 && down > 0)) {
            throw modifier.wrong("has factors " + up + ", " + down + ", which have no logarithm", "");
        }
        String name = nuisance(modifier);
        Expression nuisance = Expression.ref(name);
        Expression more = Expression.constant(up - 1);
        Expression less = Expression.constant(down - 1);
        Expression one = Expression.constant(1);
        return switch (code) {
            case "lin" -> Expression.sum(one, Functions.linear(nuisance, more, less));
            case "log" ->
                Terms.exp(Functions.linear(
                        nuisance, Expression.constant(Math.log(up)), Expression.constant(Math.log(down))));
            case "parabolic" -> Expression.sum(one, Functions.parabolic(nuisance, more, less));
            case "poly6" ->
                Expression.sum(one, Expression.call(Expression.Function.LINEAR_INTERPOLATION, nuisance, more, less));
            default -> HistFactoryChannel.normalisation(name, up, down);
        };
    }

    /** The interpolation that a modifier names, or else the first of those that are known. */
    private static String requireCode(JsonElement modifier, String... known) {
        if (!modifier.has("interpolation")) {
            return known[0];
        }
        JsonElement code = modifier.get("interpolation");
        String name = code.isNumber() ? Integer.toString((int) code.number()) : code.text();
        if (!List.of(known).contains(name)) {
            throw code.wrong("is '" + name + "', which is not supported", "supported are " + String.join(", ", known));
        }
        return name;
    }

    /** Parameter of an interpolation, by default with a unit Gaussian around 0. */
    private String nuisance(JsonElement modifier) {
        String name = modifier.text("parameter", "alpha_" + modifier.text("name"));
        parameters.declare(name, 0, -5, 5);
        constrain(modifier, name, 0);
        functions.named(name, modifier);
        return name;
    }

    private void constrain(JsonElement modifier, String parameter, double centre) {
        addNamed(modifier);
        String kind = kind(modifier);
        switch (kind) {
            case "Gauss" -> constraints.imply(parameter, Constraint.gaussian(parameter, centre, 1));
            case "Const" -> parameters.fix(parameter);
            default ->
                throw modifier.wrong(
                        "has the constraint " + kind + ", which is not supported for this type",
                        "use Gauss or Const, or list the distribution among the aux_distributions of the likelihood");
        }
    }

    /** Constraints that a modifier names; those that the file does not have are what the type of the modifier implies. */
    private void addNamed(JsonElement modifier) {
        var names = new ArrayList<String>();
        if (modifier.has("constraint_name")) {
            names.add(modifier.text("constraint_name"));
        }
        for (JsonElement constraint : modifier.listOf("constraints")) {
            if (constraint.isText()) {
                names.add(constraint.text());
            }
        }
        for (String name : names) {
            JsonElement distribution = document.all("distributions").get(name);
            if (distribution != null) {
                constraints.add(distribution);
            }
        }
    }

    private static String kind(JsonElement modifier) {
        return modifier.text("constraint", modifier.text("constraint_type", "Gauss"));
    }

    private static List<String> names(JsonElement modifier, JsonElement channel, int bins) {
        if (modifier.has("parameters")) {
            List<String> names = modifier.get("parameters").texts();
            if (names.size() != bins) {
                throw modifier.get("parameters").wrong("has " + names.size() + " names for " + bins + " bins", "");
            }
            return names;
        }
        String of = modifier.text("type").equals("staterror") ? "stat_" + channel.text("name") : modifier.text("name");
        var names = new ArrayList<String>();
        for (int b = 0; b < bins; b++) {
            names.add("gamma_" + of + "_bin_" + b);
        }
        return names;
    }

    /**
     * Relative uncertainty of each bin. The standard means relative ones; files with the absolute ones of HistFactory
     * exist, which shows where one of them is not below 1.
     */
    private double[] relative(JsonElement modifier, double[] nominal) {
        JsonElement data = modifier.get("data").get("vals");
        double[] values = data.numbers(nominal.length);
        boolean absolute = false;
        for (double value : values) {
            absolute |= value >= 1;
        }
        if (absolute) {
            progress.warn(data.place() + ": values of 1 and more are taken as numbers of events, not as relative");
            for (int b = 0; b < values.length; b++) {
                values[b] = nominal[b] > 0 ? values[b] / nominal[b] : 0;
            }
        }
        return values;
    }

    /** Factors around 1, one for each bin; a bin without uncertainty keeps 1. */
    private List<Expression> gammas(JsonElement modifier, List<String> names, @Nullable double[] relative) {
        boolean poisson = modifier.text("type").equals("shapesys");
        String kind = modifier.text("constraint", modifier.text("constraint_type", poisson ? "Poisson" : "Gauss"));
        var gammas = new ArrayList<Expression>();
        for (int b = 0; b < names.size(); b++) {
            String name = names.get(b);
            parameters.declare(name, 1, 0, 10);
            if (relative != null && !(relative[b] > NEGLIGIBLE) || kind.equals("Const")) {
                parameters.fix(name);
            } else if (relative != null) {
                constraints.imply(name, constraint(modifier, kind, name, relative[b]));
            }
            gammas.add(functions.named(name, modifier));
        }
        addNamed(modifier);
        return gammas;
    }

    private static Constraint constraint(JsonElement modifier, String kind, String name, double relative) {
        double tau = 1 / (relative * relative);
        return switch (kind) {
            case "Gauss" -> Constraint.gaussian(name, 1, relative);
            case "Poisson" -> HistFactoryChannel.poisson(name, tau, tau);
            default ->
                throw modifier.wrong(
                        "has the constraint " + kind + ", which is not supported", "use Gauss, Poisson or Const");
        };
    }
}

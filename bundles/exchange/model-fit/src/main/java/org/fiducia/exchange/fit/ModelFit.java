package org.fiducia.exchange.fit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.Suggestion;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.inference.Asked;
import org.fiducia.api.inference.Conclusions;
import org.fiducia.api.inference.Inference;
import org.fiducia.api.inference.Inference.Subject;
import org.fiducia.api.inference.Inference.Tools;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.inference.Questions;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Parameter.Role;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.exchange.combination.NamePattern;

/** The fit of one model: its data, its start, its minimum and the intervals of its parameters of interest. */
final class ModelFit {
    private static final int FEW = 500;

    private final String file;
    private final String format;
    private final ExchangedModel model;
    private final boolean asimov;

    private ModelFit(String file, String format, ExchangedModel model, boolean asimov) {
        this.file = file;
        this.format = format;
        this.model = model;
        this.asimov = asimov;
    }

    /**
     * A fit to be made.
     *
     * @param file name of the file, for messages
     * @param format its format
     * @param read what it holds
     * @param asimov whether to fit what the model expects at its start instead of its data
     */
    static ModelFit of(String file, String format, ExchangedModel read, boolean asimov) {
        return new ModelFit(file, format, read, asimov);
    }

    private ModelFit with(UnaryOperator<Parameter> change) {
        List<Parameter> parameters =
                model.model().parameters().stream().map(change).toList();
        return new ModelFit(file, format, model.withModel(model.model().withParameters(parameters)), asimov);
    }

    /** Other parameters of interest; none for those of the file. */
    ModelFit interests(List<String> names) {
        names.forEach(this::require);
        if (names.isEmpty()) {
            return this;
        }
        List<Quantity> asked = model.quantities().stream()
                .filter(quantity -> quantity.isParameter() && names.contains(quantity.name()))
                .toList();
        return new ModelFit(file, format, model.withQuantities(asked), asimov)
                .with(p -> p.as(names.contains(p.name()) ? Role.INTEREST : Role.NUISANCE));
    }

    /**
     * Other limits.
     *
     * @param progress hears of a start that moves
     */
    ModelFit bounding(Map<String, double[]> limits, Progress progress) {
        limits.forEach((name, ends) -> {
            Parameter parameter = require(name);
            double start = parameter.initial();
            if (!(start >= ends[0] && start <= ends[1])) {
                progress.warn("parameter " + name + " starts at " + start + ", outside of its limits " + ends[0]
                        + " and " + ends[1] + ": it starts at the nearer one");
            }
        });
        return with(p -> {
            double[] ends = limits.get(p.name());
            return ends == null ? p : p.within(ends[0], ends[1]);
        });
    }

    /** Other start values. */
    ModelFit starting(Map<String, Double> values) {
        values.forEach(this::requireWithin);
        return with(p -> values.containsKey(p.name()) ? p.startingAt(values.get(p.name())) : p);
    }

    /** Parameters held at values. */
    ModelFit fixing(Map<String, Double> values) {
        values.forEach(this::requireWithin);
        return with(p -> values.containsKey(p.name()) ? p.fixedAt(values.get(p.name())) : p);
    }

    /**
     * Groups of nuisances: those of the call, else those of the file; one that is in none is one by itself.
     *
     * @param patterns with the names of their groups
     */
    ModelFit grouping(Map<String, String> patterns) {
        List<String> names =
                model.model().parameters().stream().map(Parameter::name).toList();
        patterns.forEach((pattern, group) -> {
            if (names.stream().noneMatch(name -> new NamePattern(pattern).matches(name))) {
                throw new FiduciaException(
                        Kind.USAGE,
                        "--group " + group + "=" + pattern + ": " + file + " has no parameter of that name",
                        Suggestion.among(pattern, names));
            }
        });
        return with(p -> p.inGroup(patterns.entrySet().stream()
                .filter(entry -> new NamePattern(entry.getKey()).matches(p.name()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(p.group().isEmpty() ? p.name() : p.group())));
    }

    private Parameter require(String name) {
        StatisticalModel statistical = model.model();
        int index = statistical.indexOf(name);
        if (index < 0) {
            throw new FiduciaException(
                    Kind.USAGE,
                    file + " has no parameter " + name,
                    Suggestion.among(
                            name,
                            statistical.parameters().stream()
                                    .map(Parameter::name)
                                    .toList()));
        }
        return statistical.parameters().get(index);
    }

    private void requireWithin(String name, double value) {
        Parameter parameter = require(name);
        if (!(value >= parameter.lower() && value <= parameter.upper())) {
            throw new FiduciaException(
                    Kind.USAGE,
                    "parameter " + name + " cannot be " + value + ": its limits are " + parameter.lower() + " and "
                            + parameter.upper(),
                    "choose a value between them");
        }
    }

    /**
     * The likelihood with the data to be fitted.
     *
     * @throws FiduciaException of kind {@link Kind#FIT} when there is nothing to fit
     */
    private Likelihood likelihood(LikelihoodCompiler compiler, Set<String> keep) {
        StatisticalModel statistical = model.model();
        Dataset data = model.data();
        if (data == null && !asimov) {
            throw new FiduciaException(
                    Kind.FIT,
                    file + " holds a model without data, so there is nothing to fit",
                    "fit what it expects with --asimov, or add data to the file");
        }
        if (data == null) {
            data = Dataset.unweighted(
                    statistical.categories().stream().map(c -> new double[0]).toList());
        }
        if (asimov) {
            Likelihood likelihood = compiler.compile(statistical, data).asimov(statistical.initial());
            if (!(likelihood.data().sumOfWeights() > 0)) {
                String zero = statistical.parameters().stream()
                        .filter(p -> p.fixed() && p.initial() == 0)
                        .map(Parameter::name)
                        .collect(Collectors.joining(", "));
                throw new FiduciaException(
                        Kind.FIT,
                        file + " expects no events where it starts, so there is nothing to fit",
                        "give it some with --set NAME=VALUE" + (zero.isEmpty() ? "" : "; held at 0 are " + zero));
            }
            return few(statistical) ? likelihood : compiler.profiled(likelihood.model(), likelihood.data(), keep);
        }
        return few(statistical) ? compiler.compile(statistical, data) : compiler.profiled(statistical, data, keep);
    }

    /** With few parameters all of them are those of the likelihood, so that all covariances are there. */
    private static boolean few(StatisticalModel statistical) {
        return statistical.parameters().size() <= FEW;
    }

    /**
     * Fits and concludes.
     *
     * @param asked what is asked beyond the minimum and the intervals of the parameters of interest
     */
    Outcome run(LikelihoodCompiler compiler, Inference inference, Tools tools, Asked asked, Progress progress) {
        progress.begin("fitting " + file, 0);
        List<Quantity> interests = interests();
        var quantities = new ArrayList<>(interests);
        quantities.addAll(further());
        List<String> names = interests.stream().map(Quantity::name).toList();
        Questions questions =
                asked.questions(asked.breakdown() || !asked.scans().isEmpty(), false, names, names, names);
        boolean systematics = asked.breakdown() || asked.impacts();
        Likelihood likelihood =
                likelihood(compiler, systematics ? names(model.model().parameters()) : names(questions));
        double[] start = likelihood.model().initial();
        double atStart = likelihood.value(start);
        requireFinite(likelihood, atStart);
        var subject = new Subject(
                file,
                likelihood,
                start,
                asimov,
                "start elsewhere with --set NAME=VALUE or in many places with --fitter multi-start, or hold with"
                        + " --fix NAME=VALUE what the data cannot tell");
        Conclusions conclusions = inference.conclude(subject, quantities, questions, tools, progress);
        return new Outcome(file, format, model, asimov, tools.fitter().id(), likelihood, atStart, conclusions);
    }

    /** The parameters of interest that float, as the model reports them where it does. */
    private List<Quantity> interests() {
        return model.model().parameters().stream()
                .filter(parameter -> parameter.role() == Role.INTEREST && !parameter.fixed())
                .map(parameter -> model.quantities().stream()
                        .filter(quantity -> quantity.value().equals(Expression.ref(parameter.name())))
                        .findFirst()
                        .orElse(Quantity.of(parameter, "")))
                .toList();
    }

    /** What the model reports beside them, as far as it floats. */
    private List<Quantity> further() {
        Set<String> interests = Set.copyOf(model.interests());
        Set<String> floating = model.model().parameters().stream()
                .filter(parameter -> !parameter.fixed())
                .map(Parameter::name)
                .collect(Collectors.toSet());
        return model.quantities().stream()
                .filter(quantity -> !quantity.isParameter() || !interests.contains(quantity.name()))
                .filter(quantity -> quantity.value().references().stream().anyMatch(floating::contains))
                .toList();
    }

    private static Set<String> names(List<Parameter> parameters) {
        return parameters.stream().map(Parameter::name).collect(Collectors.toSet());
    }

    /** Parameters that something is asked of. */
    private static Set<String> names(Questions questions) {
        var names = new HashSet<String>(questions.tests().limits());
        names.addAll(questions.tests().significances());
        questions.profiles().scans().forEach(names::addAll);
        questions.profiles().contours().forEach(names::addAll);
        questions.tests().values().forEach(test -> names.add(test.parameter()));
        return names;
    }

    /** A start at which less than nothing is expected is brought inside by the fitter; any other must be possible. */
    private void requireFinite(Likelihood likelihood, double atStart) {
        double[] start = likelihood.model().initial();
        if (Double.isFinite(atStart) || !likelihood.forbidden(start).isEmpty()) {
            return;
        }
        String trouble = likelihood.trouble(start);
        throw new FiduciaException(
                Kind.FIT,
                "the likelihood of " + file + " is not finite at the start: "
                        + (trouble.isEmpty() ? "the model forbids something that was observed" : trouble),
                "start elsewhere with --set NAME=VALUE");
    }
}

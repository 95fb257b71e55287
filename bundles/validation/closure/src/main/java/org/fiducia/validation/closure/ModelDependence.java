package org.fiducia.validation.closure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.SignalModel;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.statistics.discrete.DiscreteProfiling;

/**
 * How much the cross sections depend on the mixture of production modes that the response is made of: the model is fitted to
 * what is expected when the rate of one mode is another, and compared with the cross sections that there are then.
 *
 * @param of what was fitted
 * @param expected uncertainty to be expected of each bin, fb
 * @param mixtures one after the other
 */
record ModelDependence(CardModel.Model of, double[] expected, List<Mixture> mixtures) {
    /** Rates that are tried, in units of that of the simulation. */
    private static final double[] FACTORS = {0.5, 2};

    /**
     * Another mixture.
     *
     * @param process of which the rate is another
     * @param factor on it
     * @param truth cross section of each bin, fb
     * @param fitted what the model finds, fb
     */
    record Mixture(String process, double factor, double[] truth, double[] fitted) {
        String title() {
            return process + " × " + (factor == Math.rint(factor) ? "" + (int) factor : "" + factor);
        }

        /** Relative. */
        double bias(int bin) {
            return fitted[bin] / truth[bin] - 1;
        }
    }

    /** Sums of weights of one process, events per fb⁻¹ or fb. */
    private static final class Sums {
        private final double[][][] resonant;
        private final double[][][] other;
        private final double[] fiducial;

        Sums(int eras, int categories, int recoBins, int bins) {
            resonant = new double[eras][categories][recoBins];
            other = new double[eras][categories][recoBins];
            fiducial = new double[bins];
        }

        void fill(Analysis analysis, BinnedSample sample) {
            for (int era = 0; era < resonant.length; era++) {
                Era period = analysis.eras().get(era);
                if (!sample.sample().serves(period)) {
                    continue;
                }
                double share = period.luminosity() / analysis.luminosity();
                for (int e = 0; e < sample.events().size(); e++) {
                    SelectedEvent event = sample.events().get(e);
                    int j = sample.fiducialBin()[e];
                    if (j >= 0) {
                        fiducial[j] += share * event.weight() * sample.sample().scale();
                    }
                    int i = sample.recoBin()[e];
                    if (i >= 0 && sample.fitted()[e]) {
                        double[][] to = event.resonant() ? resonant[era] : other[era];
                        to[event.category()][i] +=
                                event.selectedWeight() * sample.sample().scale();
                    }
                }
            }
        }
    }

    /**
     * Runs it.
     *
     * @throws FiduciaException when there is but one mode, or a fit fails
     */
    static ModelDependence run(CardModel.Model model, LikelihoodCompiler compiler, Progress progress) {
        Analysis analysis = model.analysis();
        int bins = model.observable().binning().size();
        var sums = new LinkedHashMap<String, Sums>();
        for (BinnedSample sample : analysis.nominal(model.samples())) {
            sums.computeIfAbsent(
                            sample.sample().process(),
                            process -> new Sums(
                                    analysis.eras().size(),
                                    analysis.categories().size(),
                                    model.observable().reconstructed().size(),
                                    bins))
                    .fill(analysis, sample);
        }
        if (sums.size() < 2) {
            throw new FiduciaException(
                    Kind.USAGE,
                    "the signal of " + model.observable().id()
                            + " has no production modes to mix: all its samples are of " + "one process",
                    "give the samples of each mode a process of their own in /samples of the card");
        }
        progress.begin(
                "model dependence of " + model.observable().id() + ": mixtures", 1 + sums.size() * FACTORS.length);
        Likelihood nominal = model.likelihood();
        int[] reported =
                model.reported().stream().mapToInt(nominal.model()::indexOf).toArray();
        FitResult expectation = fit(model, nominal.asimov(nominal.model().initial()), "its own expectation", progress);
        double[] expected = new double[bins];
        for (int j = 0; j < bins; j++) {
            expected[j] = expectation.error(reported[j]);
        }
        var mixtures = new ArrayList<Mixture>();
        for (String process : sums.keySet()) {
            for (double factor : FACTORS) {
                var truth = new double[bins];
                sums.forEach((name, sum) -> {
                    for (int j = 0; j < bins; j++) {
                        truth[j] += (name.equals(process) ? factor : 1) * sum.fiducial[j];
                    }
                });
                Likelihood mixed = compiler.compile(mixed(model, sums, process, factor), nominal.data());
                Likelihood data =
                        nominal.with(mixed.asimov(mixed.model().initial()).data());
                var mixture = new Mixture(process, factor, truth, new double[bins]);
                FitResult fit = fit(model, data, mixture.title(), progress);
                for (int j = 0; j < bins; j++) {
                    mixture.fitted()[j] = fit.parameters()[reported[j]];
                }
                mixtures.add(mixture);
            }
        }
        return new ModelDependence(model, expected, mixtures);
    }

    private static FitResult fit(CardModel.Model model, Likelihood data, String what, Progress progress) {
        progress.checkCancelled();
        FitResult fit =
                DiscreteProfiling.over(model.fitter()).fit(data, data.model().initial(), true, progress);
        progress.advance(1);
        if (!fit.converged()) {
            throw new FiduciaException(
                    Kind.FIT,
                    "the fit of " + model.observable().id() + " to " + what + " fails: " + fit.message(),
                    "merge bins of few events, or hold with --set what the data cannot tell");
        }
        return fit;
    }

    /** The model with the signal that another mixture gives where the nominal one is in it. */
    private static StatisticalModel mixed(
            CardModel.Model model, Map<String, Sums> sums, String process, double factor) {
        StatisticalModel nominal = model.likelihood().model();
        var categories = new ArrayList<ModelCategory>();
        for (ModelCategory category : nominal.categories()) {
            var components = new ArrayList<Component>();
            for (Component component : category.components()) {
                double by = ratio(model, sums, process, factor, category, component.name());
                components.add(new Component(
                        component.name(),
                        Expression.product(Expression.constant(by), component.yield()),
                        component.shape()));
            }
            categories.add(
                    new ModelCategory(category.name(), category.lo(), category.hi(), components, category.labels()));
        }
        return new StatisticalModel(nominal.parameters(), nominal.constraints(), categories);
    }

    private static double ratio(
            CardModel.Model model,
            Map<String, Sums> sums,
            String process,
            double factor,
            ModelCategory category,
            String component) {
        Analysis analysis = model.analysis();
        boolean resonant = component.equals(SignalModel.RESONANT);
        if (!(resonant || component.equals(SignalModel.NON_RESONANT))
                || !analysis.fit().id().equals(category.labels().get("region"))) {
            return 1;
        }
        int era = analysis.era(category.labels().getOrDefault("era", ""));
        int c = analysis.category(category.labels().getOrDefault("category", ""));
        int bin = model.observable().reconstructed().indexOf(category.labels().getOrDefault("bin", ""));
        double before = 0;
        double after = 0;
        for (var entry : sums.entrySet()) {
            Sums sum = entry.getValue();
            double events = (resonant ? sum.resonant : sum.other)[era][c][bin];
            before += events;
            after += (entry.getKey().equals(process) ? factor : 1) * events;
        }
        return before > 0 ? after / before : 1;
    }
}

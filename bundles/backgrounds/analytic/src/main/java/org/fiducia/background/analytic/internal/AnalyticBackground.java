package org.fiducia.background.analytic.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Role;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BackgroundModel;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.ModelPart.Estimate;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Range;
import org.fiducia.background.analytic.BackgroundFamily;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * A background of smooth functions that follows from the data of the window alone, with a free number of events per era,
 * category and bin. All eras of a category and bin share a shape, which is a choice between the functions that describe the
 * data, see {@link OrderTest}: the choice and the parameters of the functions float in the fit.
 *
 * <p>A bin of few events takes the lowest order of each family, one of hardly any the best function of its category over all
 * bins as it is.
 */
@Component(service = BackgroundModel.class)
public final class AnalyticBackground implements BackgroundModel, Configured {
    static final String ID = "analytic";

    /** Share of the signal on either side that may lie outside of its peak, where functions are chosen. */
    private static final double TAIL = 0.025;

    /** DS replaces the list whenever a family comes or goes. */
    @Reference
    private volatile List<BackgroundFamily> families = List.of();

    private final LikelihoodCompiler compiler;
    private final Fitter fitter;

    /** With what fits are made of. */
    @Activate
    public AnalyticBackground(
            @Reference LikelihoodCompiler compiler, @Reference(target = "(fitter=newton)") Fitter fitter) {
        this.compiler = compiler;
        this.fitter = fitter;
    }

    /** With given families, for use outside a framework. */
    AnalyticBackground(LikelihoodCompiler compiler, Fitter fitter, List<BackgroundFamily> families) {
        this(compiler, fitter);
        this.families = List.copyOf(families);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "smooth functions chosen by the data";
    }

    @Override
    public void check(Analysis analysis, Settings settings) {
        Choosing.of(settings, families);
    }

    @Override
    public Prepared prepare(Analysis analysis, List<BinnedSample> samples, Settings settings, Progress progress) {
        Choosing choosing = Choosing.of(settings, families);
        return (binned, bins, shown) -> new Call(analysis, choosing, binned, bins, shown).part();
    }

    /**
     * What was tried for a category, all bins together.
     *
     * @param values of the fitted variable in the window
     * @param peak edges of the interval where functions are not compared with data; empty for none
     * @param tested functions of one family after the other
     */
    record Tried(Category category, double[] values, double[] peak, List<OrderTest.Tested> tested) {}

    /** Tries the functions of the card on each category of an analysis. */
    List<Tried> tried(Analysis analysis, List<BinnedSample> samples, Settings settings, Progress progress) {
        Choosing choosing = Choosing.of(settings, families);
        var bins = new Binning(List.of(new Bin("all", List.of(Range.ANY))));
        return new Call(analysis, choosing, samples, bins, progress).tried();
    }

    /** One call. */
    private final class Call {
        private final Analysis analysis;
        private final Choosing choosing;
        private final List<BinnedSample> data;
        private final List<BinnedSample> signal;
        private final Binning bins;
        private final Progress progress;
        private final List<Parameter> parameters = new ArrayList<>();
        private final List<Contribution> contributions = new ArrayList<>();

        Call(Analysis analysis, Choosing choosing, List<BinnedSample> samples, Binning bins, Progress progress) {
            this.analysis = analysis;
            this.choosing = choosing;
            this.bins = bins;
            this.progress = progress;
            data = samples.stream()
                    .filter(sample -> sample.sample().role() == Role.DATA)
                    .toList();
            List<BinnedSample> simulated = samples.stream()
                    .filter(sample -> sample.sample().role() == Role.SIGNAL)
                    .toList();
            signal = simulated.isEmpty() ? simulated : analysis.nominal(simulated);
            if (data.isEmpty()) {
                throw new FiduciaException(
                        Kind.CARD,
                        "the background analytic follows from the data, and the analysis has none",
                        "add samples of data to the card, or take a background model with simulation");
            }
        }

        ModelPart part() {
            for (int c = 0; c < analysis.categories().size(); c++) {
                Category category = analysis.categories().get(c);
                double[] all = values(c, -1, "");
                if (all.length < choosing.minEvents()) {
                    throw new FiduciaException(
                            Kind.INPUT,
                            "category " + category.id() + " has " + all.length + " events of data from "
                                    + analysis.fit().range() + ", too few to choose a function of the background",
                            "merge it with another category, widen the range of the fit, or lower minEvents of the"
                                    + " background");
                }
                Trial whole = null;
                for (int i = 0; i < bins.size(); i++) {
                    double[] values = bins.size() == 1 ? all : values(c, i, "");
                    String prefix = "background_" + category.id() + "_" + i + "_";
                    if (values.length < choosing.minEvents()) {
                        whole = whole == null ? best(functions(c, all, prefix, "category " + category.id())) : whole;
                        add(c, i, prefix, fixed(whole));
                    } else {
                        String where = "category " + category.id() + ", bin "
                                + bins.bins().get(i).label();
                        add(c, i, prefix, choice(prefix, functions(c, values, prefix, where)));
                    }
                }
            }
            return ModelPart.of(parameters, contributions);
        }

        /** Data in the window. */
        private double[] values(int category, int bin, String era) {
            return data.stream()
                    .filter(sample -> era.isEmpty() || sample.sample().era().equals(era))
                    .flatMapToDouble(sample -> {
                        double[] kept = new double[sample.value().length];
                        int n = 0;
                        for (int e = 0; e < kept.length; e++) {
                            if (sample.fitted()[e]
                                    && sample.events().get(e).category() == category
                                    && sample.recoBin()[e] >= 0
                                    && (bin < 0 || sample.recoBin()[e] == bin)) {
                                kept[n++] = sample.value()[e];
                            }
                        }
                        return Arrays.stream(kept, 0, n);
                    })
                    .toArray();
        }

        /** Where the signal of a category may be: from whole number to whole number, as its simulation is. */
        private double[] peak(int category) {
            var weighted = new ArrayList<double[]>();
            double sum = 0;
            for (BinnedSample sample : signal) {
                for (int e = 0; e < sample.value().length; e++) {
                    if (sample.fitted()[e] && sample.events().get(e).category() == category) {
                        double weight =
                                sample.sample().scale() * sample.events().get(e).selectedWeight();
                        weighted.add(new double[] {sample.value()[e], weight});
                        sum += weight;
                    }
                }
            }
            if (!(sum > 0)) {
                return new double[0];
            }
            weighted.sort(Comparator.comparingDouble(event -> event[0]));
            double lo = analysis.fit().lo();
            double hi = analysis.fit().hi();
            double from = Math.max(lo, Math.floor(quantile(weighted, TAIL * sum)) - 1);
            double to = Math.min(hi, Math.ceil(quantile(weighted, (1 - TAIL) * sum)) + 1);
            return from == lo && to == hi ? new double[0] : new double[] {from, to};
        }

        private static double quantile(List<double[]> weighted, double weight) {
            double sum = 0;
            for (double[] event : weighted) {
                sum += event[1];
                if (sum >= weight) {
                    return event[0];
                }
            }
            return weighted.get(weighted.size() - 1)[0];
        }

        List<Tried> tried() {
            var tried = new ArrayList<Tried>();
            for (int c = 0; c < analysis.categories().size(); c++) {
                double[] values = values(c, -1, "");
                double[] peak = values.length < choosing.orderEvents() ? new double[0] : peak(c);
                var tested = new ArrayList<OrderTest.Tested>();
                if (values.length >= choosing.minEvents()) {
                    var test = test(values, peak, "f_");
                    choosing.families()
                            .forEach(family -> tested.addAll(test.tested(
                                    family, values.length < choosing.orderEvents() ? 1 : choosing.mostOrder())));
                }
                tried.add(new Tried(analysis.categories().get(c), values, peak, tested));
            }
            return tried;
        }

        private OrderTest test(double[] values, double[] peak, String prefix) {
            return new OrderTest(
                    compiler, fitter, analysis.fit().lo(), analysis.fit().hi(), values, peak, prefix, progress);
        }

        private List<Trial> functions(int category, double[] values, String prefix, String where) {
            boolean few = values.length < choosing.orderEvents();
            double[] peak = few ? new double[0] : peak(category);
            OrderTest test = test(values, peak, prefix);
            var all = new ArrayList<Trial>();
            for (BackgroundFamily family : choosing.families()) {
                List<Integer> orders = family.orders(choosing.mostOrder());
                if (!choosing.function().isEmpty()) {
                    orders.stream()
                            .filter(order -> choosing.function().equals(family.id() + " " + order))
                            .forEach(order -> test.fit(family, order).ifPresent(all::add));
                } else if (few) {
                    orders.stream()
                            .limit(1)
                            .forEach(order -> test.fit(family, order).ifPresent(all::add));
                } else {
                    all.addAll(test.taken(family, choosing.mostOrder()));
                }
            }
            if (all.isEmpty()) {
                choosing.families().stream()
                        .flatMap(family -> family.orders(choosing.mostOrder()).stream()
                                .flatMap(order -> test.fit(family, order).stream()))
                        .max(Comparator.comparingDouble(Trial::goodness))
                        .ifPresent(all::add);
                if (!all.isEmpty()) {
                    progress.warn(String.format(
                            Locale.ROOT,
                            "%s: no function describes the %d events of data well; %s, the best of them, has a p-value of"
                                    + " %.1e",
                            where,
                            values.length,
                            all.get(0).name(),
                            all.get(0).goodness()));
                }
            }
            if (all.isEmpty()) {
                throw new FiduciaException(
                        Kind.FIT,
                        where + ": no function can be fitted to the " + values.length + " events of data from "
                                + analysis.fit().range(),
                        "raise maxOrder of the background, add families, or narrow the range of the fit");
            }
            if (!choosing.envelope()) {
                return List.of(best(all));
            }
            all.sort(Comparator.comparingInt(Trial::order));
            return all;
        }

        private static Trial best(List<Trial> functions) {
            Trial best = functions.get(0);
            for (Trial trial : functions) {
                best = trial.penalised() < best.penalised() ? trial : best;
            }
            return best;
        }

        /** The functions with an index that chooses. */
        private Shape choice(String prefix, List<Trial> functions) {
            var shapes = new LinkedHashMap<String, Shape>();
            for (Trial trial : functions) {
                parameters.addAll(trial.parameters());
                shapes.put(trial.name(), trial.shape());
            }
            if (functions.size() == 1) {
                return functions.get(0).shape();
            }
            parameters.add(Shape.chooser(prefix + "function", 0, shapes.size()));
            return Shape.choice(prefix + "function", shapes);
        }

        /** A function as it was fitted. */
        private Shape fixed(Trial trial) {
            Shape shape = trial.shape();
            for (Parameter parameter : trial.parameters()) {
                for (var of : trial.shape().parameters().entrySet()) {
                    if (of.getValue().equals(Expression.ref(parameter.name()))) {
                        shape = shape.with(of.getKey(), Expression.constant(parameter.initial()));
                    }
                }
            }
            return Objects.requireNonNull(shape);
        }

        private void add(int c, int i, String prefix, Shape shape) {
            for (Era era : analysis.eras()) {
                int events = values(c, i, era.name()).length;
                Parameter number = Parameter.normalisation(prefix + "events_" + era.name(), events);
                parameters.add(number);
                contributions.add(new Contribution(
                        Place.of(
                                analysis.fit(),
                                era,
                                analysis.categories().get(c),
                                bins.bins().get(i)),
                        choosing.process(),
                        Expression.ref(number.name()),
                        shape,
                        new Estimate(events, Math.sqrt(events))));
            }
        }
    }
}

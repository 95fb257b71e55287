package org.fiducia.statistics.inference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.inference.Conclusions;
import org.fiducia.api.inference.Conclusions.Answers;
import org.fiducia.api.inference.Conclusions.Contribution;
import org.fiducia.api.inference.Conclusions.Fit;
import org.fiducia.api.inference.Conclusions.Fitted;
import org.fiducia.api.inference.Conclusions.Impact;
import org.fiducia.api.inference.Conclusions.Result;
import org.fiducia.api.inference.Ends;
import org.fiducia.api.inference.Inference;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.inference.Questions;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.statistics.discrete.DiscreteProfiling;
import org.fiducia.statistics.inference.HeldIntervals.Attempt;
import org.osgi.service.component.annotations.Component;

/** Concludes from profile likelihoods, with thresholds from toys where those of the asymptotic formulae would not do. */
@Component(service = Inference.class)
public final class ProfileInference implements Inference {
    /** Seconds of work for which another process is asked. */
    private static final double WORTH = 0.5;

    /** Times that a fit goes on from a point which turned out to be lower. */
    private static final int RESTARTS = 5;

    private final double worth;

    /** Asks other processes, where there are some, for what takes long. */
    public ProfileInference() {
        this(WORTH);
    }

    /** @param worth seconds that the toys or the scan of one thread must take for other processes to be asked */
    ProfileInference(double worth) {
        this.worth = worth;
    }

    @Override
    public Conclusions conclude(
            Subject subject, List<Quantity> quantities, Questions questions, Tools tools, Progress progress) {
        return new Call(subject, quantities, questions, tools, worth, progress).conclude();
    }

    @Override
    public Membership membership(
            Subject subject, Quantity quantity, double value, Questions questions, Tools tools, Progress progress) {
        Optional<Multiple> multiple = Multiple.of(quantity, subject.likelihood().model());
        return multiple.isPresent()
                ? membership(
                        subject,
                        multiple.get().parameter(),
                        value / multiple.get().factor(),
                        questions,
                        tools,
                        progress)
                : new Call(subject, List.of(quantity), questions, tools, worth, progress).membership(value);
    }

    /** One call. */
    private static final class Call {
        private final Subject subject;
        private final List<Quantity> quantities;
        private final Questions questions;
        private final Tools tools;
        private final Progress progress;
        private final Map<String, FiduciaException> failures = new LinkedHashMap<>();
        private final Fits fits;

        /** The best fit, corrected for weights of events. */
        private FitResult best;

        private final HeldIntervals intervals;

        /** Covariance of the quantities with all constrained nuisances held; empty when not asked for. */
        private double[][] statistical = new double[0][];

        Call(
                Subject subject,
                List<Quantity> quantities,
                Questions questions,
                Tools tools,
                double worth,
                Progress progress) {
            this.subject = subject;
            this.quantities = quantities;
            this.questions = questions;
            Fitter near = DiscreteProfiling.over(tools.fitter());
            this.tools = new Tools(
                    tools.scheduler()
                            .<Fitter>map(scheduler -> new FarFitter(near, scheduler, worth))
                            .orElse(near),
                    tools.intervals(),
                    tools.scanners(),
                    tools.tests(),
                    tools.goodness(),
                    tools.threads());
            this.progress = progress;
            progress.begin("fitting " + subject.name(), 0);
            fits = new Fits(subject, this.tools, progress);
            best = fits.corrected(subject.likelihood(), fits.best());
            intervals = new HeldIntervals(fits, this.tools, progress);
        }

        Conclusions conclude() {
            List<Result> results = results();
            var compatibility = new Compatibility(fits, best, quantities, failures);
            double pValue = questions.compatibility() && !fits.weighted() ? compatibility.pValue() : Double.NaN;
            List<Contribution> breakdown = answer(Conclusions.BREAKDOWN, () -> breakdown(results));
            List<Impact> impacts = answer(Conclusions.IMPACTS, () -> impacts(results));
            var known = new HashMap<String, Interval>();
            for (Result result : results) {
                if (result.quantity().value() instanceof Expression.Ref ref) {
                    result.total().ifPresent(total -> known.put(ref.parameter(), total));
                }
            }
            Answers answers = new FurtherAnswers(subject, fits, tools, known, questions, failures, progress).all();
            List<Result> reported = new Calibrations(fits, tools, questions, failures, progress).of(results);
            return new Conclusions(
                    fit(),
                    reported,
                    fits.correlation(quantities, best),
                    statistical,
                    pValue,
                    Double.isNaN(pValue) ? pValue : compatibility.pValueTheory(),
                    Calibrations.scaled(breakdown, questions.breakdown(), reported),
                    impacts,
                    answers,
                    failures);
        }

        /** Of the only quantity; no end of a calibrated interval is looked for. */
        Membership membership(double value) {
            Result result = results().get(0);
            if (result.total().isEmpty()) {
                throw Objects.requireNonNull(failures.get(Result.question(result.quantity())), "says why");
            }
            return new Calibrations(fits, this.tools, questions, failures, progress).membership(result, value);
        }

        private <T> List<T> answer(String question, Supplier<List<T>> work) {
            try {
                return work.get();
            } catch (FiduciaException e) {
                if (e.kind() != Kind.FIT) {
                    throw e;
                }
                failures.put(question, e);
                return List.of();
            }
        }

        private Fit fit() {
            int n = best.parameters().length;
            var parameters = new ArrayList<Fitted>();
            for (int k = 0; k < n; k++) {
                Parameter parameter = fits.model().parameters().get(k);
                parameters.add(new Fitted(
                        parameter.name(),
                        parameter.group(),
                        parameter.role() == Parameter.Role.INTEREST,
                        best.parameters()[k],
                        best.error(k),
                        fits.pull(k),
                        best.atLimit().contains(parameter.name())));
            }
            double[] uncorrected = fits.weighted()
                    ? IntStream.range(0, n).mapToDouble(fits.best()::error).toArray()
                    : new double[0];
            return new Fit(best, uncorrected, parameters);
        }

        /** Every quantity with its intervals. */
        private List<Result> results() {
            boolean split = questions.statistical() || !questions.breakdown().isEmpty();
            var variants = new ArrayList<IntPredicate>(List.of(HeldIntervals.NOTHING));
            if (split && !fits.systematics().isEmpty()) {
                variants.add(fits::systematic);
            }
            HeldIntervals.Found variant = found(variants);
            for (int restarts = 0; restarts < RESTARTS; restarts++) {
                Optional<double[]> lower = variant.lowest(fits.likelihood());
                if (lower.isEmpty() || !fits.improves(lower.get())) {
                    break;
                }
                best = fits.corrected(subject.likelihood(), fits.best());
                variant = found(variants);
            }
            List<List<Attempt>> found = variant.attempts();
            if (split) {
                int last = variants.size() - 1;
                statistical =
                        intervals.covariance(variants.get(last), variant.fits().get(last), quantities);
            }
            var results = new ArrayList<Result>();
            for (int q = 0; q < quantities.size(); q++) {
                Quantity quantity = quantities.get(q);
                Attempt whole = found.get(0).get(q);
                whole.failure().ifPresent(why -> failures.put(Result.question(quantity), why));
                Optional<Interval> total = whole.interval();
                Optional<Interval> statistical = Optional.empty();
                if (split) {
                    Attempt part = found.get(found.size() - 1).get(q);
                    statistical = part.interval();
                    part.failure().ifPresent(why -> failures.put(Result.statisticalQuestion(quantity), why));
                }
                double value = fits.value(quantity, best.parameters());
                boolean profiled = quantity.isParameter()
                        || Multiple.of(quantity, fits.model()).isPresent() && total.isPresent()
                        || !fits.weighted()
                                && SumIntervals.isSum(quantity, fits.model())
                                && total.isPresent()
                                && (!split || statistical.isPresent());
                if (!profiled) {
                    double error = fits.error(quantity, best);
                    total = Optional.of(new Interval(value, error, error, false, false));
                    statistical = statistical.map(
                            s -> new Interval(value, Math.min(error, s.down()), Math.min(error, s.up()), false, false));
                }
                String method = profiled ? tools.intervals().id() : Ends.COVARIANCE;
                results.add(new Result(
                        quantity,
                        value,
                        total,
                        statistical,
                        total.map(interval -> Ends.of(method, interval)).orElse(Ends.NONE)));
            }
            return results;
        }

        private HeldIntervals.Found found(List<IntPredicate> variants) {
            progress.begin("intervals of " + subject.name(), (long) variants.size() * (quantities.size() + 1));
            return intervals.found(variants, quantities);
        }

        private Systematics systematics(List<String> names, List<Result> results) {
            List<Result> asked = names.stream()
                    .map(name -> results.stream()
                            .filter(r -> r.quantity().name().equals(name))
                            .findFirst()
                            .orElseThrow(() -> new IllegalArgumentException("no quantity " + name)))
                    .toList();
            return new Systematics(fits, asked, progress);
        }

        private List<Contribution> breakdown(List<Result> results) {
            if (questions.breakdown().isEmpty()) {
                return List.of();
            }
            Systematics systematics = systematics(questions.breakdown(), results);
            progress.begin(
                    "breakdown of " + subject.name(),
                    (long) systematics.groups().size() * (questions.breakdown().size() + 1));
            return systematics.breakdown(intervals);
        }

        private List<Impact> impacts(List<Result> results) {
            if (questions.impacts().isEmpty()) {
                return List.of();
            }
            progress.begin("impacts on " + subject.name(), fits.systematics().size());
            return systematics(questions.impacts(), results).impacts();
        }
    }
}

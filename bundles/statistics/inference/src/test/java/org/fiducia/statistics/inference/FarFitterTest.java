package org.fiducia.statistics.inference;

import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.ref;
import static org.fiducia.api.model.Expression.sum;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.fit.ProfileScanner.Profile;
import org.fiducia.api.inference.Conclusions;
import org.fiducia.api.inference.Inference.Subject;
import org.fiducia.api.inference.Inference.Tools;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.inference.Questions;
import org.fiducia.api.inference.Questions.Intervals;
import org.fiducia.api.inference.Questions.Profiles;
import org.fiducia.api.inference.Questions.Tests;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.api.schedule.Scheduler;
import org.fiducia.statistics.profile.ProfileLikelihood;
import org.fiducia.testkit.BackwardScheduler;
import org.junit.jupiter.api.Test;

/** What others do in other processes is, to the bit, what threads do. */
class FarFitterTest {
    private static final BlockTask TASK = new BlockTask(Models.compiler(), List.of(Models.FITTER));

    /** Signal over a background that a control region counts, with an efficiency that is known to 10 %. */
    private static Likelihood likelihood() {
        var efficiency = sum(constant(1), product(constant(0.1), ref("eff")));
        return Models.counting(
                List.of(Models.free("mu", 1, 0), Models.free("tau", 1, 0), Parameter.nuisance("eff", "detector")),
                List.of(Constraint.gaussian("eff", 0, 1)),
                new double[] {9, 21},
                sum(product(constant(5), ref("mu"), efficiency), product(constant(4), ref("tau"))),
                product(constant(20), ref("tau")));
    }

    private static Questions everything(Intervals intervals) {
        return new Questions(
                true,
                true,
                List.of("mu"),
                List.of("mu"),
                new Profiles(List.of(List.of("mu"), List.of("mu", "tau")), 9, Map.of(), List.of()),
                new Tests(List.of("mu"), 0.95, List.of(), List.of("mu"), 70),
                45,
                3,
                intervals);
    }

    private static Conclusions conclude(
            Likelihood likelihood, Questions questions, Optional<Scheduler> scheduler, Progress progress) {
        var tools = new Tools(
                        Models.FITTER,
                        new ProfileLikelihood(),
                        List.of(new ProfileScan()),
                        List.of(new ToyTest()),
                        List.of(new Saturated()),
                        2)
                .with(scheduler);
        var subject = new Subject("it", likelihood, likelihood.model().initial(), false, "try again");
        List<Quantity> quantities =
                List.of(Quantity.of(likelihood.model().parameters().get(0), ""));
        return new ProfileInference(0).conclude(subject, quantities, questions, tools, progress);
    }

    /** Everything in it, numbers to the last bit. */
    private static String text(Object value) throws ReflectiveOperationException {
        if (value instanceof Double number) {
            return Double.toHexString(number);
        }
        if (value instanceof Optional<?> optional) {
            return optional.isEmpty() ? "none" : text(optional.get());
        }
        if (value instanceof Map<?, ?> map) {
            var sorted = new TreeMap<String, String>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                sorted.put(text(entry.getKey()), text(entry.getValue()));
            }
            return sorted.toString();
        }
        var text = new StringBuilder("(");
        if (value instanceof Collection<?> collection) {
            for (Object each : collection) {
                text.append(text(each)).append(' ');
            }
        } else if (value != null && value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                text.append(text(Array.get(value, i))).append(' ');
            }
        } else if (value != null && value.getClass().isRecord()) {
            for (var component : value.getClass().getRecordComponents()) {
                component.getAccessor().setAccessible(true);
                text.append(component.getName())
                        .append('=')
                        .append(text(component.getAccessor().invoke(value)))
                        .append('\n');
            }
        } else {
            return String.valueOf(value);
        }
        return text.append(')').toString();
    }

    /** Counts what is asked of it. */
    private static Scheduler counted(Scheduler scheduler, AtomicInteger asked) {
        return new Scheduler() {
            @Override
            public String id() {
                return scheduler.id();
            }

            @Override
            public String title() {
                return scheduler.title();
            }

            @Override
            public void run(String task, byte[] shared, List<byte[]> units, Results results, Progress progress) {
                asked.incrementAndGet();
                scheduler.run(task, shared, units, results, progress);
            }
        };
    }

    @Test
    void toysTestsAndScansAreThoseOfThreads() throws Exception {
        Questions questions = everything(Intervals.PROFILE);
        Conclusions here = conclude(likelihood(), questions, Optional.empty(), Progress.NONE);
        assertTrue(here.failures().isEmpty(), here.failures()::toString);
        var asked = new AtomicInteger();
        Scheduler scheduler = counted(new BackwardScheduler(TASK), asked);
        Conclusions there = conclude(likelihood(), questions, Optional.of(scheduler), Progress.NONE);
        assertEquals(text(here), text(there));
        // scans, toys without signal, both for each value of the limit, of the discovery, of the goodness of fit
        assertTrue(asked.get() > 20, () -> "asked " + asked);
    }

    @Test
    void calibratedIntervalsAreThoseOfThreads() throws Exception {
        var questions = new Questions(
                false, false, List.of(), List.of(), Profiles.NONE, Tests.NONE, 0, 7, Intervals.CALIBRATED);
        Likelihood likelihood = Models.count(3, 5, 4, 0);
        Conclusions here = conclude(likelihood, questions, Optional.empty(), Progress.NONE);
        var asked = new AtomicInteger();
        Scheduler scheduler = counted(new BackwardScheduler(TASK), asked);
        Conclusions there = conclude(likelihood, questions, Optional.of(scheduler), Progress.NONE);
        assertEquals(text(here), text(there));
        assertTrue(asked.get() > 0);
    }

    /** A likelihood that others would make differently is left to the threads. */
    @Test
    void whatOthersCannotMakeIsDoneHere() throws Exception {
        LikelihoodCompiler other = new LikelihoodCompiler() {
            @Override
            public String id() {
                return "other";
            }

            @Override
            public String title() {
                return "one with a constant";
            }

            @Override
            public Likelihood compile(StatisticalModel model, Dataset data) {
                return Models.count(3, 5, 4, 0);
            }
        };
        Questions questions = everything(Intervals.PROFILE);
        Conclusions here = conclude(likelihood(), questions, Optional.empty(), Progress.NONE);
        Scheduler scheduler = new BackwardScheduler(new BlockTask(other, List.of(Models.FITTER)));
        assertEquals(text(here), text(conclude(likelihood(), questions, Optional.of(scheduler), Progress.NONE)));
    }

    /** Asking others takes some tenths of a second, which what is quick is not worth. */
    @Test
    void whatIsQuickIsDoneHere() throws Exception {
        var asked = new AtomicInteger();
        var far = new FarFitter(Models.FITTER, counted(new BackwardScheduler(TASK), asked), 1000);
        Likelihood likelihood = likelihood();
        var best = Models.FITTER.fit(likelihood, likelihood.model().initial(), true, Progress.NONE);
        double[] points = {0.2, 0.4, 0.6, 0.8, 1.2, 1.4, 1.6, 1.8, 2};
        double[] here =
                new ProfileScan().scan(new Profile(likelihood, Models.FITTER, best, 2), 0, points, Progress.NONE);
        double[] there = new ProfileScan().scan(new Profile(likelihood, far, best, 2), 0, points, Progress.NONE);
        assertEquals(text(here), text(there));
        assertEquals(0, asked.get());
    }

    @Test
    void progressIsMadeAndTheCallerCancels() {
        Likelihood likelihood = likelihood();
        var best = Models.FITTER.fit(likelihood, likelihood.model().initial(), true, Progress.NONE);
        var done = new AtomicLong();
        var progress = new Progress() {
            @Override
            public void advance(long units) {
                done.addAndGet(units);
            }

            @Override
            public void checkCancelled() {
                if (done.get() > 0) {
                    throw new CancellationException("cancelled");
                }
            }
        };
        double[] points = IntStream.range(1, 40).mapToDouble(i -> 0.05 * i).toArray();
        var far = new FarFitter(Models.FITTER, new BackwardScheduler(TASK), 0);
        var profile = new Profile(List.of(likelihood), far, best);
        var scan = new ProfileScan();
        assertThrows(CancellationException.class, () -> scan.scan(profile, 0, points, progress));
        assertTrue(done.get() > 0 && done.get() < points.length, "as far as it came: " + done);
    }

    @Test
    void aFitterThatOthersDoNotHaveIsNamed() {
        Scheduler scheduler = new BackwardScheduler(new BlockTask(Models.compiler(), List.of()));
        var failure = assertThrows(
                FiduciaException.class,
                () -> conclude(likelihood(), everything(Intervals.PROFILE), Optional.of(scheduler), Progress.NONE));
        assertEquals(Kind.PLUGIN, failure.kind());
        assertEquals("there is no fitter newton", failure.getMessage());
    }
}

package org.fiducia.validation.closure;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.schedule.Parcel;
import org.fiducia.api.schedule.Scheduler;
import org.fiducia.api.schedule.Task;
import org.fiducia.statistics.discrete.DiscreteProfiling;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Throws toys of several truths and fits the nominal model to each, wherever that is. A unit is a range of toys. */
@Component(service = Task.class)
public final class ToyTask implements Task {
    static final String ID = "closure-toys";

    /** Between the first toys of two truths: more toys of each leave those there were as they are. */
    static final long STRIDE = 1L << 32;

    /** Toys of a unit. */
    private static final int TOYS = 50;

    private final LikelihoodCompiler compiler;
    private final List<Fitter> fitters;

    /** With what compiles models and what fits them. */
    @Activate
    public ToyTask(
            @Reference LikelihoodCompiler compiler,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<Fitter> fitters) {
        this.compiler = compiler;
        this.fitters = List.copyOf(fitters);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "toys of a closure test and their fits";
    }

    /** Number of a toy in the series of all truths. */
    static long number(int at, int toys) {
        return (long) (at / toys) * STRIDE + at % toys;
    }

    /** Has all toys of an order done, one truth after the other. */
    static ToyFit.Result[] all(ToyOrder order, Scheduler scheduler, Progress progress) {
        int total = order.truths().size() * order.toys();
        var units = new ArrayList<byte[]>();
        for (int from = 0; from < total; from += TOYS) {
            units.add(ByteBuffer.allocate(2 * Integer.BYTES)
                    .putInt(from)
                    .putInt(Math.min(total, from + TOYS))
                    .array());
        }
        var results = new ToyFit.Result[total];
        int bins = order.reported().size();
        scheduler.run(
                ID,
                Parcel.of(order),
                units,
                (unit, bytes) -> {
                    ByteBuffer in = ByteBuffer.wrap(bytes);
                    int from = unit * TOYS;
                    int done = 0;
                    for (; in.hasRemaining(); done++) {
                        var result = new ToyFit.Result(new double[bins], new double[bins]);
                        for (double[] numbers : List.of(result.value(), result.root())) {
                            for (int j = 0; j < bins; j++) {
                                numbers[j] = in.getDouble();
                            }
                        }
                        results[from + done] = result; // each unit writes places of its own
                    }
                    progress.advance(done);
                },
                progress);
        return results;
    }

    @Override
    public Work prepare(byte[] shared) {
        ToyOrder order = Parcel.open(shared, ToyOrder.class);
        Fitter fitter = DiscreteProfiling.over(fitters, order.fitter());
        Likelihood nominal = order.nominal().by(compiler);
        List<Likelihood> truths =
                order.truths().stream().map(truth -> truth.by(compiler)).toList();
        return (unit, progress) -> {
            ByteBuffer range = ByteBuffer.wrap(unit);
            int from = range.getInt();
            int to = range.getInt();
            List<ToyFit> fits = fits(order, nominal, truths, fitter);
            var out = ByteBuffer.allocate(2 * (to - from) * order.reported().size() * Double.BYTES);
            for (int at = from; at < to; at++) {
                progress.checkCancelled();
                ToyFit.Result result =
                        fits.get(at / order.toys()).fit(order.seed(), number(at, order.toys()), progress);
                for (double value : result.value()) {
                    out.putDouble(value);
                }
                for (double root : result.root()) {
                    out.putDouble(root);
                }
            }
            return out.array();
        };
    }

    /** What does the fits of a unit: a likelihood belongs to one thread. */
    private static synchronized List<ToyFit> fits(
            ToyOrder order, Likelihood nominal, List<Likelihood> truths, Fitter fitter) {
        Likelihood own = nominal.copy();
        return truths.stream()
                .map(truth -> new ToyFit(own, truth.copy(), order.reported(), fitter))
                .toList();
    }
}

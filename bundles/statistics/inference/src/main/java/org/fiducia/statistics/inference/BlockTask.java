package org.fiducia.statistics.inference;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.schedule.Parcel;
import org.fiducia.api.schedule.Task;
import org.fiducia.statistics.discrete.DiscreteProfiling;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Does blocks of toys and of scans, wherever that is. */
@Component(service = Task.class)
public final class BlockTask implements Task {
    static final String ID = "inference-blocks";

    private final LikelihoodCompiler compiler;
    private final List<Fitter> fitters;

    /** With what compiles models and what fits them. */
    @Activate
    public BlockTask(
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
        return "toys, tests and scans of a likelihood";
    }

    @Override
    public Work prepare(byte[] shared) {
        FarFitter.Order order = Parcel.open(shared, FarFitter.Order.class);
        Fitter fitter = DiscreteProfiling.over(fitters, order.fitter());
        Likelihood likelihood = order.observed().by(compiler);
        boolean same = Double.compare(likelihood.value(likelihood.model().initial()), order.atStart()) == 0;
        return (unit, progress) -> {
            var results = new ArrayList<Serializable>();
            var counting = new Counting(progress, new AtomicLong());
            if (same) {
                FarFitter.Unit blocks = Parcel.open(unit, FarFitter.Unit.class);
                Likelihood own = copy(likelihood);
                for (int block = blocks.from(); block < blocks.to(); block++) {
                    progress.checkCancelled();
                    results.add(order.work().run(own, fitter, block, counting));
                }
            }
            return Parcel.of(
                    new FarFitter.Done(same, results, counting.advanced().get()));
        };
    }

    /** A likelihood belongs to one thread. */
    private static synchronized Likelihood copy(Likelihood likelihood) {
        return likelihood.copy();
    }

    /** Tells the caller how far it came when the unit is done. */
    private record Counting(Progress whole, AtomicLong advanced) implements Progress {
        @Override
        public void advance(long units) {
            advanced.addAndGet(units);
        }

        @Override
        public void warn(String message) {
            whole.warn(message);
        }

        @Override
        public void checkCancelled() {
            whole.checkCancelled();
        }
    }
}

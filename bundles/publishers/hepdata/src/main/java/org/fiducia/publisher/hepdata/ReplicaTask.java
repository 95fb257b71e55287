package org.fiducia.publisher.hepdata;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.fit.Observed;
import org.fiducia.api.schedule.Parcel;
import org.fiducia.api.schedule.Scheduler;
import org.fiducia.api.schedule.Task;
import org.fiducia.statistics.discrete.DiscreteProfiling;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Fits replicas of data, wherever that is. A unit is a range of replicas. */
@Component(service = Task.class)
public final class ReplicaTask implements Task {
    static final String ID = "replicas";

    /** Replicas of a unit. */
    private static final int EACH = 25;

    private final LikelihoodCompiler compiler;
    private final List<Fitter> fitters;

    /** With what compiles models and what fits them. */
    @Activate
    public ReplicaTask(
            @Reference LikelihoodCompiler compiler,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<Fitter> fitters) {
        this.compiler = compiler;
        this.fitters = List.copyOf(fitters);
    }

    /**
     * What all units have in common.
     *
     * @param atStart value of the likelihood at the start of its model, by which others know that theirs is the same
     * @param fitter id
     */
    private record Order(Observed observed, double atStart, String fitter, DataEvents events, EventWeights drawn)
            implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /** Replicas after one another. */
    private record Range(int from, int to) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /**
     * What came of a unit.
     *
     * @param best parameters of each replica, none where there is no minimum; empty when the likelihood is not the one of
     *     the order
     */
    private record Done(double[][] best) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "fits to replicas of data";
    }

    /** Parameters at the minimum of a replica; none where there is none. */
    static double[] fit(Likelihood likelihood, Fitter fitter, DataEvents events, EventWeights drawn, int replica) {
        double[] start = likelihood.model().initial();
        FitResult result = fitter.fit(likelihood.with(events.replica(drawn, replica)), start, false, Progress.NONE);
        return result.converged() ? result.parameters() : new double[0];
    }

    /**
     * Has replicas fitted.
     *
     * @param first replica
     * @return parameters of each; empty when others cannot make the likelihood: some of it is not in its model and data
     */
    static Optional<List<double[]>> run(
            Likelihood likelihood,
            Fitter fitter,
            DataEvents events,
            EventWeights drawn,
            int first,
            int number,
            Scheduler scheduler,
            Progress progress) {
        double atStart = likelihood.value(likelihood.model().initial());
        var order = new Order(new Observed(likelihood), atStart, fitter.id(), events, drawn);
        var units = new ArrayList<byte[]>();
        for (int from = first; from < number; from += EACH) {
            units.add(Parcel.of(new Range(from, Math.min(number, from + EACH))));
        }
        var done = new Done[units.size()];
        scheduler.run(
                ID,
                Parcel.of(order),
                units,
                (unit, bytes) -> done[unit] = Parcel.open(bytes, Done.class), // each unit writes a place of its own
                progress);
        var best = new ArrayList<double[]>();
        for (Done unit : done) {
            best.addAll(List.of(unit.best()));
        }
        return best.size() == number - first ? Optional.of(best) : Optional.empty();
    }

    @Override
    public Work prepare(byte[] shared) {
        Order order = Parcel.open(shared, Order.class);
        Fitter fitter = DiscreteProfiling.over(fitters, order.fitter());
        Likelihood likelihood = order.observed().by(compiler);
        boolean same = Double.compare(likelihood.value(likelihood.model().initial()), order.atStart()) == 0;
        return (unit, progress) -> {
            var best = new ArrayList<double[]>();
            if (same) {
                Range range = Parcel.open(unit, Range.class);
                Likelihood own = copy(likelihood);
                for (int replica = range.from(); replica < range.to(); replica++) {
                    progress.checkCancelled();
                    best.add(fit(own, fitter, order.events(), order.drawn(), replica));
                }
            }
            return Parcel.of(new Done(best.toArray(double[][]::new)));
        };
    }

    /** A likelihood belongs to one thread. */
    private static synchronized Likelihood copy(Likelihood likelihood) {
        return likelihood.copy();
    }
}

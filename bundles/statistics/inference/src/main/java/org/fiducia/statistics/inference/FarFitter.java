package org.fiducia.statistics.inference;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.Observed;
import org.fiducia.api.schedule.Parcel;
import org.fiducia.api.schedule.Scheduler;

/** A fitter that fits here as another does, and with which {@link Blocks} have their work done in other processes. */
final class FarFitter implements Fitter {
    /** Units of work at most: each costs a process some milliseconds beside its blocks. */
    private static final int UNITS = 200;

    private final Fitter near;
    private final Scheduler scheduler;
    private final double worth;

    /**
     * @param near what fits here; the others find it by its id
     * @param worth seconds that the work of one thread must take for it to be sent away: to do so takes some of them
     */
    FarFitter(Fitter near, Scheduler scheduler, double worth) {
        this.near = near;
        this.scheduler = scheduler;
        this.worth = worth;
    }

    @Override
    public String id() {
        return near.id();
    }

    @Override
    public String title() {
        return near.title();
    }

    @Override
    public FitResult fit(Likelihood likelihood, double[] start, boolean covariance, Progress progress) {
        return near.fit(likelihood, start, covariance, progress);
    }

    /** Whether work of so many seconds is to be sent away. */
    boolean isWorth(double seconds) {
        return seconds >= worth;
    }

    /**
     * What all units have in common.
     *
     * @param atStart value of the likelihood at the start of its model, by which others know that theirs is the same
     * @param fitter id
     */
    record Order(Observed observed, double atStart, String fitter, Blocks.Portable<?> work) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /** Blocks after one another. */
    record Unit(int from, int to) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /**
     * What came of a unit.
     *
     * @param same whether the likelihood is the one of the order: else nothing was done
     * @param advanced progress made
     */
    record Done(boolean same, ArrayList<Serializable> results, long advanced) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /**
     * Results of blocks, in their order.
     *
     * @param first block
     * @param blocks where they end
     * @return none when others cannot make the likelihood: some of it is not in its model and data
     */
    <T extends Serializable> Optional<List<T>> run(
            Likelihood likelihood, int first, int blocks, Progress progress, Blocks.Portable<T> work) {
        var order = new Order(
                new Observed(likelihood), likelihood.value(likelihood.model().initial()), id(), work);
        int size = (blocks - first + UNITS - 1) / UNITS;
        var units = new ArrayList<byte[]>();
        for (int from = first; from < blocks; from += size) {
            units.add(Parcel.of(new Unit(from, Math.min(blocks, from + size))));
        }
        var done = new Done[units.size()];
        scheduler.run(
                BlockTask.ID,
                Parcel.of(order),
                units,
                (unit, bytes) -> {
                    done[unit] = Parcel.open(bytes, Done.class); // each unit writes a place of its own
                    progress.advance(done[unit].advanced());
                },
                progress);
        var results = new ArrayList<T>();
        for (Done unit : done) {
            if (!unit.same()) {
                return Optional.empty();
            }
            unit.results().forEach(result -> results.add(Blocks.cast(result)));
        }
        return Optional.of(results);
    }
}

package org.fiducia.api.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.fiducia.api.Progress;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.schedule.Scheduler;
import org.fiducia.api.store.Keeper;

/**
 * Measurements of one card that are published together.
 *
 * @param entries one per observable, in the order in which they were asked for
 * @param keeper of what takes time to make; what depends on an entry has its {@link Entry#key()} in its name
 * @param threads number of threads, at least 1; none of the numbers depends on it
 * @param scheduler has work on models done in other processes; empty for the threads
 * @param progress shows where long work stands, and may cancel it
 */
public record Publication(
        List<Entry> entries, Keeper keeper, int threads, Optional<Scheduler> scheduler, Progress progress) {
    public Publication {
        entries = List.copyOf(entries);
    }

    /** In this process. */
    public Publication(List<Entry> entries, Keeper keeper, int threads, Progress progress) {
        this(entries, keeper, threads, Optional.empty(), progress);
    }

    /** The measurements. */
    public List<Measurement> measurements() {
        return entries.stream().map(Entry::measurement).toList();
    }

    /**
     * A measurement and what it was fitted with.
     *
     * @param key the same for the same events, card, plug-ins and questions
     * @param model what was fitted, made when it is asked for, which takes time, every time; several threads may ask at once
     *     for their own
     */
    public record Entry(Measurement measurement, String key, Supplier<CardModel.Model> model) {}
}

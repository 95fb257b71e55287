package org.fiducia.kernel.card;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.fiducia.api.Nullable;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Role;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.Point;
import org.fiducia.api.measurement.SignalRates;
import org.fiducia.api.observable.Target;

/**
 * A checked analysis card, with paths resolved.
 *
 * @param file the card
 * @param text its content, for provenance and keys of the store
 * @param title what is analysed
 * @param label what stands on pictures beside the data, e.g. {@code Simulation}; empty for nothing
 * @param energy centre-of-mass energy, TeV
 * @param channel channel
 * @param variable id of the observable that is fitted; empty for that of the channel
 * @param fitLo lower end of its range
 * @param fitHi upper end of its range
 * @param fitIntervals number of intervals in which events are counted; 0 for an unbinned fit
 * @param point what nature is assumed to be like, e.g. the mass of the resonance
 * @param rates how the rate of the signal follows the mass of the resonance
 * @param eras data-taking periods
 * @param steps era to what happens to its events before the channel looks at them; the empty name to what happens to all
 * @param samples data and simulation
 * @param signal signal model; empty when the card is for selection only, as are the following
 * @param weights of simulated events, by what was reconstructed
 * @param backgrounds background models
 * @param parts sources of further parts of the model
 * @param nuisanceSources ids of the nuisance sources
 * @param nuisances declarations, one block each
 * @param physics choice of parameters of interest, for each kind of observable
 * @param unfolding unfolding
 * @param prediction uncertainty of the prediction; empty for none
 * @param likelihood id of the likelihood compiler
 * @param fitter id of the fitter
 * @param intervals id of the interval estimator
 * @param binnings id of an observable to its bins where they are not its default ones
 * @param writers ids of the result writers
 * @param eventsInMemory selected events that may be held in memory; the others are in a file while they are needed
 * @param plugins plural name of a kind that the kernel does not know to what is chosen of it
 */
public record AnalysisCard(
        Path file,
        String text,
        String title,
        String label,
        double energy,
        Choice channel,
        String variable,
        double fitLo,
        double fitHi,
        int fitIntervals,
        Point point,
        SignalRates rates,
        List<Era> eras,
        Map<String, List<Choice>> steps,
        List<SampleFiles> samples,
        Optional<Choice> signal,
        List<Choice> weights,
        List<Choice> backgrounds,
        List<Choice> parts,
        List<String> nuisanceSources,
        List<Settings> nuisances,
        Map<Target, Choice> physics,
        Optional<Choice> unfolding,
        Optional<Choice> prediction,
        Optional<String> likelihood,
        Optional<String> fitter,
        Optional<String> intervals,
        Map<String, CardBinning> binnings,
        List<String> writers,
        long eventsInMemory,
        Map<String, List<Choice>> plugins) {
    /** Where the card is. */
    public Path folder() {
        return Objects.requireNonNull(file.toAbsolutePath().normalize().getParent(), "a file is in a folder");
    }

    /** Choice of parameters of interest for an observable; empty when the card is for selection only. */
    public Optional<Choice> physics(Target target) {
        return Optional.ofNullable(physics.get(target));
    }

    /** A plug-in with its settings. */
    public record Choice(String id, Settings settings) {}

    /**
     * A sample and where it is read from.
     *
     * @param dataSet primary data set of data; empty where the card names none
     * @param crossSection cross section, fb; NaN to read it from the file
     * @param sumOfWeights sum of generator weights; NaN to read it from the file
     */
    public record SampleFiles(
            String name,
            String process,
            Role role,
            Point point,
            String era,
            String dataSet,
            List<Path> files,
            double crossSection,
            double sumOfWeights,
            InputFormat format) {}

    /**
     * How files of one origin are read.
     *
     * @param reader id of the reader; empty to let the readers decide
     * @param tree name of the tree of events; empty when the file has just one
     * @param normalisation where cross section and sum of weights are found; null when the samples give them
     * @param columns column of the channel to what makes it
     * @param filters collection to the objects kept in it
     * @param friends trees with further branches of the same events
     */
    public record InputFormat(
            String reader,
            String tree,
            @Nullable Normalisation normalisation,
            Map<String, ColumnSource> columns,
            Map<String, ObjectFilter> filters,
            List<Friend> friends) {
        /** Without other trees. */
        public InputFormat(
                String reader,
                String tree,
                @Nullable Normalisation normalisation,
                Map<String, ColumnSource> columns,
                Map<String, ObjectFilter> filters) {
            this(reader, tree, normalisation, columns, filters, List.of());
        }
    }

    /**
     * A tree with further branches of the same events, entry by entry, which are called {@code TREE.BRANCH}.
     *
     * @param file where it is, relative to the file of the events, with {@code {name}} for the name of that without its
     *     ending; empty for that file itself
     */
    public record Friend(String tree, String file) {
        /** The file that it is in, for a file of events. */
        public Path beside(Path events) {
            if (file.isEmpty()) {
                return events;
            }
            String name = String.valueOf(events.getFileName());
            int cut = name.lastIndexOf('.');
            String stem = cut > 0 ? name.substring(0, cut) : name;
            return events.resolveSibling(file.replace("{name}", stem)).normalize();
        }
    }

    /**
     * Where a file holds its normalisation: a tree of one entry.
     *
     * @param crossSection branch of the cross section; empty where the samples give it
     * @param factor from the unit of the cross section to fb
     * @param weights branch of alternative weights to the branch of their mean, without its number
     */
    public record Normalisation(
            String tree, String crossSection, String sumOfWeights, double factor, Map<String, String> weights) {}

    /**
     * What makes a column: one term, or one term per object of a collection of fixed size.
     *
     * @param terms each a branch name or a number
     * @param list whether the terms are objects of a collection
     * @param scale factor on branch values
     */
    public record ColumnSource(List<Object> terms, boolean list, double scale) {}

    /**
     * Keeps the objects of a collection for which a column has one of the values, or one in [lo, hi).
     *
     * @param in values to keep; empty when a range is given
     */
    public record ObjectFilter(ColumnSource column, List<Double> in, double lo, double hi) {
        /** Whether an object with this value is kept. */
        public boolean keeps(double value) {
            return in.isEmpty() ? value >= lo && value < hi : in.contains(value);
        }
    }
}

package org.fiducia.kernel.card;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fiducia.api.Nullable;
import org.fiducia.api.channel.Role;

/**
 * An analysis card as written by the user: everything that changes between analyses. See the JSON schema beside the cards
 * for the meaning of each field. One that is not there is null, or the empty value it stands for.
 */
record Card(
        @JsonProperty("$schema") @Nullable String schema,
        int schemaVersion,
        @Nullable String title,
        @Nullable String label,
        double energy,
        @Nullable Choice channel,
        @Nullable double[] window,
        @Nullable Double massHypothesis,
        @Nullable Fit fit,
        @Nullable Map<String, Double> point,
        @Nullable Rates rates,
        String directory,
        List<EraBlock> eras,
        List<Choice> steps,
        Map<String, Format> formats,
        List<SampleBlock> samples,
        @Nullable Choice signal,
        List<Choice> weights,
        List<Choice> backgrounds,
        List<Choice> parts,
        List<Map<String, Object>> nuisances,
        List<String> nuisanceSources,
        @Nullable Physics crossSections,
        @Nullable Physics physics,
        @Nullable Choice unfolding,
        @Nullable Choice prediction,
        @Nullable String likelihood,
        @Nullable String fitter,
        @Nullable String intervals,
        Map<String, JsonNode> binnings,
        List<String> writers,
        Long eventsInMemory,
        Map<String, List<Choice>> plugins) {
    /** Selected events that stay in memory when the card does not say how many: some 350 MB. */
    private static final long EVENTS_IN_MEMORY = 200_000;

    Card {
        directory = Objects.requireNonNullElse(directory, ".");
        eras = eras == null ? List.of() : eras;
        steps = steps == null ? List.of() : steps;
        formats = formats == null ? Map.of() : new LinkedHashMap<>(formats);
        samples = samples == null ? List.of() : samples;
        weights = weights == null ? List.of() : weights;
        backgrounds = backgrounds == null ? List.of() : backgrounds;
        parts = parts == null ? List.of() : parts;
        nuisances = nuisances == null ? List.of() : nuisances;
        nuisanceSources = nuisanceSources == null ? List.of() : nuisanceSources;
        binnings = binnings == null ? Map.of() : new LinkedHashMap<>(binnings);
        writers = writers == null ? List.of() : writers;
        eventsInMemory = Objects.requireNonNullElse(eventsInMemory, EVENTS_IN_MEMORY);
        plugins = plugins == null ? Map.of() : new LinkedHashMap<>(plugins);
    }

    /** What is fitted: an observable, that of the channel when null, in [low, high), in intervals or unbinned. */
    record Fit(@Nullable String variable, @Nullable double[] range, Integer intervals) {
        Fit {
            intervals = Objects.requireNonNullElse(intervals, 0);
        }
    }

    /** Cross sections and branching ratio of the signal at several masses of the resonance. */
    record Rates(
            @Nullable double[] mH,
            @Nullable Map<String, double[]> crossSections,
            @Nullable double[] branchingRatio) {}

    /** A plug-in with its settings. */
    record Choice(@Nullable String id, Map<String, Object> settings) {
        Choice {
            settings = settings == null ? Map.of() : settings;
        }

        /** Just the name of a plug-in. */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Choice of(String id) {
            return new Choice(id, Map.of());
        }
    }

    /** What chooses the parameters of interest: one plug-in, or one for each kind of observable. */
    record Physics(
            @Nullable String id,
            Map<String, Object> settings,
            @Nullable Choice production,
            @Nullable Choice decay) {
        Physics {
            settings = settings == null ? Map.of() : settings;
        }

        /** Just the name of a plug-in. */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Physics of(String id) {
            return new Physics(id, Map.of(), null, null);
        }
    }

    /**
     * A data-taking period with its data.
     *
     * @param data files, or primary data set to files
     */
    record EraBlock(
            @Nullable String name,
            double luminosity,
            @Nullable JsonNode data,
            List<Choice> steps,
            @Nullable String format) {
        EraBlock {
            steps = steps == null ? List.of() : steps;
        }
    }

    /** A simulated sample. */
    record SampleBlock(
            @Nullable String name,
            @Nullable String process,
            @Nullable Role role,
            @Nullable Double mass,
            @Nullable Map<String, Double> point,
            String era,
            List<String> files,
            @Nullable Double crossSection,
            @Nullable Double sumOfWeights,
            @Nullable String format) {
        SampleBlock {
            files = files == null ? List.of() : files;
            era = Objects.requireNonNullElse(era, "");
        }
    }

    /**
     * How files of one origin are read.
     *
     * @param reader id of the reader; null to let the readers decide
     * @param tree name of the tree of events; null when the file has one tree
     * @param normalisation where cross section and sum of weights are found; null when the samples give them
     * @param columns column name of the channel to branch expression
     * @param filters collection name to the objects kept in it
     * @param like format from which everything is taken that is not said here
     * @param friends trees with further branches of the same events; null for those of {@code like}
     */
    record Format(
            @Nullable String like,
            @Nullable String reader,
            @Nullable String tree,
            @Nullable Normalisation normalisation,
            Map<String, JsonNode> columns,
            Map<String, Filter> filters,
            @Nullable List<Friend> friends) {
        Format {
            columns = columns == null ? Map.of() : new LinkedHashMap<>(columns);
            filters = filters == null ? Map.of() : new LinkedHashMap<>(filters);
        }

        /** This, and what another one says beyond it; columns and filters one by one. */
        Format over(Format other) {
            var allColumns = new LinkedHashMap<>(other.columns);
            allColumns.putAll(columns);
            var allFilters = new LinkedHashMap<>(other.filters);
            allFilters.putAll(filters);
            return new Format(
                    other.like,
                    reader == null ? other.reader : reader,
                    tree == null ? other.tree : tree,
                    normalisation == null ? other.normalisation : normalisation,
                    allColumns,
                    allFilters,
                    friends == null ? other.friends : friends);
        }
    }

    /**
     * A tree with further branches of the same events.
     *
     * @param file where it is, with {@code {name}} for the name of the file of the events; null for that file
     */
    record Friend(@Nullable String tree, @Nullable String file) {}

    /**
     * Where a file holds its normalisation: a tree of one entry.
     *
     * @param unit {@code pb} or {@code fb}, of the cross section
     * @param weights branch of alternative weights, relative to the nominal one, in the tree of events, to the branch of
     *     their mean over all generated events, to which the number of the weight is appended
     */
    record Normalisation(
            @Nullable String tree,
            @Nullable String crossSection,
            @Nullable String sumOfWeights,
            @Nullable String unit,
            Map<String, String> weights) {
        Normalisation {
            weights = weights == null ? Map.of() : new LinkedHashMap<>(weights);
        }
    }

    /**
     * Keeps the objects of a collection for which a branch has one of the values, or one in [low, high).
     *
     * @param in values to keep; null when a range is given
     * @param range two numbers; null when values are given
     */
    record Filter(
            @Nullable JsonNode column,
            @Nullable List<Double> in,
            @Nullable double[] range) {}
}

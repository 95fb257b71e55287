package org.fiducia.kernel.card;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fiducia.api.channel.Role;

/**
 * An analysis card as written by the user: everything that changes between analyses. See the JSON schema beside the cards
 * for the meaning of each field.
 */
record Card(
        @JsonProperty("$schema") String schema,
        int schemaVersion,
        String title,
        String label,
        double energy,
        Choice channel,
        double[] window,
        Double massHypothesis,
        Fit fit,
        Map<String, Double> point,
        String directory,
        List<EraBlock> eras,
        Map<String, Format> formats,
        List<SampleBlock> samples,
        Choice signal,
        List<Choice> weights,
        List<Choice> backgrounds,
        List<Choice> parts,
        List<Map<String, Object>> nuisances,
        List<String> nuisanceSources,
        Physics crossSections,
        Physics physics,
        Choice unfolding,
        Choice prediction,
        String likelihood,
        String fitter,
        String intervals,
        Map<String, JsonNode> binnings,
        List<String> writers,
        Long eventsInMemory,
        Map<String, List<Choice>> plugins) {
    /** Selected events that stay in memory when the card does not say how many: some 1.4 GB. */
    private static final long EVENTS_IN_MEMORY = 2_000_000;

    Card {
        directory = Objects.requireNonNullElse(directory, ".");
        eras = eras == null ? List.of() : eras;
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
    record Fit(String variable, double[] range, Integer intervals) {
        Fit {
            intervals = Objects.requireNonNullElse(intervals, 0);
        }
    }

    /** A plug-in with its settings. */
    record Choice(String id, Map<String, Object> settings) {
        Choice {
            settings = settings == null ? Map.of() : settings;
        }

        /** Just the name of a plug-in. */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Choice of(String id) {
            return new Choice(id, null);
        }
    }

    /** What chooses the parameters of interest: one plug-in, or one for each kind of observable. */
    record Physics(String id, Map<String, Object> settings, Choice production, Choice decay) {
        /** Just the name of a plug-in. */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Physics of(String id) {
            return new Physics(id, null, null, null);
        }
    }

    /** A data-taking period with its data. */
    record EraBlock(String name, double luminosity, List<String> data, String format) {
        EraBlock {
            data = data == null ? List.of() : data;
        }
    }

    /** A simulated sample. */
    record SampleBlock(
            String name,
            String process,
            Role role,
            Double mass,
            Map<String, Double> point,
            String era,
            List<String> files,
            Double crossSection,
            Double sumOfWeights,
            String format) {
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
     */
    record Format(
            String reader,
            String tree,
            Normalisation normalisation,
            Map<String, JsonNode> columns,
            Map<String, Filter> filters) {
        Format {
            columns = columns == null ? Map.of() : new LinkedHashMap<>(columns);
            filters = filters == null ? Map.of() : new LinkedHashMap<>(filters);
        }
    }

    /**
     * Where a file holds its normalisation: a tree of one entry.
     *
     * @param unit {@code pb} or {@code fb}, of the cross section
     * @param weights branch of alternative weights, relative to the nominal one, in the tree of events, to the branch of
     *     their mean over all generated events, to which the number of the weight is appended
     */
    record Normalisation(
            String tree, String crossSection, String sumOfWeights, String unit, Map<String, String> weights) {
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
    record Filter(JsonNode column, List<Double> in, double[] range) {}
}

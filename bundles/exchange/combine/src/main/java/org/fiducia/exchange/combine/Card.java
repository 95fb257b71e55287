package org.fiducia.exchange.combine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A datacard, as it is written.
 *
 * @param path of the card
 * @param channels in the order of the card
 * @param observed events of each channel; −1 for those of its histogram; empty without a line of observations
 * @param columns in their order
 * @param groups of nuisances by name of the nuisance
 * @param statistics what the card says of the errors of the bins, by channel
 */
record Card(
        Path path,
        List<String> channels,
        Map<String, Double> observed,
        List<Column> columns,
        List<ShapeRule> shapes,
        List<Nuisance> nuisances,
        List<Free> free,
        Map<String, String> groups,
        Map<String, Statistics> statistics) {
    /**
     * Statistical errors of the bins of a channel ({@code autoMCStats}).
     *
     * @param threshold of effective entries, up to which each process has parameters of its own; negative for no errors
     * @param signal whether signals count for it
     * @param inShape whether changes of shape carry their changes of normalisation (hist-mode 2)
     */
    record Statistics(double threshold, boolean signal, boolean inShape) {}

    String name() {
        return path.getFileName().toString();
    }

    /** Columns of a channel, by their numbers. */
    List<Integer> columnsOf(String channel) {
        var numbers = new java.util.ArrayList<Integer>();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).channel().equals(channel)) {
                numbers.add(i);
            }
        }
        return numbers;
    }
}

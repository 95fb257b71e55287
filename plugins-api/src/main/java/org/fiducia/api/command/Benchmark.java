package org.fiducia.api.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Progress;

/** A workload with check values, run by {@code fiducia bench}. */
@PluginKind(plural = "benchmarks", singular = "benchmark", order = 220)
public interface Benchmark extends Plugin {
    /**
     * Runs it: warm-up, then enough repetitions for a stable median.
     *
     * @param inputs folder with the benchmark inputs
     * @return what was measured and checked
     * @throws org.fiducia.api.FiduciaException when the inputs are not there
     */
    List<Row> run(Path inputs, Progress progress) throws IOException;

    /**
     * The same work by other programs on this machine.
     *
     * @return time of each by the quantity of the {@link Row} it belongs to, in the row's unit; empty where no such program
     *     is installed
     */
    default Map<String, Double> peers(Path inputs, Progress progress) throws IOException {
        return Map.of();
    }

    /**
     * One figure.
     *
     * @param quantity what it is
     * @param value its value (median for a time)
     * @param spread half the range between the quartiles; NaN for a check value
     * @param unit unit
     * @param expected the check value it must reproduce; NaN for none
     * @param asExpected whether it does
     */
    record Row(String quantity, double value, double spread, String unit, double expected, boolean asExpected) {}
}

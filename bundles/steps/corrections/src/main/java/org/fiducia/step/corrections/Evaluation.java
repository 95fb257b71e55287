package org.fiducia.step.corrections;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.Settings;
import org.fiducia.api.Suggestion;
import org.fiducia.api.channel.SampleOrigin;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.fiducia.scalefactors.corrections.Correction;
import org.fiducia.scalefactors.corrections.Values;
import org.fiducia.scalefactors.corrections.Variable;

/**
 * A correction with what its inputs are given: columns, numbers and texts.
 *
 * @param given one per input of the correction
 * @param outside what bins give for a value outside of them that is an error; not a number for the error
 * @param path place in the card
 * @param what it is, behind a message; empty for the nominal correction
 */
record Evaluation(Correction correction, List<Given> given, double outside, String path, String what) {
    /**
     * What an input is given.
     *
     * @param column where it is one; null for a constant
     * @param text a constant, with places for what the sample is
     */
    record Given(@Nullable ColumnSpec column, boolean absolute, double number, String text) {
        String text(SampleOrigin origin) {
            return text.replace("{era}", origin.era())
                    .replace("{sample}", origin.sample())
                    .replace("{process}", origin.process());
        }
    }

    /**
     * Reads what the inputs are given.
     *
     * @param own what is said of this evaluation
     * @param general what is said beside it for all, for inputs of which the former says nothing
     */
    static Evaluation of(Correction correction, Settings own, Settings general, double outside, String what) {
        var given = new ArrayList<Given>();
        for (Variable input : correction.inputs()) {
            Settings block = own.has(input.name()) ? own : general;
            if (!block.has(input.name())) {
                throw new FiduciaException(
                        Kind.CARD,
                        own.path() + "/" + input.name() + " is missing: the correction " + correction.name()
                                + " takes " + input.name()
                                + (input.description().isEmpty() ? "" : ", " + input.description()),
                        "give {\"column\": …}, or a constant");
            }
            given.add(given(block, input));
        }
        own.refuseUnknown();
        List<String> collections = given.stream()
                .map(Given::column)
                .filter(column -> column != null && column.jagged())
                .map(ColumnSpec::collection)
                .distinct()
                .toList();
        if (collections.size() > 1) {
            throw new FiduciaException(
                    Kind.CARD,
                    own.path() + " takes objects of " + String.join(" and ", collections),
                    "take those of one collection");
        }
        return new Evaluation(correction, List.copyOf(given), outside, own.path(), what);
    }

    private static Given given(Settings block, Variable input) {
        Object value = Objects.requireNonNull(block.values().get(input.name()), "it is there");
        boolean text = input.type() == Variable.Type.STRING;
        if (text ? value instanceof String : value instanceof Number) {
            return text
                    ? new Given(null, false, Double.NaN, block.text(input.name()))
                    : new Given(null, false, block.real(input.name()), "");
        }
        if (text) {
            throw block.wrong(input.name(), "a text");
        }
        Settings column = block.block(input.name());
        String name = column.text("column");
        boolean objects = column.flag("objects", false);
        boolean absolute = column.flag("absolute", false);
        column.refuseUnknown();
        boolean whole = input.type() == Variable.Type.INT;
        ColumnSpec spec = objects
                ? whole ? ColumnSpec.integers(name) : ColumnSpec.reals(name)
                : whole ? ColumnSpec.integer(name) : ColumnSpec.real(name);
        return new Given(spec, absolute, Double.NaN, "");
    }

    /** Columns that it reads. */
    List<ColumnSpec> columns() {
        return given.stream().map(Given::column).filter(Objects::nonNull).toList();
    }

    /** The collection of whose objects it is; empty for the event. */
    String collection() {
        return columns().stream()
                .filter(ColumnSpec::jagged)
                .map(ColumnSpec::collection)
                .findFirst()
                .orElse("");
    }

    /** Refuses a sample whose texts the correction does not know. */
    void check(SampleOrigin origin) {
        for (int k = 0; k < given.size(); k++) {
            Variable input = correction.inputs().get(k);
            if (input.type() == Variable.Type.STRING && !correction.hasDefault(input.name())) {
                String text = given.get(k).text(origin);
                var known = correction.keys(input.name());
                if (!known.isEmpty() && !known.contains(text)) {
                    throw new FiduciaException(
                            Kind.CARD,
                            path + "/" + input.name() + " is " + text + " for the sample " + origin.sample()
                                    + ", which the correction " + correction.name() + " does not know",
                            Suggestion.among(text, known));
                }
            }
        }
    }

    /** With the events of a batch. */
    Bound bind(EventBatch batch, SampleOrigin origin) {
        return new Bound(this, batch, origin);
    }

    /** An evaluation with the events of a batch; for one thread. */
    static final class Bound {
        private final Evaluation evaluation;
        private final EventBatch batch;
        private final Values values;
        private final List<Filled> filled = new ArrayList<>();
        private @Nullable int[] offsets;

        /**
         * An input that differs between events.
         *
         * @param whole whether it is of integers
         * @param reals of the column, empty for integers
         * @param integers of the column, empty for reals
         */
        private record Filled(
                int input, boolean jagged, boolean absolute, boolean whole, double[] reals, long[] integers) {}

        private Bound(Evaluation evaluation, EventBatch batch, SampleOrigin origin) {
            this.evaluation = evaluation;
            this.batch = batch;
            this.values = evaluation.correction().values().outside(evaluation.outside());
            for (int k = 0; k < evaluation.given().size(); k++) {
                Given given = evaluation.given().get(k);
                Variable.Type type = evaluation.correction().inputs().get(k).type();
                if (given.column() != null) {
                    Column column = batch.column(given.column().name());
                    boolean whole = type == Variable.Type.INT;
                    filled.add(new Filled(
                            k,
                            column.jagged(),
                            given.absolute(),
                            whole,
                            whole ? new double[0] : column.reals(),
                            whole ? column.integers() : new long[0]));
                    offsets = column.jagged() ? column.offsets() : offsets;
                } else if (type == Variable.Type.STRING) {
                    values.set(k, given.text(origin));
                } else {
                    values.set(k, given.number());
                }
            }
        }

        /** Index of the first object of an event; of the event itself where there are no objects. */
        int first(int event) {
            return offsets == null ? event : offsets[event];
        }

        /** Index behind the last object of an event. */
        int end(int event) {
            return offsets == null ? event + 1 : offsets[event + 1];
        }

        /**
         * The corrections of all objects of the batch, by their index.
         *
         * @throws FiduciaException as {@link #of}
         */
        double[] all() {
            int events = batch.size();
            int from = events == 0 ? 0 : first(0);
            int to = events == 0 ? 0 : end(events - 1);
            var into = new double[to];
            try {
                double[][] columns = columns(to);
                if (columns.length > 0) {
                    evaluation.correction().evaluate(values, columns, from, to, into);
                    return into;
                }
            } catch (FiduciaException e) {
                // whose it is comes out one by one
            }
            for (int event = 0; event < events; event++) {
                for (int object = first(event); object < end(event); object++) {
                    into[object] = of(event, object);
                }
            }
            return into;
        }

        /** Numbers of all inputs that differ, by object; none where there are integers among them. */
        private double[][] columns(int objects) {
            var columns = new double[evaluation.given().size()][0];
            for (Filled one : filled) {
                if (one.whole()) {
                    return new double[0][];
                }
                double[] reals = one.reals();
                if (offsets != null && !one.jagged()) {
                    reals = new double[objects];
                    for (int event = 0; event < batch.size(); event++) {
                        Arrays.fill(reals, first(event), end(event), one.reals()[event]);
                    }
                }
                if (one.absolute()) {
                    reals = Arrays.stream(reals).map(Math::abs).toArray();
                }
                columns[one.input()] = reals;
            }
            return columns;
        }

        /**
         * The correction of an object.
         *
         * @param object from {@link #first} to before {@link #end}
         * @throws FiduciaException where the correction has no value: the file, the entry, the correction, the input's value
         */
        double of(int event, int object) {
            for (Filled one : filled) {
                int at = one.jagged() ? object : event;
                if (one.whole()) {
                    long value = one.integers()[at];
                    values.set(one.input(), one.absolute() ? Math.abs(value) : value);
                } else {
                    double value = one.reals()[at];
                    values.set(one.input(), one.absolute() ? Math.abs(value) : value);
                }
            }
            try {
                return evaluation.correction().evaluate(values);
            } catch (FiduciaException e) {
                throw new FiduciaException(
                        e.kind(),
                        batch.source() + ", entry " + (batch.firstEntry() + event) + ": " + e.getMessage()
                                + (evaluation.what().isEmpty() ? "" : ", in " + evaluation.what()),
                        "set outside of " + evaluation.path()
                                + " to what it shall be there, e.g. 1, or take a correction that has it",
                        e);
            }
        }
    }
}

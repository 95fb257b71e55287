package org.fiducia.step.corrections;

import java.util.ArrayList;
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
import org.fiducia.scalefactors.corrections.CorrectionSet;
import org.fiducia.scalefactors.corrections.Values;
import org.fiducia.scalefactors.corrections.Variable;

/** A correction as a factor of each event: one value, or the product over the objects of a collection. */
final class EventFactor {
    private final Correction correction;
    private final List<Given> inputs;
    private final double outside;
    private final String path;

    private EventFactor(Correction correction, List<Given> inputs, double outside, String path) {
        this.correction = correction;
        this.inputs = inputs;
        this.outside = outside;
        this.path = path;
    }

    /**
     * What an input is given.
     *
     * @param column where it is one; null for a constant
     * @param text a constant, with places for what the sample is
     */
    private record Given(@Nullable ColumnSpec column, boolean absolute, double number, String text) {
        String text(SampleOrigin origin) {
            return text.replace("{era}", origin.era())
                    .replace("{sample}", origin.sample())
                    .replace("{process}", origin.process());
        }
    }

    static EventFactor of(Settings settings) {
        Correction correction = CorrectionSet.read(settings.file("file")).correction(settings.text("correction", ""));
        Settings block = settings.block("inputs");
        var given = new ArrayList<Given>();
        for (Variable input : correction.inputs()) {
            if (!block.has(input.name())) {
                throw new FiduciaException(
                        Kind.CARD,
                        block.path() + "/" + input.name() + " is missing: the correction " + correction.name()
                                + " takes " + input.name()
                                + (input.description().isEmpty() ? "" : ", " + input.description()),
                        "give {\"column\": …}, or a constant");
            }
            given.add(given(block, input));
        }
        block.refuseUnknown();
        List<String> collections = given.stream()
                .map(Given::column)
                .filter(column -> column != null && column.jagged())
                .map(ColumnSpec::collection)
                .distinct()
                .toList();
        if (collections.size() > 1) {
            throw new FiduciaException(
                    Kind.CARD,
                    block.path() + " takes objects of " + String.join(" and ", collections),
                    "take those of one collection");
        }
        double outside = settings.real("outside", Double.NaN);
        settings.refuseUnknown();
        return new EventFactor(correction, given, outside, settings.path());
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
        return inputs.stream().map(Given::column).filter(Objects::nonNull).toList();
    }

    /** Refuses a sample whose texts the correction does not know. */
    void check(SampleOrigin origin) {
        for (int k = 0; k < inputs.size(); k++) {
            Variable input = correction.inputs().get(k);
            if (input.type() == Variable.Type.STRING && !correction.hasDefault(input.name())) {
                String text = inputs.get(k).text(origin);
                var known = correction.keys(input.name());
                if (!known.isEmpty() && !known.contains(text)) {
                    throw new FiduciaException(
                            Kind.CARD,
                            path + "/inputs/" + input.name() + " is " + text + " for the sample " + origin.sample()
                                    + ", which the correction " + correction.name() + " does not know",
                            Suggestion.among(text, known));
                }
            }
        }
    }

    /** Multiplies factors of events. */
    void multiply(double[] factors, EventBatch batch, SampleOrigin origin) {
        Values values = correction.values().outside(outside);
        var columns = new Column[inputs.size()];
        int[] offsets = null;
        for (int k = 0; k < columns.length; k++) {
            Given given = inputs.get(k);
            if (given.column() != null) {
                columns[k] = batch.column(given.column().name());
                offsets = given.column().jagged() ? Objects.requireNonNull(columns[k].offsets()) : offsets;
            } else if (correction.inputs().get(k).type() == Variable.Type.STRING) {
                values.set(k, given.text(origin));
            } else {
                values.set(k, given.number());
            }
        }
        for (int e = 0; e < factors.length; e++) {
            if (offsets == null) {
                factors[e] *= value(values, columns, e, e, batch);
                continue;
            }
            for (int object = offsets[e]; object < offsets[e + 1]; object++) {
                factors[e] *= value(values, columns, e, object, batch);
            }
        }
    }

    private double value(Values values, Column[] columns, int event, int object, EventBatch batch) {
        for (int k = 0; k < columns.length; k++) {
            Column column = columns[k];
            if (column == null) {
                continue;
            }
            int at = column.jagged() ? object : event;
            boolean absolute = inputs.get(k).absolute();
            if (correction.inputs().get(k).type() == Variable.Type.INT) {
                long value = column.integers()[at];
                values.set(k, absolute ? Math.abs(value) : value);
            } else {
                double value = column.reals()[at];
                values.set(k, absolute ? Math.abs(value) : value);
            }
        }
        try {
            return correction.evaluate(values);
        } catch (FiduciaException e) {
            throw new FiduciaException(
                    e.kind(),
                    batch.source() + ", entry " + (batch.firstEntry() + event) + ": " + e.getMessage(),
                    "set outside of " + path + " to what it shall be there, e.g. 1, or take a correction that has it",
                    e);
        }
    }
}

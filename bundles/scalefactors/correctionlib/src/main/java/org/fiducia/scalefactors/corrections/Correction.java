package org.fiducia.scalefactors.corrections;

import java.util.List;
import java.util.Set;

/** A correction: a number as a function of its inputs. Immutable and thread-safe; {@link Values} are of one thread each. */
public interface Correction {
    /** Its name in the file. */
    String name();

    /** What it is, may be empty. */
    String description();

    /** Its inputs in their order. */
    List<Variable> inputs();

    /** Place of an input by name; −1 for none. */
    default int input(String input) {
        for (int k = 0; k < inputs().size(); k++) {
            if (inputs().get(k).name().equals(input)) {
                return k;
            }
        }
        return -1;
    }

    /** Keys that its categories know of an input, as text; empty where no category asks for it. */
    Set<String> keys(String input);

    /** Whether a category has a value for keys of this input that it does not know. */
    boolean hasDefault(String input);

    /** Lowest edge of its bins in an input; infinity where there are none. */
    double lowest(String input);

    /** Room for inputs, none of which is set. */
    Values values();

    /**
     * The correction.
     *
     * @param values of {@link #values()} of this correction
     * @throws org.fiducia.api.FiduciaException for inputs that it has no value for: the correction, the input and its value
     */
    double evaluate(Values values);

    /**
     * The correction of many objects, as if each was set and evaluated; faster.
     *
     * @param values of {@link #values()} of this correction, with the inputs that are the same for all; changed
     * @param columns [input][object] of those that differ, numbers; empty of the others
     * @param from first object
     * @param to behind the last one
     * @param into takes the value of each at its index
     * @throws org.fiducia.api.FiduciaException for inputs that it has no value for: the correction, the input and its value
     */
    default void evaluate(Values values, double[][] columns, int from, int to, double[] into) {
        for (int object = from; object < to; object++) {
            values.set(columns, object);
            into[object] = evaluate(values);
        }
    }
}

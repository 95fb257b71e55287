package org.fiducia.scalefactors.corrections;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Corrections one after the other, each of which may change inputs of those that follow. */
final class CorrectionStack extends FileCorrection {
    private final List<FlatTree> stack;
    private final int[][] sources;
    private final int[] updated;
    private final String inputOperation;
    private final String outputOperation;

    /**
     * @param sources input of the stack of each input of each correction
     * @param updated inputs that each result changes
     */
    CorrectionStack(
            Header header,
            List<FlatTree> stack,
            int[][] sources,
            int[] updated,
            String inputOperation,
            String outputOperation) {
        super(header);
        this.stack = stack;
        this.sources = sources;
        this.updated = updated;
        this.inputOperation = inputOperation;
        this.outputOperation = outputOperation;
    }

    @Override
    public Set<String> keys(String input) {
        var keys = new TreeSet<String>();
        stack.forEach(each -> keys.addAll(each.keys(input)));
        return keys;
    }

    @Override
    public boolean hasDefault(String input) {
        return stack.stream().anyMatch(each -> each.hasDefault(input));
    }

    @Override
    public double lowest(String input) {
        return stack.stream().mapToDouble(each -> each.lowest(input)).min().orElse(Double.POSITIVE_INFINITY);
    }

    /** Besides its inputs, room for those of the corrections, and first of all for its own as these change them. */
    @Override
    public Values values() {
        var parts = new Values[stack.size() + 1];
        parts[0] = room(0);
        for (int s = 0; s < stack.size(); s++) {
            parts[s + 1] = stack.get(s).values();
        }
        return room(0, parts);
    }

    @Override
    public double evaluate(Values values) {
        Values own = values.parts[0];
        for (int k = 0; k < inputs().size(); k++) {
            own.copy(k, values, k);
        }
        double result = 1;
        for (int s = 0; s < stack.size(); s++) {
            FlatTree correction = stack.get(s);
            Values given = values.parts[s + 1].outside(values.outside);
            for (int k = 0; k < sources[s].length; k++) {
                given.copy(k, own, sources[s][k]);
            }
            double part = correction.evaluate(given);
            for (int input : updated) {
                own.set(input, combined(inputOperation, own.reals[input], part));
            }
            result = s == 0 ? part : combined(outputOperation, result, part);
        }
        return result;
    }

    private static double combined(String operation, double before, double with) {
        return switch (operation) {
            case "+" -> before + with;
            case "*" -> before * with;
            case "/" -> before / with;
            default -> with;
        };
    }
}

package org.fiducia.scalefactors.corrections;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Corrections one after the other, each of which may change inputs of those that follow. */
final class CorrectionStack implements Correction {
    private final FlatTree.Header header;
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
            FlatTree.Header header,
            List<FlatTree> stack,
            int[][] sources,
            int[] updated,
            String inputOperation,
            String outputOperation) {
        this.header = header;
        this.stack = stack;
        this.sources = sources;
        this.updated = updated;
        this.inputOperation = inputOperation;
        this.outputOperation = outputOperation;
    }

    @Override
    public String name() {
        return header.name();
    }

    @Override
    public String description() {
        return header.description();
    }

    @Override
    public List<Variable> inputs() {
        return header.inputs();
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

    @Override
    public Values values() {
        return new Values(header.codes(), header.inputs().size(), 0);
    }

    @Override
    public double evaluate(Values values) {
        Values own = values();
        for (int k = 0; k < header.inputs().size(); k++) {
            own.copy(k, values, k);
        }
        double result = 1;
        for (int s = 0; s < stack.size(); s++) {
            FlatTree correction = stack.get(s);
            Values given = correction.values().outside(values.outside);
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

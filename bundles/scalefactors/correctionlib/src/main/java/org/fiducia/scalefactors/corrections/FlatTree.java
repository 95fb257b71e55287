package org.fiducia.scalefactors.corrections;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/**
 * The nodes of a correction in flat arrays. A node that is a number is its index in {@code numbers}; any other one is the
 * complement of its place in {@code code}, where its kind comes first, then what belongs to it.
 */
final class FlatTree extends FileCorrection {
    static final int BINNING = 0;
    static final int CATEGORY = 1;
    static final int FORMULA = 2;
    static final int TRANSFORM = 3;
    static final int PRNG = 4;
    static final int SWITCH = 5;

    /** What happens outside of bins, where a node is not given for that. */
    static final int CLAMP = 0;

    static final int ERROR = 1;
    static final int WRAP = 2;
    static final int OTHER = 3;

    /** In place of a node that is not there. */
    static final int NONE = Integer.MIN_VALUE;

    private static final String[] COMPARISONS = {"<", "<=", ">", ">=", "==", "!="};

    private final int[] code;
    private final double[] numbers;
    private final long[] keys;
    private final Formula[] formulas;
    private final int root;
    private final Asked asked;
    private final int depth;

    /**
     * What nodes ask of an input.
     *
     * @param keys of categories
     * @param defaults inputs of categories with a default
     * @param lowest edge of bins
     */
    record Asked(Map<String, Set<String>> keys, Set<String> defaults, Map<String, Double> lowest) {}

    FlatTree(Header header, int[] code, double[] numbers, long[] keys, Formula[] formulas, int root, Asked asked) {
        super(header);
        this.code = code;
        this.numbers = numbers;
        this.keys = keys;
        this.formulas = formulas;
        this.root = root;
        this.asked = asked;
        this.depth = Arrays.stream(formulas).mapToInt(Formula::depth).max().orElse(0);
    }

    @Override
    public Set<String> keys(String input) {
        return asked.keys().getOrDefault(input, Set.of());
    }

    @Override
    public boolean hasDefault(String input) {
        return asked.defaults().contains(input);
    }

    @Override
    public double lowest(String input) {
        return asked.lowest().getOrDefault(input, Double.POSITIVE_INFINITY);
    }

    @Override
    public Values values() {
        return room(depth);
    }

    @Override
    public double evaluate(Values values) {
        return at(root, values);
    }

    private double at(int node, Values values) {
        return content(leaf(node, values), values);
    }

    /** The node at which bins, categories and selections end; {@link #NONE} where another number stands in. */
    private int leaf(int from, Values values) {
        int node = from;
        while (node < 0 && node != NONE) {
            int at = ~node;
            switch (code[at]) {
                case BINNING -> node = binned(at, values);
                case CATEGORY -> node = category(at, values);
                case SWITCH -> node = switched(at, values);
                default -> {
                    return node;
                }
            }
        }
        return node;
    }

    /** The value of a node at which nothing is left to choose. */
    private double content(int node, Values values) {
        if (node >= 0) {
            return numbers[node];
        }
        if (node == NONE) {
            return values.outside;
        }
        int at = ~node;
        return switch (code[at]) {
            case FORMULA -> formulas[code[at + 1]].of(values, numbers, code[at + 2]);
            case TRANSFORM -> transformed(at, values);
            default -> random(at, values);
        };
    }

    @Override
    public void evaluate(Values values, double[][] columns, int from, int to, double[] into) {
        Block block = values.block();
        for (int start = from; start < to; start += Block.OBJECTS) {
            int end = Math.min(to, start + Block.OBJECTS);
            int waiting = 0;
            for (int object = start; object < end; object++) {
                values.set(columns, object);
                int node = leaf(root, values);
                if (node < 0 && node != NONE && code[~node] == FORMULA && formulas[code[~node + 1]].straight()) {
                    block.objects[waiting] = object;
                    block.formulas[waiting] = code[~node + 1];
                    block.first[waiting++] = code[~node + 2];
                } else {
                    into[object] = content(node, values);
                }
            }
            for (int done = 0; done < waiting; ) {
                int next = block.gather(done, waiting);
                formulas[block.formulas[done]].of(block, done, next, columns, values, numbers, into);
                done = next;
            }
        }
    }

    /** Layout: flow, its node, first content, dimensions; of each the input, number of bins, first edge, uniform or not. */
    private int binned(int at, Values values) {
        int flow = code[at + 1];
        int dimensions = code[at + 4];
        int cell = 0;
        for (int d = 0, axis = at + 5; d < dimensions; d++, axis += 4) {
            double value = values.reals[code[axis]];
            int bins = code[axis + 1];
            int edges = code[axis + 2];
            int bin = code[axis + 3] == 0
                    ? found(value, edges, bins)
                    : uniform(value, numbers[edges], numbers[edges + 1], bins);
            if (bin < 0 || bin >= bins) {
                if (flow == OTHER) {
                    return code[at + 2];
                }
                bin = outside(axis, value, bin, flow, values);
                if (bin < 0) {
                    return NONE;
                }
            }
            cell = cell * bins + bin;
        }
        return code[code[at + 3] + cell];
    }

    /** The bin of rising edges, −1 below and their number above, or for what is no number. */
    private int found(double value, int edges, int bins) {
        if (!(value >= numbers[edges])) {
            return -1;
        }
        int low = 0;
        for (int length = bins + 1; length > 1; ) { // without jumps that nobody can foresee
            int half = length >>> 1;
            low += numbers[edges + low + half] <= value ? half : 0;
            length -= half;
        }
        return low;
    }

    private static int uniform(double value, double low, double high, int bins) {
        if (!(value >= low)) {
            return -1;
        }
        return value >= high ? bins : (int) Math.min(bins * ((value - low) / (high - low)), bins - 1);
    }

    /** The bin of a value that is in none; −1 where another number stands in. */
    private int outside(int axis, double value, int bin, int flow, Values values) {
        int bins = code[axis + 1];
        int edges = code[axis + 2];
        boolean uniform = code[axis + 3] != 0;
        double low = numbers[edges];
        double high = numbers[uniform ? edges + 1 : edges + bins];
        boolean number = !Double.isNaN(value);
        if (flow == CLAMP && number) {
            return bin < 0 ? 0 : bins - 1;
        }
        if (flow == WRAP && Double.isFinite(value)) {
            double turns = (value - low) / (high - low);
            turns -= Math.floor(turns);
            double inside = low + turns * (high - low);
            int wrapped = uniform ? (int) (bins * turns) : found(inside, edges, bins);
            return Math.max(0, Math.min(wrapped, bins - 1));
        }
        if (!Double.isNaN(values.outside)) {
            return -1;
        }
        String input = inputs().get(code[axis]).name();
        throw new FiduciaException(
                Kind.INPUT,
                header().where() + " has no bin for " + input + " = " + value + ": it has [" + low + ", " + high + ")",
                "leave such objects out, or take a correction that has them");
    }

    /** Layout: input, node for other keys, first key, number of keys, first content. */
    private int category(int at, Values values) {
        long key = values.longs[code[at + 1]];
        int first = code[at + 3];
        int count = code[at + 4];
        int found = Arrays.binarySearch(keys, first, first + count, key);
        if (found >= 0) {
            return code[code[at + 5] + found - first];
        }
        if (code[at + 2] != NONE) {
            return code[at + 2];
        }
        Variable input = inputs().get(code[at + 1]);
        String value = input.type() == Variable.Type.STRING ? values.texts[code[at + 1]] : String.valueOf(key);
        throw new FiduciaException(
                Kind.INPUT,
                header().where() + " knows no " + input.name() + " = " + (value.isEmpty() ? "(nothing)" : value),
                "it knows " + String.join(", ", keys(input.name())));
    }

    /** Layout: input, rule, content. */
    private double transformed(int at, Values values) {
        int input = code[at + 1];
        double real = values.reals[input];
        long whole = values.longs[input];
        double made = at(code[at + 2], values);
        try {
            if (inputs().get(input).type() == Variable.Type.INT) {
                values.set(input, (long) Math.copySign(Math.floor(Math.abs(made) + 0.5), made));
            } else {
                values.set(input, made);
            }
            return at(code[at + 3], values);
        } finally {
            values.reals[input] = real;
            values.longs[input] = whole;
        }
    }

    /** Layout: distribution, number of inputs, the inputs. */
    private double random(int at, Values values) {
        int count = code[at + 2];
        var words = new long[count];
        for (int k = 0; k < count; k++) {
            int input = code[at + 3 + k];
            words[k] = inputs().get(input).type() == Variable.Type.INT
                    ? values.longs[input]
                    : Double.doubleToRawLongBits(values.reals[input]);
        }
        var numbersOf = new HashNumbers(HashNumbers.hash(words, count));
        return switch (code[at + 1]) {
            case 0 -> numbersOf.flat();
            case 1 -> numbersOf.standardNormal();
            default -> numbersOf.normal();
        };
    }

    /** Names of distributions in the order of their numbers. */
    static List<String> distributions() {
        return List.of("stdflat", "stdnormal", "normal");
    }

    /** Layout: default, number of selections; of each the input, the comparison, its number, the content. */
    private int switched(int at, Values values) {
        for (int k = 0, one = at + 3; k < code[at + 2]; k++, one += 4) {
            double value = values.reals[code[one]];
            double limit = numbers[code[one + 2]];
            boolean holds = switch (code[one + 1]) {
                case 0 -> value < limit;
                case 1 -> value <= limit;
                case 2 -> value > limit;
                case 3 -> value >= limit;
                case 4 -> value == limit;
                default -> value != limit;
            };
            if (holds) {
                return code[one + 3];
            }
        }
        return code[at + 1];
    }

    /** Number of a comparison; −1 for none. */
    static int comparison(String sign) {
        return Arrays.asList(COMPARISONS).indexOf(sign);
    }
}

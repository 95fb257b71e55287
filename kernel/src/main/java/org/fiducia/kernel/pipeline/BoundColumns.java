package org.fiducia.kernel.pipeline;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.Suggestion;
import org.fiducia.api.event.BranchInfo;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.TreeInfo;
import org.fiducia.kernel.card.AnalysisCard.ColumnSource;
import org.fiducia.kernel.card.AnalysisCard.InputFormat;
import org.fiducia.kernel.card.AnalysisCard.ObjectFilter;

/**
 * The columns of a channel bound to the branches of a tree, as the format of the card says: renamed, scaled, gathered
 * from numbered branches, filtered by object. Every value that reaches the channel is finite.
 */
final class BoundColumns {
    /** Integers up to here are exact as real numbers; a larger one may equal its neighbours. */
    private static final double EXACT = (1L << 53) - 1;

    private final List<ColumnSpec> specs;
    private final Map<String, ColumnSource> sources = new LinkedHashMap<>();
    private final Map<String, ObjectFilter> filters = new LinkedHashMap<>();
    private final Set<String> branches = new LinkedHashSet<>();

    /**
     * Binds.
     *
     * @param where file and tree, for messages
     * @throws FiduciaException when a required branch is missing or cannot be read
     */
    BoundColumns(String where, InputFormat format, List<ColumnSpec> specs, TreeInfo tree) {
        this.specs = specs;
        for (ColumnSpec spec : specs) {
            ColumnSource source = format.columns().get(spec.name());
            if (source == null && tree.branch(spec.name()).isPresent()) {
                source = new ColumnSource(List.of(spec.name()), false, 1);
            }
            if (source != null) {
                sources.put(spec.name(), source);
                need(where, tree, source, spec.name());
            } else if (!spec.optional()) {
                throw missing(where, tree, spec.name(), spec.name());
            }
        }
        format.filters().forEach((collection, filter) -> {
            if (specs.stream()
                    .anyMatch(spec -> spec.jagged() && spec.collection().equals(collection))) {
                filters.put(collection, filter);
                need(where, tree, filter.column(), collection);
            }
        });
    }

    /** Refuses a tree of which nothing at all would be read. */
    BoundColumns requireSome(String where) {
        if (branches.isEmpty()) {
            throw new FiduciaException(
                    Kind.INPUT, where + " has none of the branches the channel reads", "check the format in the card");
        }
        return this;
    }

    private void need(String where, TreeInfo tree, ColumnSource source, String column) {
        for (Object term : source.terms()) {
            if (term instanceof String branch) {
                BranchInfo info = tree.branch(branch).orElseThrow(() -> missing(where, tree, branch, column));
                if (info.kind() == null) {
                    throw new FiduciaException(
                            Kind.INPUT,
                            where + ": branch " + branch + " of type " + info.type() + " cannot be read"
                                    + (info.reason().isEmpty() ? "" : ": " + info.reason()),
                            "give another branch for " + column + " in the format of the card");
                }
                branches.add(branch);
            }
        }
    }

    private static FiduciaException missing(String where, TreeInfo tree, String branch, String column) {
        List<String> names = tree.branches().stream().map(BranchInfo::name).toList();
        String remedy = Suggestion.sentence(branch, names);
        return new FiduciaException(
                Kind.INPUT,
                where + " has no branch " + branch,
                (remedy.isEmpty() ? "" : remedy + "; ") + "map " + column
                        + " in the format of the card; `inspect` lists the branches");
    }

    /** Branches to be read. */
    List<String> branches() {
        return List.copyOf(branches);
    }

    /** The channel's columns of a batch. */
    EventBatch bind(EventBatch raw) {
        var columns = new LinkedHashMap<String, Column>();
        var masks = new LinkedHashMap<String, boolean[]>();
        var offsets = new LinkedHashMap<String, int[]>();
        filters.forEach((collection, filter) -> masks.put(collection, mask(raw, filter)));
        for (ColumnSpec spec : specs) {
            ColumnSource source = sources.get(spec.name());
            if (source != null) {
                Column column = make(raw, spec, source, masks.get(spec.collection()));
                columns.put(spec.name(), column);
                if (spec.jagged()) {
                    checkOffsets(raw, spec, column, offsets);
                }
            }
        }
        for (ColumnSpec spec : specs) {
            if (!sources.containsKey(spec.name())) {
                columns.put(spec.name(), standIn(spec, offsets.get(spec.collection()), raw.size()));
            }
        }
        return new EventBatch(raw.source(), raw.firstEntry(), raw.size(), columns);
    }

    private static void checkOffsets(EventBatch raw, ColumnSpec spec, Column column, Map<String, int[]> offsets) {
        if (!column.jagged()) {
            throw new FiduciaException(
                    Kind.INPUT,
                    raw.source() + ": " + spec.name() + " has one value per event, not a collection",
                    "correct the format in the card");
        }
        int[] first = offsets.putIfAbsent(spec.collection(), column.offsets());
        if (first != null && !Arrays.equals(first, column.offsets())) {
            throw new FiduciaException(
                    Kind.INPUT,
                    raw.source() + ": the columns of " + spec.collection() + " have different numbers of objects",
                    "correct the format in the card, or the file is damaged");
        }
    }

    private Column make(EventBatch raw, ColumnSpec spec, ColumnSource source, @Nullable boolean[] mask) {
        Column column = source.list() ? gather(raw, spec.name(), source) : single(raw, spec, source);
        if (mask != null && spec.jagged()) {
            column = filter(raw, spec, column, mask);
        }
        if (spec.kind() == Column.Kind.REAL) {
            checkFinite(raw, spec, column);
        }
        return column;
    }

    private static Column single(EventBatch raw, ColumnSpec spec, ColumnSource source) {
        Object term = source.terms().get(0);
        if (term instanceof Double number) {
            return standIn(new ColumnSpec(spec.name(), spec.kind(), false, true, number), null, raw.size());
        }
        Column column = raw.column((String) term);
        if (source.scale() == 1) {
            return spec.kind() == Column.Kind.REAL
                    ? Column.reals(spec.name(), column.offsets(), column.reals())
                    : Column.integers(spec.name(), column.offsets(), column.integers());
        }
        double[] scaled = column.reals().clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= source.scale();
        }
        return Column.reals(spec.name(), column.offsets(), scaled);
    }

    /** A collection of fixed size from numbered branches or numbers. */
    private static Column gather(EventBatch raw, String name, ColumnSource source) {
        int width = source.terms().size();
        var values = new double[raw.size() * width];
        for (int k = 0; k < width; k++) {
            Object term = source.terms().get(k);
            double[] branch = term instanceof String text ? raw.reals(text) : null;
            for (int event = 0; event < raw.size(); event++) {
                values[event * width + k] = branch == null ? (Double) term : branch[event] * source.scale();
            }
        }
        var offsets = new int[raw.size() + 1];
        for (int event = 0; event <= raw.size(); event++) {
            offsets[event] = event * width;
        }
        return Column.reals(name, offsets, values);
    }

    private static boolean[] mask(EventBatch raw, ObjectFilter filter) {
        Column column = filter.column().list()
                ? gather(raw, "filter", filter.column())
                : raw.column((String) filter.column().terms().get(0));
        if (filter.in().stream().anyMatch(value -> Math.abs(value) > EXACT)) {
            throw new FiduciaException(
                    Kind.INPUT,
                    raw.source() + ": a filter asks " + column.name()
                            + " for values beyond 2^53, where integers are not" + " told apart",
                    "filter by a range or by another branch");
        }
        double[] values = column.reals();
        var mask = new boolean[values.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = filter.keeps(values[i]);
        }
        return mask;
    }

    private static Column filter(EventBatch raw, ColumnSpec spec, Column column, boolean[] mask) {
        int[] from = column.offsets();
        if (column.length() != mask.length || from == null) {
            throw new FiduciaException(
                    Kind.INPUT,
                    raw.source() + ": " + spec.name() + " has " + column.length() + " values where the filter of "
                            + spec.collection() + " has " + mask.length,
                    "filter by a branch of the same collection");
        }
        var offsets = new int[from.length];
        double[] values = column.reals();
        var kept = new double[values.length];
        int n = 0;
        for (int event = 0; event + 1 < from.length; event++) {
            for (int i = from[event]; i < from[event + 1]; i++) {
                if (mask[i]) {
                    kept[n++] = values[i];
                }
            }
            offsets[event + 1] = n;
        }
        return Column.reals(spec.name(), offsets, Arrays.copyOf(kept, n));
    }

    private static Column standIn(ColumnSpec spec, @Nullable int[] offsets, int events) {
        int[] shape = spec.jagged() ? (offsets == null ? new int[events + 1] : offsets) : null;
        int length = shape == null ? events : shape[events];
        if (spec.kind() == Column.Kind.REAL) {
            var values = new double[length];
            Arrays.fill(values, spec.otherwise());
            return Column.reals(spec.name(), shape, values);
        }
        var values = new long[length];
        Arrays.fill(values, (long) spec.otherwise());
        return Column.integers(spec.name(), shape, values);
    }

    private static void checkFinite(EventBatch raw, ColumnSpec spec, Column column) {
        double[] values = column.reals();
        double sum = 0;
        for (double value : values) {
            sum += value * 0;
        }
        if (sum == 0) {
            return;
        }
        int bad = 0;
        while (Double.isFinite(values[bad])) {
            bad++;
        }
        int[] offsets = column.offsets();
        long entry = raw.firstEntry() + (offsets == null ? bad : event(offsets, bad));
        throw new FiduciaException(
                Kind.INPUT,
                raw.source() + ", entry " + entry + ": " + spec.name() + " is " + values[bad],
                "leave the event out when the file is made, or correct the branch");
    }

    private static int event(int[] offsets, int value) {
        int event = Arrays.binarySearch(offsets, value);
        if (event < 0) {
            return -event - 2;
        }
        while (event + 1 < offsets.length && offsets[event + 1] <= value) {
            event++;
        }
        return event;
    }
}

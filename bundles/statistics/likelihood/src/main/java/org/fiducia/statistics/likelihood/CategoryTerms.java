package org.fiducia.statistics.likelihood;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.fiducia.api.Nullable;

/**
 * What one category adds to the likelihood and its derivatives. Its rows are the variables u it lives in: first the
 * yields, then the shape parameters of its components, those only that depend on a free parameter.
 */
final class CategoryTerms {
    /** Events per segment from which on it pays to take a segment at once. */
    private static final int LEAST_PER_SEGMENT = 4;

    /** Part of the estimated cost below which it pays to take each event: between it and 1 either is as fast. */
    private static final double GAIN = 0.2;

    private final Layout layout;
    private final int category;
    private final int first;
    private final CategoryEvents events = new CategoryEvents();

    /** Node of each row. */
    private final int[] node;

    /** Component of each row, counted within the category. */
    private final int[] owner;

    /** Shape parameter of each row, −1 for a yield. */
    private final int[] parameter;

    /** Whether the event loop knows where pulls go. */
    private boolean pulls;

    /** Of each component, where each event is in the arrays of its density; null where products of rows are summed. */
    private final @Nullable int[][] index;

    /**
     * @param free whether a node depends on a free parameter
     * @param active parameters of each shape group that do; null for none
     */
    CategoryTerms(Layout layout, Workspace work, int c, IntPredicate free, boolean[][] active) {
        this.layout = layout;
        category = c;
        first = layout.first(c);
        int components = layout.first(c + 1) - first;
        events.events = work.events.count(c);
        events.weights = work.events.weights()[c];
        events.components = components;
        events.density = new double[components][];
        events.offset = new int[components];
        events.yield = new double[components];
        int most = components;
        for (int k = 0; k < components; k++) {
            int group = layout.group(first + k);
            events.density[k] = work.density[group].values();
            events.offset[k] = work.offset[first + k];
            most += layout.groups().get(group).nodes().length;
        }
        node = new int[most];
        owner = new int[most];
        parameter = new int[most];
        events.row = new double[most][];
        events.owner = owner;
        for (int k = 0; k < components; k++) {
            if (free.test(layout.yield(first + k))) {
                addRow(layout.yield(first + k), k, -1);
            }
        }
        for (int k = 0; k < components; k++) {
            int group = layout.group(first + k);
            for (int s = 0; active[group] != null && s < active[group].length; s++) {
                if (active[group][s]) {
                    addRow(layout.groups().get(group).nodes()[s], k, s);
                }
            }
        }
        events.step = new int[components][];
        events.pull = new double[components][];
        findSteps(work);
        events.smooth = rowsWhere(false);
        events.stepped = rowsWhere(true);
        index = direct() ? indices() : null;
    }

    /**
     * Whether it costs less to take each event to all parameters than to sum products of rows over the events and take
     * those to the parameters. Costs in nanoseconds, as measured.
     */
    private boolean direct() {
        Program program = layout.program();
        var all = new BitSet();
        double support = 0;
        for (int u = 0; u < events.rows; u++) {
            int from = program.gradientStart(node[u]);
            int to = program.gradientStart(node[u] + 1);
            if (program.isVirtual(node[u])) {
                return true;
            }
            support += to - from;
            for (int i = from; i < to; i++) {
                all.set(program.dependsOn()[i]);
            }
        }
        double rows = events.rows;
        double touched = all.cardinality();
        double products = 6 * rows * rows + 0.75 * support * support;
        double each = 1.5 * support + 0.15 * touched * touched + 5 * rows;
        return events.events > 0 && events.events * each < GAIN * products;
    }

    private int[][] indices() {
        int[][] all = new int[events.components][events.events];
        for (int k = 0; k < all.length; k++) {
            int[] step = events.step[k];
            int segment = 0;
            for (int i = 0; i < events.events; i++) {
                while (events.segments != null && events.segments[segment + 1] <= i) {
                    segment++;
                }
                all[k][i] = step == null ? events.offset[k] + i : step[events.segments == null ? i : segment];
            }
        }
        return all;
    }

    /** Whether {@link #addEvents} takes the place of sums of products. */
    boolean takesEachEvent() {
        return index != null;
    }

    /**
     * Adds the expected information event by event, and finds the sums of the rows. The rows are up to date.
     *
     * @param perEvent out, w/f of each event from {@code first} on; null when not wanted
     */
    void addEvents(Workspace work, @Nullable double[] perEvent, int firstEvent) {
        int[][] at = Objects.requireNonNull(index, "asked for only where it takes each event");
        Program program = layout.program();
        double[] rowSum = work.loop.products.roomForSums(events.rows);
        Arrays.fill(rowSum, 0, events.rows, 0);
        for (int i = 0; i < events.events; i++) {
            double f = 0;
            for (int k = 0; k < events.components; k++) {
                f += events.yield[k] * events.density[k][at[k][i]];
            }
            double weight = events.weights == null ? 1 : events.weights[i];
            double inverse = 1 / f;
            if (perEvent != null) {
                perEvent[firstEvent + i] = weight * inverse;
            }
            double[] to = work.updates.next(weight, work.half());
            for (int u = 0; u < events.rows; u++) {
                double relative = events.row[u][at[owner[u]][i]] * inverse;
                rowSum[u] += weight * relative;
                if (relative != 0) {
                    program.addTo(relative * scale(u), node[u], work.value, work.gradient(), to);
                }
            }
        }
    }

    /** Second derivatives of the density with respect to a yield and a parameter of its shape, after {@link #addEvents}. */
    void addMixed(Workspace work) {
        double[] rowSum = work.loop.products.rowSum;
        for (int u = 0; u < events.rows; u++) {
            for (int v = u + 1; v < events.rows; v++) {
                if (parameter[u] < 0 && parameter[v] >= 0 && owner[u] == owner[v]) {
                    layout.program().addOuter(-rowSum[v], node[u], node[v], work.gradient(), work.half());
                }
            }
        }
    }

    /** Finds the steps of the events and the segments: runs of events on which all step functions are constant. */
    private void findSteps(Workspace work) {
        int n = events.events;
        boolean[] starts = new boolean[n];
        boolean any = false;
        for (int k = 0; k < events.components; k++) {
            int[] steps = work.density[layout.group(first + k)].steps();
            if (steps == null) {
                continue;
            }
            any = true;
            int[] of = new int[n];
            int step = n == 0 ? 0 : stepOf(steps, events.offset[k]);
            for (int i = 0; i < n; i++) {
                boolean next = steps[step + 1] <= events.offset[k] + i;
                while (steps[step + 1] <= events.offset[k] + i) {
                    step++;
                }
                starts[i] |= next;
                of[i] = step;
            }
            events.step[k] = of;
        }
        if (!any || n == 0) {
            return;
        }
        starts[0] = true;
        int segments = 0;
        for (boolean start : starts) {
            segments += start ? 1 : 0;
        }
        if (n < LEAST_PER_SEGMENT * segments) {
            return;
        }
        int[] begin = new int[segments + 1];
        int segment = 0;
        for (int i = 0; i < n; i++) {
            if (starts[i]) {
                begin[segment++] = i;
            }
        }
        begin[segments] = n;
        events.segments = begin;
        for (int k = 0; k < events.components; k++) {
            int[] of = events.step[k];
            if (of != null) {
                int[] ofSegment = new int[segments];
                for (int s = 0; s < segments; s++) {
                    ofSegment[s] = of[begin[s]];
                }
                events.step[k] = ofSegment;
            }
        }
    }

    /** Step in which an event lies. */
    static int stepOf(int[] steps, int event) {
        int at = Arrays.binarySearch(steps, event);
        return at >= 0 ? at : -at - 2;
    }

    private int[] rowsWhere(boolean bySegment) {
        int[] rows = new int[events.rows];
        int count = 0;
        for (int u = 0; u < rows.length; u++) {
            if ((events.segments != null && events.step[owner[u]] != null) == bySegment) {
                rows[count++] = u;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    private void addRow(int rowNode, int component, int shapeParameter) {
        int u = events.rows++;
        node[u] = rowNode;
        owner[u] = component;
        parameter[u] = shapeParameter;
    }

    /** Whether no free parameter acts in it. */
    boolean isStill() {
        return events.rows == 0;
    }

    /**
     * Adds what it is worth, computed anew only when something in it has changed. For one that {@linkplain #isStill() is
     * still}.
     *
     * @return whether it is finite
     */
    boolean addStill(Workspace work, CompensatedSum sum) {
        StillCategory still = work.still[category];
        if (still == null) {
            still = new StillCategory(layout, category);
            work.still[category] = still;
        }
        for (int k = 0; k < events.components; k++) {
            work.yieldSlope[first + k] = 0;
        }
        if (still.changed(work.value)) {
            var own = new CompensatedSum();
            work.loop.logarithm.clear();
            boolean finite = update(work, own) && work.loop.run(events, own, EventLoop.VALUE, null, 0);
            work.loop.logarithm.subtractFrom(own);
            still.put(own, finite);
            for (int k = 0; k < events.components; k++) {
                work.yieldSlope[first + k] = 0;
            }
        }
        return still.add(sum);
    }

    CategoryEvents events() {
        return events;
    }

    /**
     * Takes the present yields and adds them to the sum.
     *
     * @return whether no place of the category expects less than nothing
     */
    boolean update(Workspace work, CompensatedSum sum) {
        boolean positive = true;
        for (int k = 0; k < events.components; k++) {
            double yield = work.value[layout.yield(first + k)];
            events.yield[k] = yield;
            sum.add(yield);
            work.yieldSlope[first + k] = 1;
            positive &= yield >= 0 && !work.density[layout.group(first + k)].negative();
        }
        return positive || work.positivity(layout).possible(category, work.value);
    }

    /** Where the event loop puts what the slopes of the shapes need. */
    void usePulls(Workspace work) {
        if (pulls) {
            return;
        }
        pulls = true;
        for (int k = 0; k < events.components; k++) {
            events.pull[k] = work.pull[layout.group(first + k)];
        }
    }

    /** Takes the present derivatives. */
    void useRows(Workspace work) {
        for (int u = 0; u < events.rows; u++) {
            events.row[u] = parameter[u] < 0
                    ? events.density[owner[u]]
                    : work.density[layout.group(first + owner[u])].derivative(parameter[u]);
        }
    }

    /** Takes the sums of the events to the slopes with respect to the yields. */
    void addYieldSlopes(Workspace work) {
        for (int k = 0; k < events.components; k++) {
            work.yieldSlope[first + k] -= work.loop.yieldSum[k];
        }
    }

    /** Takes the sums of the rows to the slopes with respect to yields and shape parameters. */
    void addSlopes(Workspace work) {
        for (int u = 0; u < events.rows; u++) {
            int k = owner[u];
            double sum = work.loop.products.rowSum[u];
            if (parameter[u] < 0) {
                work.yieldSlope[first + k] -= sum;
            } else {
                work.shapeSlope[layout.group(first + k)][parameter[u]] -= events.yield[k] * sum;
            }
        }
    }

    /**
     * Takes the sums of products of the events to the parameters.
     *
     * @param mixed also the second derivatives of the density with respect to a yield and a parameter of its shape
     */
    void addInformation(Workspace work, boolean mixed) {
        if (events.events == 0) {
            return;
        }
        Program program = layout.program();
        EventProducts products = work.loop.products;
        for (int u = 0; u < events.rows; u++) {
            double scale = scale(u);
            program.addSquare(0.5 * scale * scale * products.gram[u][u], node[u], work.gradient(), work.half());
            for (int v = u + 1; v < events.rows; v++) {
                double factor = scale * scale(v) * products.gram[u][v];
                if (mixed && parameter[u] < 0 && parameter[v] >= 0 && owner[u] == owner[v]) {
                    factor -= products.rowSum[v];
                }
                program.addOuter(factor, node[u], node[v], work.gradient(), work.half());
            }
        }
    }

    /** The factor that the event loop leaves out of a row. */
    private double scale(int u) {
        return parameter[u] < 0 ? 1 : events.yield[owner[u]];
    }
}

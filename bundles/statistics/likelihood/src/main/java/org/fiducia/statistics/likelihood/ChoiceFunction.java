package org.fiducia.statistics.likelihood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Alternatives;
import org.fiducia.api.model.Shape;

/**
 * One of several densities: the first parameter is the number of the one that is taken, the others are those of each
 * alternative in turn. Derivatives by the number and by parameters of alternatives that are not taken are 0; where the number
 * is none the density is not defined.
 */
final class ChoiceFunction implements ShapeFunction {
    private final List<ShapeFunction> functions;
    private final List<Shape> shapes;
    private final List<String> names = new ArrayList<>();

    /** For each alternative, the places of its parameters, in the order of its function. */
    private final List<int[]> places = new ArrayList<>();

    /**
     * @param alternatives what there is to choose from
     * @param functions the kind of each
     */
    ChoiceFunction(Alternatives alternatives, List<ShapeFunction> functions) {
        this.functions = List.copyOf(functions);
        shapes = alternatives.list();
        names.add(alternatives.index());
        for (int a = 0; a < shapes.size(); a++) {
            List<String> of = functions.get(a).parameters(shapes.get(a));
            int[] place = new int[of.size()];
            for (int k = 0; k < place.length; k++) {
                place[k] = names.size();
                names.add(alternatives.names().get(a) + "." + of.get(k));
            }
            places.add(place);
        }
    }

    @Override
    public String id() {
        return "choice";
    }

    @Override
    public String title() {
        return "one of several functions";
    }

    @Override
    public List<String> parameters(Shape shape) {
        return names;
    }

    /** Number of the alternative that is taken; −1 for none. */
    private int taken(double[] parameters) {
        double value = parameters[0];
        return value == Math.rint(value) && value >= 0 && value < shapes.size() ? (int) value : -1;
    }

    private double[] own(int alternative, double[] parameters) {
        int[] place = places.get(alternative);
        double[] own = new double[place.length];
        for (int k = 0; k < own.length; k++) {
            own[k] = parameters[place[k]];
        }
        return own;
    }

    @Override
    public double[] breaks(Shape shape, double[] parameters) {
        int taken = taken(parameters);
        return taken < 0 ? new double[0] : functions.get(taken).breaks(shapes.get(taken), own(taken, parameters));
    }

    @Override
    public Kernel bind(Shape shape, double lo, double hi, double[] x) {
        return new ChoiceKernel(x.length, (a, own) -> functions.get(a).bind(shapes.get(a), lo, hi, x));
    }

    /** Each alternative with a rule of its own, found where its parameters are when it is first taken. */
    @Override
    public Kernel bindIntervals(Shape shape, double lo, double hi, double[] from, double[] to) {
        return new ChoiceKernel(from.length, (a, own) -> {
            var group = new ShapeGroup(functions.get(a), shapes.get(a), lo, hi, new int[own.length], new int[0]);
            boolean[] all = new boolean[own.length];
            Arrays.fill(all, true);
            return new Intervals(group, from, to, Intervals.rule(group, edges(from, to), own, all));
        });
    }

    /** Edges of the first run of intervals, which stand for all. */
    private static double[] edges(double[] from, double[] to) {
        int n = Math.min(1, from.length);
        while (n < from.length && from[n] == to[n - 1]) {
            n++;
        }
        double[] edges = Arrays.copyOf(from, n + 1);
        edges[n] = n == 0 ? 0 : to[n - 1];
        return edges;
    }

    /** Makes the kernel of an alternative when it is first taken, with these parameters. */
    private interface Binding {
        Kernel of(int alternative, double[] parameters);
    }

    private final class ChoiceKernel implements CurvedKernel {
        private final int entries;
        private final Binding binding;
        private final Kernel[] kernels = new Kernel[shapes.size()];
        private final double[][][] derivatives = new double[shapes.size()][][];
        private int now = -1;
        private double[] at = {};

        ChoiceKernel(int entries, Binding binding) {
            this.entries = entries;
            this.binding = binding;
        }

        private Kernel kernel(int alternative) {
            Kernel kernel = kernels[alternative];
            if (kernel == null) {
                kernel = binding.of(alternative, at);
                kernels[alternative] = kernel;
                derivatives[alternative] = new double[at.length][];
            }
            return kernel;
        }

        @Override
        public void evaluate(double[] parameters, double[] density, @Nullable double[][] wanted) {
            now = taken(parameters);
            if (now < 0) {
                Arrays.fill(density, Double.NaN);
                fill(wanted, Double.NaN);
                return;
            }
            at = own(now, parameters);
            Kernel kernel = kernel(now);
            if (wanted == null) {
                kernel.evaluate(at, density, null);
                return;
            }
            fill(wanted, 0);
            int[] place = places.get(now);
            double[][] rows = new double[place.length][];
            for (int k = 0; k < place.length; k++) {
                rows[k] = wanted[place[k]];
            }
            kernel.evaluate(at, density, rows);
        }

        private void fill(@Nullable double[][] wanted, double value) {
            for (int k = 0; wanted != null && k < wanted.length; k++) {
                if (wanted[k] != null) {
                    Arrays.fill(wanted[k], value);
                }
            }
        }

        @Override
        public boolean negative() {
            return now >= 0 && kernel(now).negative();
        }

        @Override
        public boolean givesSlopes() {
            return true;
        }

        @Override
        public void addSlopes(double[] density, double[] weight, boolean[] wanted, double[] slopes) {
            int[] place = places.get(now);
            boolean[] want = new boolean[place.length];
            boolean any = false;
            for (int k = 0; k < place.length; k++) {
                want[k] = wanted[place[k]];
                any |= want[k];
            }
            if (!any) {
                return;
            }
            Kernel kernel = kernel(now);
            double[] own = new double[place.length];
            if (kernel.givesSlopes() && kernel.steps() == null) {
                kernel.addSlopes(density, weight, want, own);
            } else {
                double[][] rows = rows(want);
                kernel.evaluate(at, new double[entries], rows);
                for (int k = 0; k < own.length; k++) {
                    for (int i = 0; want[k] && i < entries; i++) {
                        own[k] += weight[i] * rows[k][i];
                    }
                }
            }
            for (int k = 0; k < place.length; k++) {
                slopes[place[k]] += own[k];
            }
        }

        private double[][] rows(boolean[] want) {
            double[][] kept = derivatives[now];
            double[][] rows = new double[want.length][];
            for (int k = 0; k < want.length; k++) {
                if (want[k]) {
                    kept[k] = kept[k] == null ? new double[entries] : kept[k];
                    rows[k] = kept[k];
                }
            }
            return rows;
        }

        @Override
        public boolean isCurved() {
            return now >= 0
                    && kernel(now) instanceof CurvedKernel curved
                    && curved.isCurved()
                    && kernel(now).steps() == null;
        }

        @Override
        public void curvature(double[] density, double[] weight, boolean[] wanted, double[][] curvature) {
            int[] place = places.get(now);
            boolean[] want = new boolean[place.length];
            for (int k = 0; k < place.length; k++) {
                want[k] = wanted[place[k]];
            }
            double[][] own = new double[place.length][place.length];
            ((CurvedKernel) kernel(now)).curvature(density, weight, want, own);
            for (int k = 0; k < place.length; k++) {
                for (int l = 0; l < place.length; l++) {
                    curvature[place[k]][place[l]] = own[k][l];
                }
            }
        }
    }
}

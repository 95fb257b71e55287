package org.fiducia.statistics.likelihood;

/**
 * What a bin with a {@link BinStatistic} adds to a likelihood that is minimised over its γ. With A the yields that do not
 * have the factor and B those that do, it is ψ(A, B) = min_γ [ν − n log ν + C(γ)] with ν = A + γB. The function in brackets
 * is convex in γ, and its minimum is found by Newton's method within what is possible.
 *
 * <p>Derivatives are those of the minimum (envelope theorem and implicit function theorem): with r = 1 − n/ν, w = n/ν² and D =
 * wB² + C″, ∂ψ = (r, γr), ∂²ψ = (w, wγ; wγ, wγ²) − h hᵀ/D, h = (wB, wγB + r). In the expected information r counts as 0: w
 * C″/D (1, γ)(1, γ)ᵀ. Where γ is at a limit it is as fixed.
 */
final class ProfiledBin {
    private static final int ITERATIONS = 100;
    private static final double TOLERANCE = 1e-14;

    private final BinStatistic statistic;
    private final Layout layout;
    private final int first;
    private final int components;
    private final double observed;
    private final boolean[] free;
    private final double[] slope;
    private final double[][] bend;

    private double gamma;
    private double plain;
    private double scaled;
    private double nu;
    private double constraint;
    private double curvature;
    private boolean inside;

    /** @param free which components have a yield that depends on a free parameter */
    ProfiledBin(BinStatistic statistic, Layout layout, Events events, boolean[] free) {
        this.statistic = statistic;
        this.layout = layout;
        this.free = free;
        first = layout.first(statistic.category());
        components = layout.first(statistic.category() + 1) - first;
        double[] entries = events.weights()[statistic.category()];
        observed = entries.length == 0 ? 0 : entries[0];
        slope = new double[statistic.offset().length];
        bend = new double[slope.length][slope.length];
    }

    /** γ at the last evaluation. */
    double gamma() {
        return gamma;
    }

    /** Expected events at the last evaluation. */
    double expected() {
        return nu;
    }

    /**
     * Finds γ.
     *
     * @param value of all nodes
     * @return whether any is possible
     */
    boolean solve(double[] value) {
        plain = 0;
        scaled = 0;
        for (int k = 0; k < components; k++) {
            double yield = value[layout.yield(first + k)];
            if (statistic.scaled()[k]) {
                scaled += yield;
            } else {
                plain += yield;
            }
        }
        double lo = statistic.parameter().lower();
        double hi = statistic.parameter().upper();
        if (scaled != 0) {
            double edge = -plain / scaled; // where nothing is expected
            lo = scaled > 0 ? Math.max(lo, edge) : lo;
            hi = scaled < 0 ? Math.min(hi, edge) : hi;
        }
        boolean open = observed > 0 && scaled != 0;
        if (!(lo <= hi) || open && !(lo < hi) || scaled == 0 && !(observed > 0 ? plain > 0 : plain >= 0)) {
            gamma = Math.max(
                    statistic.parameter().lower(),
                    Math.min(statistic.parameter().upper(), 1));
            nu = plain + gamma * scaled;
            return false;
        }
        minimise(lo, hi);
        return evaluate(gamma);
    }

    /** The derivative by γ rises: its root between two ends, or the end beyond which it lies. */
    private void minimise(double from, double to) {
        double lo = from;
        double hi = to;
        double at = statistic.parameter().initial();
        if (!(at > lo && at < hi)) {
            at = between(lo, hi, Double.isInfinite(lo) ? hi : lo);
        }
        for (int k = 0; k < ITERATIONS; k++) {
            evaluate(at);
            double steepness = derivative();
            if (steepness > 0) {
                hi = at;
            } else {
                lo = at;
            }
            double next = at - steepness / secondDerivative();
            if (!(next > lo && next < hi)) {
                if (next <= from && holds(from, 1)) {
                    at = from;
                    break;
                }
                if (next >= to && holds(to, -1)) {
                    at = to;
                    break;
                }
                next = between(lo, hi, at);
            }
            boolean done = Math.abs(next - at) <= TOLERANCE * Math.abs(at);
            at = next;
            if (done) {
                break;
            }
        }
        gamma = at;
        inside = at > from && at < to;
    }

    private static double between(double lo, double hi, double at) {
        if (Double.isInfinite(hi)) {
            return at + Math.max(1, Math.abs(at));
        }
        return Double.isInfinite(lo) ? at - Math.max(1, Math.abs(at)) : 0.5 * (lo + hi);
    }

    /** Whether the likelihood rises from an end of what is possible. */
    private boolean holds(double end, int sign) {
        return evaluate(end) && sign * derivative() >= 0;
    }

    private boolean evaluate(double at) {
        nu = plain + at * scaled;
        double[] p = statistic.at(at);
        constraint = statistic.function().evaluate(statistic.constraint().observed(), p, slope, bend);
        curvature = 0;
        for (int i = 0; i < p.length; i++) {
            for (int j = 0; j < p.length; j++) {
                curvature += bend[i][j] * statistic.slope()[i] * statistic.slope()[j];
            }
        }
        return constraint < Double.POSITIVE_INFINITY && (observed > 0 ? nu > 0 : nu >= 0 || Math.abs(nu) < TOLERANCE);
    }

    private double derivative() {
        double sum = scaled * (observed > 0 ? 1 - observed / nu : 1);
        for (int i = 0; i < slope.length; i++) {
            sum += slope[i] * statistic.slope()[i];
        }
        return sum;
    }

    private double secondDerivative() {
        return weight() * scaled * scaled + curvature;
    }

    private double weight() {
        return observed > 0 ? observed / (nu * nu) : 0;
    }

    /** ∂ψ/∂A. */
    private double r() {
        return observed > 0 ? 1 - observed / nu : 1;
    }

    /**
     * Adds the bin.
     *
     * @param slopes whether derivatives by the yields are wanted
     * @param information whether outer products are wanted
     * @param exact whether those are of the exact second derivatives
     * @return whether the bin is possible
     */
    boolean add(Workspace work, CompensatedSum sum, boolean slopes, boolean information, boolean exact) {
        if (!solve(work.value)) {
            return false;
        }
        sum.add(nu);
        if (observed > 0) {
            sum.add(-observed * Math.log(nu));
        }
        sum.add(constraint);
        for (int k = 0; slopes && k < components; k++) {
            work.yieldSlope[first + k] = statistic.scaled()[k] ? gamma * r() : r();
        }
        if (information) {
            if (exact) {
                addHessian(work);
            } else {
                double w = weight();
                double d = w * scaled * scaled + curvature;
                add(work, inside && d > 0 ? w * curvature / d : w, 1, gamma);
            }
        }
        return true;
    }

    private void addHessian(Workspace work) {
        double w = weight();
        double aa = w;
        double ab = w * gamma;
        double bb = w * gamma * gamma;
        double d = secondDerivative();
        if (inside && d > 0) {
            double a = w * scaled;
            double b = w * gamma * scaled + r();
            aa -= a * a / d;
            ab -= a * b / d;
            bb -= b * b / d;
        }
        if (aa != 0) {
            add(work, aa, 1, ab / aa);
            add(work, bb - ab * ab / aa, 0, 1);
        } else {
            // (0, ab; ab, bb) as a difference of squares
            add(work, 0.5 * ab, 1, 1);
            add(work, -0.5 * ab, 1, -1);
            add(work, bb, 0, 1);
        }
    }

    /** Adds weight · g gᵀ with g = onPlain ∇A + onScaled ∇B. */
    private void add(Workspace work, double weight, double onPlain, double onScaled) {
        if (weight == 0) {
            return;
        }
        if (!combine(work, onPlain, onScaled)) {
            work.products.drop();
            work.products.flush(work.gradient(), work.half());
            if (!combine(work, onPlain, onScaled)) {
                work.products.drop();
                addTo(work, onPlain, onScaled, work.updates.next(weight, work.half()));
                return;
            }
        }
        work.products.end(weight);
    }

    /** Makes onPlain ∇A + onScaled ∇B of the gradients of few nodes; whether there was room. */
    private boolean combine(Workspace work, double onPlain, double onScaled) {
        for (int k = 0; k < components; k++) {
            double factor = statistic.scaled()[k] ? onScaled : onPlain;
            if (free[k] && !work.products.add(factor, layout.yield(first + k), work.value, work.gradient())) {
                return false;
            }
        }
        return true;
    }

    private void addTo(Workspace work, double onPlain, double onScaled, double[] row) {
        for (int k = 0; k < components; k++) {
            double factor = statistic.scaled()[k] ? onScaled : onPlain;
            if (free[k] && factor != 0) {
                layout.program().addTo(factor, layout.yield(first + k), work.value, work.gradient(), row);
            }
        }
    }

    /**
     * Variance of γ: 1/D + hᵀVh/D² with h = ∂²/∂γ∂θ, after {@link #solve}; 0 at a limit.
     *
     * @param work with values and gradients of the program
     * @param images V∇node of nodes met before
     */
    double variance(Workspace work, Images images) {
        double d = secondDerivative();
        if (!inside || !(d > 0)) {
            return 0;
        }
        double w = weight();
        NodeProducts products = work.products;
        products.clear();
        double sum = 0;
        if (combine(work, w * scaled, w * gamma * scaled + r())) {
            for (int k = 0; k < products.size(); k++) {
                double[] image = images.of(products.node(k));
                for (int l = 0; l < products.size(); l++) {
                    sum += products.coefficient(k)
                            * products.coefficient(l)
                            * layout.program().dot(products.node(l), work.gradient(), image);
                }
            }
        } else {
            double[] row = new double[images.size()];
            addTo(work, w * scaled, w * gamma * scaled + r(), row);
            double[] image = images.times(row);
            for (int i = 0; i < row.length; i++) {
                sum += row[i] * image[i];
            }
        }
        products.clear();
        return 1 / d + sum / (d * d);
    }
}

package org.fiducia.statistics.likelihood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Choice;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;

/**
 * A model with data, compiled.
 *
 * <p>Everything about events happens in the few dimensions in which a category lives: the yields of its components and
 * the parameters of their shapes, together u. Per category the loop over events gives Σ w ∂f/f and Σ w (∂f/f)(∂f/f)ᵀ in
 * u; one sparse Jacobian ∂u/∂θ for each category then leads to the parameters. So the expected information costs little
 * more than the gradient, and the exact Hessian adds only
 *
 * <ul>
 *   <li>−Σ w ∂p_k/∂s /f for pairs of a yield and a parameter of its shape, already known from the gradient;
 *   <li>−Σ w ν_k ∂²p_k/∂s∂s′ /f, by central differences of the exact first derivatives ({@link ShapeCurvature}, relative
 *       error about 1e-9);
 *   <li>Σ_u (∂NLL/∂u) ∂²u/∂θ², exact.
 * </ul>
 */
final class CompiledLikelihood implements Likelihood {
    private static final int VALUE = 0;
    private static final int GRADIENT = 1;
    private static final int INFORMATION = 2;
    private static final int HESSIAN = 3;

    private final StatisticalModel model;
    private final Dataset data;
    private final Layout layout;
    private final Workspace work;
    private final int n;
    private final boolean[] fixed;
    private final ConstraintTerms constraints;

    /** Factors of single bins over which it is minimised. */
    private final List<BinStatistic> statistics;

    /** The same, bound to the data; made when first needed. */
    private @Nullable ProfiledBins bins;

    /** Parameters of each shape group with a derivative that matters; null for none. */
    private final boolean[][] active;

    /** Made when first needed: a likelihood that only leads to another needs none. */
    private @Nullable CategoryTerms[] categories;

    private final CompensatedSum sum = new CompensatedSum();
    private final double[] slope;
    private final ValueMemory memory;
    private @Nullable double[] perEvent;
    private @Nullable Toys toys;
    private @Nullable Expectation expectation;
    private @Nullable double[] expectedAt;

    CompiledLikelihood(
            StatisticalModel model, Dataset data, Layout layout, Workspace work, List<BinStatistic> statistics) {
        this.statistics = statistics;
        this.model = model;
        this.data = data;
        this.layout = layout;
        this.work = work;
        List<Parameter> parameters = model.parameters();
        n = parameters.size();
        fixed = new boolean[n];
        for (int i = 0; i < n; i++) {
            fixed[i] = parameters.get(i).fixed();
        }
        layout.choices().forEach(choice -> fixed[choice.index()] = true);
        constraints = new ConstraintTerms(layout, model);
        slope = new double[n];
        memory = new ValueMemory(n);
        active = new boolean[layout.groups().size()][];
        for (int g = 0; g < active.length; g++) {
            int[] nodes = layout.groups().get(g).nodes();
            for (int k = 0; k < nodes.length; k++) {
                if (dependsOnFree(nodes[k])) {
                    active[g] = active[g] == null ? new boolean[nodes.length] : active[g];
                    active[g][k] = true;
                }
            }
        }
    }

    private ProfiledBins bins() {
        if (bins == null) {
            bins = new ProfiledBins(layout, work.events, statistics, this::dependsOnFree);
        }
        return bins;
    }

    private CategoryTerms[] categories() {
        if (categories == null) {
            categories = new CategoryTerms[layout.categories()];
            for (int c = 0; c < categories.length; c++) {
                categories[c] =
                        bins().of(c) != null ? null : new CategoryTerms(layout, work, c, this::dependsOnFree, active);
            }
        }
        return categories;
    }

    private boolean dependsOnFree(int node) {
        return layout.program().dependsOnFree(node, fixed);
    }

    @Override
    public StatisticalModel model() {
        return model;
    }

    @Override
    public Dataset data() {
        return data;
    }

    @Override
    public double value(double[] parameters) {
        return evaluate(parameters, VALUE);
    }

    @Override
    public double gradient(double[] parameters, double[] gradient) {
        double value = evaluate(parameters, GRADIENT);
        System.arraycopy(slope, 0, gradient, 0, n);
        return value;
    }

    @Override
    public double information(double[] parameters, double[] gradient, double[][] information) {
        double value = evaluate(parameters, INFORMATION);
        System.arraycopy(slope, 0, gradient, 0, n);
        symmetrise(information);
        return value;
    }

    @Override
    public double[][] hessian(double[] parameters) {
        double value = evaluate(parameters, HESSIAN);
        double[][] hessian = new double[n][n];
        if (value < Double.POSITIVE_INFINITY) {
            addYieldAndShapeCurvature();
        }
        symmetrise(hessian);
        return hessian;
    }

    @Override
    public double difference(double[] from, double[] to) {
        int a = remembered(from);
        double high = memory.high(a);
        double low = memory.low(a);
        int b = remembered(to);
        return (memory.high(b) - high) + (memory.low(b) - low);
    }

    private int remembered(double[] parameters) {
        int at = memory.find(parameters);
        if (at < 0) {
            evaluate(parameters, VALUE);
            at = memory.find(parameters);
        }
        return at;
    }

    /** Computes the NLL and, in {@link #slope} and the half matrix, what the level asks for. */
    private double evaluate(double[] parameters, int level) {
        if (parameters.length != n) {
            throw new IllegalArgumentException(parameters.length + " values for " + n + " parameters");
        }
        Program program = layout.program();
        program.evaluate(parameters, work.value, level > GRADIENT ? work.gradient() : null);
        work.updateShapes(layout, active, level > GRADIENT, level == GRADIENT);
        if (level > VALUE) {
            Arrays.fill(slope, 0);
            Arrays.fill(work.nodeWeight, 0);
        }
        if (level > GRADIENT) {
            Arrays.fill(work.half(), 0);
            work.updates.clear();
            work.products.clear();
        }
        if (level == HESSIAN && perEvent == null) {
            perEvent = new double[work.events.total()];
        }
        boolean finite = addCategories(level);
        if (finite) {
            work.loop.logarithm.subtractFrom(sum);
            constraints.add(parameters, work, sum, level > VALUE ? slope : null, level > GRADIENT, level == HESSIAN);
            finite = layout.addPenalties(parameters, sum) && sum.value() < Double.POSITIVE_INFINITY;
        }
        if (!finite) {
            memory.put(parameters, Double.POSITIVE_INFINITY, 0);
            if (level > VALUE) {
                Arrays.fill(slope, Double.NaN);
            }
            if (level > GRADIENT) {
                Arrays.fill(work.half(), Double.NaN);
            }
            return Double.POSITIVE_INFINITY;
        }
        memory.put(parameters, sum.high(), sum.low());
        if (level > GRADIENT) {
            work.updates.flush(work.half());
            work.products.flush(work.gradient(), work.half());
        }
        if (level == GRADIENT) {
            for (int g = 0; g < active.length; g++) {
                if (active[g] != null) {
                    work.density[g].addSlopes(work.pull[g], active[g], work.shapeSlope[g]);
                }
            }
        }
        if (level > VALUE) {
            addGradient();
        }
        return sum.value();
    }

    /** Those without a free parameter first, then the others. */
    private boolean addCategories(int level) {
        sum.clear();
        CategoryTerms[] terms = categories();
        for (CategoryTerms category : terms) {
            if (category != null && category.isStill() && !category.addStill(work, sum)) {
                return false;
            }
        }
        work.loop.logarithm.clear();
        int firstEvent = 0;
        for (int c = 0; c < terms.length; c++) {
            ProfiledBin bin = bins().of(c);
            if (bin != null) {
                if (!bin.add(work, sum, level > VALUE, level > GRADIENT, level == HESSIAN)) {
                    return false;
                }
            } else if (!terms[c].isStill() && !addCategory(terms[c], level, firstEvent)) {
                return false;
            }
            firstEvent += work.events.count(c);
        }
        return true;
    }

    private boolean addCategory(CategoryTerms category, int level, int firstEvent) {
        if (!category.update(work, sum)) {
            return false;
        }
        if (level == GRADIENT) {
            category.usePulls(work);
        } else if (level > GRADIENT) {
            category.useRows(work);
        }
        double[] store = level == HESSIAN ? perEvent : null;
        boolean each = level > GRADIENT && category.takesEachEvent();
        int asked =
                level == VALUE || each ? EventLoop.VALUE : level == GRADIENT ? EventLoop.SLOPES : EventLoop.PRODUCTS;
        if (!work.loop.run(category.events(), sum, asked, store, firstEvent)) {
            return false;
        }
        if (level == GRADIENT) {
            category.addYieldSlopes(work);
        } else if (each) {
            category.addEvents(work, store, firstEvent);
            category.addSlopes(work);
            if (level == HESSIAN) {
                category.addMixed(work);
            }
        } else if (level > GRADIENT) {
            category.addSlopes(work);
            category.addInformation(work, level == HESSIAN);
        }
        return true;
    }

    /** What the yields and the shape parameters do to the likelihood goes back to the parameters. */
    private void addGradient() {
        addNodeSlopes(work.nodeWeight);
        layout.program().addSlopes(work.nodeWeight, work.value, slope);
        for (int i = 0; i < n; i++) {
            if (fixed[i]) {
                slope[i] = 0;
            }
        }
    }

    private void addNodeSlopes(double[] weight) {
        for (int k = 0; k < layout.components(); k++) {
            weight[layout.yield(k)] += work.yieldSlope[k];
        }
        for (int g = 0; g < active.length; g++) {
            int[] nodes = layout.groups().get(g).nodes();
            for (int s = 0; active[g] != null && s < nodes.length; s++) {
                weight[nodes[s]] += work.shapeSlope[g][s];
            }
        }
    }

    private void addYieldAndShapeCurvature() {
        double[] each = Objects.requireNonNull(perEvent, "the evaluation at this level has filled it");
        Program program = layout.program();
        double[] weight = work.nodeWeight;
        Arrays.fill(weight, 0);
        addNodeSlopes(weight);
        for (int g = 0; g < active.length; g++) {
            if (active[g] != null) {
                ShapeTerms.addCurvature(layout, work, g, active[g], each);
            }
        }
        constraints.addSlopes(weight);
        program.addCurvature(weight, work.value, work.gradient(), work.half());
    }

    private void symmetrise(double[][] matrix) {
        double[] half = work.half();
        for (int i = 0; i < n; i++) {
            double[] row = matrix[i];
            for (int j = 0; j < n; j++) {
                row[j] = fixed[i] || fixed[j] ? 0 : half[i * n + j] + half[j * n + i];
            }
        }
    }

    @Override
    public double[] expected(int category, int component, double[] parameters, double[] edges) {
        return expectation(parameters).expected(category, component, edges);
    }

    /** Kept for the next question: components are asked for one after another, at the same parameters. */
    private Expectation expectation(double[] parameters) {
        if (expectation == null || !Arrays.equals(parameters, expectedAt)) {
            var fresh = new Expectation(layout, model, parameters);
            expectation = statistics.isEmpty() ? fresh : bins().scaled(fresh, parameters);
            expectedAt = parameters.clone();
        }
        return expectation;
    }

    @Override
    public List<Choice> choices() {
        return layout.choices();
    }

    @Override
    public List<Parameter> eliminated() {
        return bins().parameters();
    }

    @Override
    public double[] eliminated(double[] parameters) {
        return bins().values(parameters);
    }

    @Override
    public double[] eliminatedErrors(double[] parameters, double[][] covariance) {
        return bins().errors(parameters, covariance, work);
    }

    @Override
    public List<Place> forbidden(double[] parameters) {
        double[] value = new double[layout.program().nodes()];
        layout.program().evaluate(parameters, value, null);
        var forbidden = new ArrayList<Place>();
        for (int c = 0; c < layout.categories(); c++) {
            ProfiledBin bin = bins().of(c);
            if (bin == null) {
                work.positivity(layout).collect(c, value, forbidden);
            } else if (!bin.solve(value)) {
                var category = model.categories().get(c);
                forbidden.add(new Place(c, category.lo(), category.hi()));
            }
        }
        return forbidden;
    }

    @Override
    public double evaluate(Expression function, double[] parameters, @Nullable double[] gradient) {
        return Layout.evaluate(model, function, parameters, gradient);
    }

    @Override
    public double expected(Place place, double[] parameters) {
        ProfiledBin bin = bins().of(place.category());
        if (bin != null) {
            double[] value = new double[layout.program().nodes()];
            layout.program().evaluate(parameters, value, null);
            bin.solve(value);
            return bin.expected();
        }
        if (!place.isPoint()) {
            double[] ends = {place.lo(), place.hi()};
            double sum = 0;
            int components =
                    model.categories().get(place.category()).components().size();
            for (int k = 0; k < components; k++) {
                sum += expected(place.category(), k, parameters, ends)[0];
            }
            return sum;
        }
        double[] value = new double[layout.program().nodes()];
        layout.program().evaluate(parameters, value, null);
        return work.positivity(layout).density(place.category(), place.lo(), value);
    }

    @Override
    public String trouble(double[] parameters) {
        return new Trouble(layout, model, work).at(parameters, constraints, fixed);
    }

    @Override
    public Likelihood asimov(double[] parameters) {
        Dataset asimov = expectation(parameters).asimov(work);
        return with(asimov, bins().observing(parameters, null)).with(constraints.observing(parameters, null));
    }

    @Override
    public Likelihood toy(double[] parameters, long seed, long number) {
        if (number < 0) {
            throw new IllegalArgumentException("toy " + number);
        }
        if (toys == null || !toys.at(parameters)) {
            toys = new Toys(layout, parameters, work, expectation(parameters));
        }
        var random = new CounterRandom(seed, number);
        Dataset drawn = toys.draw(random);
        StatisticalModel observing = constraints.observing(parameters, random);
        return with(drawn, bins().observing(parameters, random)).with(observing);
    }

    @Override
    public double constant() {
        return work.events.logFactorials() + constraints.constant() + bins().constant();
    }

    @Override
    public Likelihood with(Dataset other) {
        return with(other, statistics);
    }

    private Likelihood with(Dataset other, List<BinStatistic> with) {
        return new CompiledLikelihood(
                model,
                other,
                layout,
                new Workspace(layout, Events.of(model.categories(), other), n, work.math, work, true),
                with);
    }

    @Override
    public Likelihood with(StatisticalModel other) {
        if (!layout.fits(other) || !constraints.fit(other.constraints())) {
            throw new IllegalArgumentException(
                    "the other model has other parameters, constraints or categories: compile it instead");
        }
        var likelihood = new CompiledLikelihood(other, data, layout, work, statistics);
        if (Arrays.equals(fixed, likelihood.fixed)) {
            likelihood.categories = categories;
            likelihood.bins = bins;
        }
        return likelihood;
    }

    @Override
    public Optional<Likelihood> compiled(StatisticalModel other) {
        if (!statistics.isEmpty()) {
            return Optional.empty();
        }
        Layout own = layout.of(other);
        var memory = new Workspace(own, work.events, other.parameters().size(), work.math, null, false);
        return Optional.of(new CompiledLikelihood(other, data, own, memory, List.of()));
    }

    @Override
    public Optional<Likelihood> part(List<Integer> some) {
        return statistics.isEmpty()
                ? Optional.of(work.parts.computeIfAbsent(some, key -> SomeCategories.of(layout, data, work.math, key)))
                : Optional.empty();
    }

    @Override
    public Likelihood copy() {
        return new CompiledLikelihood(
                model, data, layout, new Workspace(layout, work.events, n, work.math, work, false), statistics);
    }
}

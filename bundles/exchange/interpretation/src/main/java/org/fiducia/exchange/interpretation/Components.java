package org.fiducia.exchange.interpretation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;

/**
 * Principal components of the expected information on the parameters of interest: of data that are what the Standard Model
 * expects, nuisances profiled.
 *
 * @param parameters of interest
 * @param all by falling information
 */
record Components(List<Parameter> parameters, List<Component> all) {
    /** Information below this part of the largest is rounding. */
    private static final double ROUNDING = 1e-12;

    /** Parts of a component that are not worth a word. */
    private static final double NEGLIGIBLE = 0.01;

    Components {
        parameters = List.copyOf(parameters);
        all = List.copyOf(all);
    }

    /**
     * A direction.
     *
     * @param vector of unit length, in the order of the parameters
     * @param error expected, ∞ for one of which nothing is known
     * @param flat whether that is more than was asked for
     */
    record Component(String name, double[] vector, double error, boolean flat) {}

    /**
     * The components of a likelihood.
     *
     * @param bound directions with a larger expected error are flat
     */
    static Components of(Likelihood likelihood, double bound) {
        List<Parameter> model = likelihood.model().parameters();
        int[] interest = indices(model, Parameter.Role.INTEREST);
        int[] nuisance = indices(model, Parameter.Role.NUISANCE);
        double[] start = likelihood.model().initial();
        int n = model.size();
        var information = new double[n][n];
        likelihood.asimov(start).information(start, new double[n], information);
        var whole = new Array2DRowRealMatrix(information);
        RealMatrix own = whole.getSubMatrix(interest, interest);
        if (nuisance.length > 0) {
            RealMatrix mixed = whole.getSubMatrix(interest, nuisance);
            RealMatrix rest = MatrixUtils.inverse(whole.getSubMatrix(nuisance, nuisance));
            own = own.subtract(mixed.multiply(rest).multiply(mixed.transpose()));
        }
        own = own.add(own.transpose()).scalarMultiply(0.5);
        var eigen = new EigenDecomposition(own);
        int m = interest.length;
        List<Integer> order = IntStream.range(0, m)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -eigen.getRealEigenvalue(k)))
                .toList();
        double largest = eigen.getRealEigenvalue(order.get(0));
        var components = new ArrayList<Component>();
        for (int k : order) {
            double value = eigen.getRealEigenvalue(k);
            double error = value > ROUNDING * largest ? 1 / Math.sqrt(value) : Double.POSITIVE_INFINITY;
            components.add(new Component(
                    "EV" + (components.size() + 1),
                    signed(eigen.getEigenvector(k).toArray()),
                    error,
                    error > bound));
        }
        return new Components(IntStream.of(interest).mapToObj(model::get).toList(), components);
    }

    private static int[] indices(List<Parameter> parameters, Parameter.Role role) {
        return IntStream.range(0, parameters.size())
                .filter(k -> !parameters.get(k).fixed() && parameters.get(k).role() == role)
                .toArray();
    }

    /** With its largest part positive. */
    private static double[] signed(double[] vector) {
        double largest = 0;
        for (double part : vector) {
            if (Math.abs(part) > Math.abs(largest) * (1 + ROUNDING)) {
                largest = part;
            }
        }
        double sign = largest < 0 ? -1 : 1;
        return java.util.Arrays.stream(vector).map(part -> sign * part).toArray();
    }

    boolean flat() {
        return all.stream().anyMatch(Component::flat);
    }

    /** Of what a component consists, its largest parts first. */
    String composition(Component component) {
        var words = new ArrayList<String>();
        IntStream.range(0, parameters.size())
                .boxed()
                .filter(k -> Math.abs(component.vector()[k]) >= NEGLIGIBLE)
                .sorted(Comparator.comparingDouble(k -> -Math.abs(component.vector()[k])))
                .forEach(k -> words.add(String.format(
                        java.util.Locale.ROOT,
                        "%+.3f %s",
                        component.vector()[k],
                        parameters.get(k).name())));
        return String.join(" ", words);
    }

    /** The model in the components; flat ones are held where the Standard Model is. */
    StatisticalModel rotated(StatisticalModel model) {
        var by = new LinkedHashMap<String, Expression>();
        var others = new ArrayList<Parameter>();
        for (Component component : all) {
            double start = 0;
            for (int k = 0; k < parameters.size(); k++) {
                start += component.vector()[k] * parameters.get(k).initial();
            }
            Parameter own = Parameter.interest(
                    component.name(),
                    start,
                    Double.NEGATIVE_INFINITY,
                    Double.POSITIVE_INFINITY,
                    Double.isFinite(component.error()) ? component.error() : 1);
            others.add(component.flat() ? own.fixedAt(start) : own);
        }
        for (int k = 0; k < parameters.size(); k++) {
            var terms = new ArrayList<Expression>();
            for (Component component : all) {
                terms.add(Expression.product(
                        Expression.constant(component.vector()[k]), Expression.ref(component.name())));
            }
            by.put(parameters.get(k).name(), new Expression.Sum(terms));
        }
        for (Parameter parameter : model.parameters()) {
            if (!by.containsKey(parameter.name())) {
                others.add(parameter);
            }
        }
        return model.replaced(others, name -> by.getOrDefault(name, Expression.ref(name)));
    }

    /** As values of JSON. */
    List<Map<String, Object>> values() {
        return all.stream()
                .map(component -> {
                    var fields = new LinkedHashMap<String, Object>();
                    fields.put("name", component.name());
                    fields.put("expectedError", component.error());
                    fields.put("flat", component.flat());
                    var vector = new LinkedHashMap<String, Object>();
                    for (int k = 0; k < parameters.size(); k++) {
                        vector.put(parameters.get(k).name(), component.vector()[k]);
                    }
                    fields.put("vector", vector);
                    return (Map<String, Object>) fields;
                })
                .toList();
    }
}

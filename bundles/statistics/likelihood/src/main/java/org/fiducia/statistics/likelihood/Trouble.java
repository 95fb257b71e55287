package org.fiducia.statistics.likelihood;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.fit.Likelihood.Place;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.StatisticalModel;

/** Finds out, in words, why a likelihood is not a finite number. */
final class Trouble {
    private final Layout layout;
    private final StatisticalModel model;
    private final Workspace work;

    Trouble(Layout layout, StatisticalModel model, Workspace work) {
        this.layout = layout;
        this.model = model;
        this.work = work;
    }

    /** The first thing that is wrong; empty when nothing is. */
    String at(double[] parameters, ConstraintTerms constraints, boolean[] fixed) {
        for (int i = 0; i < parameters.length; i++) {
            if (!Double.isFinite(parameters[i])) {
                return "parameter " + model.parameters().get(i).name() + " is " + parameters[i];
            }
        }
        double[] value = new double[layout.program().nodes()];
        double[] gradient = layout.program().newGradient();
        layout.program().evaluate(parameters, value, gradient);
        for (int k = 0; k < layout.components(); k++) {
            String found = component(k, value, gradient, fixed);
            if (!found.isEmpty()) {
                return found;
            }
        }
        var forbidden = new ArrayList<Place>();
        for (int c = 0; c < layout.categories(); c++) {
            work.positivity(layout).collect(c, value, forbidden);
        }
        if (!forbidden.isEmpty()) {
            return expectation(forbidden, value);
        }
        return constraints.trouble(parameters);
    }

    private String component(int k, double[] value, double[] gradient, boolean[] fixed) {
        int c = layout.categoryOf(k);
        ModelCategory category = model.categories().get(c);
        String name = "component "
                + category.components().get(k - layout.first(c)).name() + " of category " + category.name();
        double yield = value[layout.yield(k)];
        if (!Double.isFinite(yield)) {
            return "the yield of " + name + " is " + yield;
        }
        String slope = slope(layout.yield(k), gradient, fixed);
        if (!slope.isEmpty()) {
            return "the yield of " + name + " has no finite slope by " + slope;
        }
        ShapeGroup group = layout.groups().get(layout.group(k));
        List<String> names = group.function().parameters(group.shape());
        double[] at = new double[group.nodes().length];
        for (int s = 0; s < at.length; s++) {
            at[s] = value[group.nodes()[s]];
            if (!Double.isFinite(at[s])) {
                return "parameter " + names.get(s) + " of the shape of " + name + " is " + at[s];
            }
        }
        double[] density = new double[1];
        ShapeFunction.Kernel kernel = group.function()
                .bind(group.shape(), group.lo(), group.hi(), new double[] {0.5 * (group.lo() + group.hi())});
        kernel.evaluate(at, density, null);
        if (!Double.isFinite(density[0])) {
            var values = new ArrayList<String>();
            for (int s = 0; s < at.length; s++) {
                values.add(names.get(s) + " = " + number(at[s]));
            }
            return "the shape of " + name + " is no density"
                    + (values.isEmpty() ? "" : " with " + String.join(", ", values));
        }
        return "";
    }

    /** Name of the first free parameter by which a node has no finite derivative. */
    private String slope(int node, double[] gradient, boolean[] fixed) {
        Program program = layout.program();
        for (int i = program.gradientStart(node); i < program.gradientStart(node + 1); i++) {
            int parameter = program.dependsOn()[i];
            if (!fixed[parameter] && !Double.isFinite(gradient[i])) {
                return model.parameters().get(parameter).name();
            }
        }
        return "";
    }

    private String expectation(List<Place> forbidden, double[] value) {
        Place place = forbidden.get(0);
        String category = "category " + model.categories().get(place.category()).name();
        if (place.isPoint()) {
            return "the density of " + category + " is "
                    + number(work.positivity(layout).density(place.category(), place.lo(), value)) + " at "
                    + number(place.lo());
        }
        double sum = 0;
        var expectation = new Expectation(model, layout, value);
        for (int k = layout.first(place.category()); k < layout.first(place.category() + 1); k++) {
            sum += expectation
                    .expected(place.category(), k - layout.first(place.category()), new double[] {place.lo(), place.hi()
                    })[0];
        }
        String where = work.events.edges()[place.category()].length == 2
                ? category
                : category + " between " + number(place.lo()) + " and " + number(place.hi());
        double observed = observed(place);
        return where + " expects " + number(sum) + " events"
                + (observed > 0 ? ", where " + number(observed) + " were observed" : "");
    }

    private double observed(Place place) {
        int[] filled = work.events.filled()[place.category()];
        for (int i = 0; i < filled.length; i++) {
            if (work.events.edges()[place.category()][filled[i]] == place.lo()) {
                return work.events.weights()[place.category()][i];
            }
        }
        return 0;
    }

    private static String number(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value)
                        .round(new MathContext(6))
                        .stripTrailingZeros()
                        .toPlainString()
                : Double.toString(value);
    }
}

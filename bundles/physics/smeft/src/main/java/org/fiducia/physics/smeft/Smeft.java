package org.fiducia.physics.smeft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.api.Suggestion;
import org.fiducia.api.measurement.PhysicsModel;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;
import org.fiducia.api.model.Parameter;
import org.fiducia.physics.scalings.Cell;
import org.fiducia.physics.scalings.ScaledPhysics;
import org.fiducia.physics.scalings.Scaling;
import org.osgi.service.component.annotations.Component;

/**
 * Coefficients c = C/Λ² (TeV⁻²) of the Standard Model effective field theory, by polynomials of each bin from a file: μ = μ_production
 * μ_decay/μ_total. Settings: {@code file}; {@code coefficients}, those that float (all of the file), the others 0; {@code
 * order}, {@code quadratic} or {@code linear}, where the ratio is expanded to first order, too, unless {@code expand} is false; {@code
 * decays}, a file with the polynomials of partial widths and {@code tot}, and {@code decay}, the one that is measured ({@code
 * ZZ}).
 */
@Component(service = {PhysicsModel.class, Scaling.class})
public final class Smeft extends ScaledPhysics {
    private static final String TOTAL = "tot";
    private static final String ORDER = "order";
    private static final String LINEAR = "linear";
    private static final String QUADRATIC = "quadratic";

    /** A change of rates that a first step makes. */
    private static final double CHANGE = 0.2;

    @Override
    public String id() {
        return "smeft";
    }

    @Override
    public String title() {
        return "coefficients of an effective field theory";
    }

    @Override
    public Map<String, Map<String, Object>> approximations(Settings settings) {
        if (settings.has(ORDER)) {
            return Map.of(settings.text(ORDER), Map.of());
        }
        var both = new LinkedHashMap<String, Map<String, Object>>();
        both.put(LINEAR, Map.of(ORDER, LINEAR));
        both.put(QUADRATIC, Map.of(ORDER, QUADRATIC));
        return both;
    }

    @Override
    public boolean byProduction(Settings settings) {
        return false;
    }

    @Override
    public Scaled scaled(Target target, Settings settings) {
        Parametrisation production = Parametrisation.of(settings.file("file"));
        String order = settings.text(ORDER, QUADRATIC);
        boolean squares = order.equals(QUADRATIC);
        boolean expand = settings.flag("expand", !squares);
        var polynomials = new ArrayList<Polynomial>();
        var known = new TreeSet<>(production.coefficients());
        Polynomial decay = Polynomial.ONE;
        Polynomial total = Polynomial.ONE;
        if (settings.has("decays")) {
            Parametrisation decays = Parametrisation.of(settings.file("decays"));
            decay = decays.of(settings.text("decay", "ZZ"));
            total = decays.of(TOTAL);
            known.addAll(decay.coefficients());
            known.addAll(total.coefficients());
        } else if (settings.has("decay")) {
            throw settings.wrong("decay", "nothing without decays, a file with polynomials of widths");
        }
        List<String> coefficients = settings.texts("coefficients", known.toArray(String[]::new));
        settings.refuseUnknown();
        if (!squares && !order.equals(LINEAR)) {
            throw settings.wrong(ORDER, "quadratic or linear");
        }
        if (squares && expand) {
            throw settings.wrong("expand", "false with quadratic terms, of which a ratio is not expanded");
        }
        for (String coefficient : coefficients) {
            if (!known.contains(coefficient)) {
                throw new FiduciaException(
                        Kind.CARD,
                        production.file() + " has no term of the coefficient " + coefficient,
                        Suggestion.among(coefficient, known));
            }
        }
        for (Cell cell : target.cells()) {
            polynomials.add(production.of(cell));
        }
        var factors = new ArrayList<Expression>();
        for (Polynomial polynomial : polynomials) {
            factors.add(factor(polynomial, decay, total, coefficients, squares, expand));
        }
        return new Scaled(
                coefficients.stream()
                        .map(coefficient -> parameter(coefficient, polynomials))
                        .toList(),
                factors);
    }

    private static Expression factor(
            Polynomial production,
            Polynomial decay,
            Polynomial total,
            List<String> coefficients,
            boolean squares,
            boolean expand) {
        if (decay.equals(total)) {
            return production.expression(coefficients, squares);
        }
        if (expand) {
            return Polynomial.first(production, decay, total).expression(coefficients, false);
        }
        return Expression.call(
                Function.DIVIDE,
                Expression.product(
                        production.expression(coefficients, squares), decay.expression(coefficients, squares)),
                total.expression(coefficients, squares));
    }

    private static Parameter parameter(String coefficient, List<Polynomial> polynomials) {
        double slope = polynomials.stream()
                .mapToDouble(polynomial -> Math.abs(polynomial.a(coefficient)))
                .max()
                .orElse(0);
        return Parameter.interest(
                coefficient, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, slope > 0 ? CHANGE / slope : 1);
    }
}

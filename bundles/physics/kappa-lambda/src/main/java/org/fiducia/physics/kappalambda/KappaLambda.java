package org.fiducia.physics.kappalambda;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.api.Suggestion;
import org.fiducia.api.measurement.PhysicsModel;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.observable.Range;
import org.fiducia.physics.scalings.Cell;
import org.fiducia.physics.scalings.ScaledPhysics;
import org.fiducia.physics.scalings.Scaling;
import org.osgi.service.component.annotations.Component;

/**
 * The self-coupling κ_λ of the Higgs boson, as it changes single Higgs production and decay at one loop (arXiv:1607.04251,
 * arXiv:1709.08649):
 *
 * <p>μ = (1 + κ_λ C₁ + δ)/[(1 − (κ_λ² − 1) δ)(1 + C₁ + δ)] · [1 + (κ_λ − 1)(C_Γ − C_tot)/(1 + (κ_λ − 1) C_tot)], δ = −1.536·10⁻³.
 *
 * <p>C₁ depends on the production, and in observables whose first coordinate is the transverse momentum of the Higgs boson ({@code pT}, {@code pT4l}…)
 * on the bin, and in template cross sections on the range of it, or of that of the vector boson, which their names have. Settings: {@code C1} by
 * production, a number or one per bin, in the place of what is built in, {@code others} for modes that are not; {@code differential}, whether bins are
 * of that momentum; {@code decay} ({@code ZZ}); {@code range} of κ_λ ([−25, 30]).
 */
@Component(service = {PhysicsModel.class, Scaling.class})
public final class KappaLambda extends ScaledPhysics {
    /** The parameter. */
    static final String NAME = "kappa_lambda";

    /** Renormalisation of the wave function. */
    private static final double DELTA = -1.536e-3;

    private static final double TOTAL = 2.5e-3;
    private static final String SENSITIVITIES = "C1";

    /** In the sensitivities, that of every mode of which nothing is known. */
    private static final String OTHERS = "others";

    private static final double[] RANGE = {-25, 30};
    private static final double STEP = 5;

    /** C_Γ of decays; fermions have none. */
    private static final Map<String, Double> DECAYS = Map.of(
            "ZZ",
            0.0083,
            "WW",
            0.0073,
            "gammagamma",
            0.0049,
            "gg",
            0.0066,
            "bb",
            0.0,
            "tautau",
            0.0,
            "mumu",
            0.0,
            "cc",
            0.0);

    @Override
    public String id() {
        return "kappa-lambda";
    }

    @Override
    public String title() {
        return "self-coupling $\\kappa_\\lambda$ of the Higgs boson";
    }

    @Override
    public Set<String> known() {
        return Set.of(SENSITIVITIES);
    }

    @Override
    public Scaled scaled(Target target, Settings settings) {
        double[] range = settings.reals("range", RANGE);
        String decay = settings.text("decay", "ZZ");
        boolean differential = settings.flag("differential", ofMomentum(target.observable()));
        Settings given = settings.block(SENSITIVITIES);
        settings.refuseUnknown();
        if (range.length != 2 || !(range[0] < 1 && range[1] > 1)) {
            throw settings.wrong("range", "two numbers, one on each side of 1");
        }
        Double width = DECAYS.get(decay);
        if (width == null) {
            throw settings.wrong("decay", "a decay: " + Suggestion.among(decay, DECAYS.keySet()));
        }
        var factors = new ArrayList<Expression>();
        Expression branching = branching(width);
        for (Cell cell : target.cells()) {
            factors.add(Expression.product(production(sensitivity(cell, differential, given)), branching));
        }
        return new Scaled(List.of(Parameter.interest(NAME, 1, range[0], range[1], STEP)), factors);
    }

    private static boolean ofMomentum(String observable) {
        return observable.equals("pT") || observable.startsWith("pT4l");
    }

    private static double sensitivity(Cell cell, boolean differential, Settings given) {
        String production = cell.production();
        if (given.has(production)) {
            if (given.values().get(production) instanceof Number) {
                return given.real(production);
            }
            double[] values = given.reals(production);
            if (cell.index() >= values.length) {
                throw given.wrong(production, "one number, or one for each bin");
            }
            return values[cell.index()];
        }
        if (!Sensitivity.isKnown(production) && !production.isEmpty() && given.has(OTHERS)) {
            return given.real(OTHERS);
        }
        if (!Sensitivity.isKnown(production)) {
            throw new FiduciaException(
                    Kind.CARD,
                    "nothing is known of how " + (production.isEmpty() ? "the signal" : production)
                            + " follows the self-coupling",
                    production.isEmpty()
                            ? "give the shares of its production modes"
                            : "give its C1 in the settings of kappa-lambda, e.g. \"C1\": {\"" + production
                                    + "\": 0}, or \"others\" for all such");
        }
        if (differential) {
            return Sensitivity.in(production, cell.range());
        }
        Optional<Range> momentum =
                Sensitivity.momentum(cell.member().isEmpty() ? cell.bin().label() : cell.member());
        return momentum.isPresent() ? Sensitivity.in(production, momentum.get()) : Sensitivity.inclusive(production);
    }

    private static Expression kappa() {
        return Expression.ref(NAME);
    }

    /** Production in units of the Standard Model. */
    static Expression production(double c1) {
        Expression loop =
                Expression.sum(Expression.constant(1 + DELTA), Expression.product(Expression.constant(c1), kappa()));
        Expression wave = Expression.sum(
                Expression.constant(1 + DELTA), Expression.product(Expression.constant(-DELTA), kappa(), kappa()));
        return Expression.call(Function.DIVIDE, loop, Expression.product(Expression.constant(1 + c1 + DELTA), wave));
    }

    /** Branching ratio in units of the Standard Model. */
    static Expression branching(double width) {
        Expression away = Expression.sum(kappa(), Expression.constant(-1));
        Expression change = Expression.product(Expression.constant(width - TOTAL), away);
        Expression total = Expression.sum(Expression.constant(1), Expression.product(Expression.constant(TOTAL), away));
        return Expression.sum(Expression.constant(1), Expression.call(Function.DIVIDE, change, total));
    }
}

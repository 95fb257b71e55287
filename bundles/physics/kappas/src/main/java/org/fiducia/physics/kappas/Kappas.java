package org.fiducia.physics.kappas;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
 * Couplings in units of the Standard Model: μ_i^f = σ_i(κ) Γ_f(κ)/Γ_H(κ), leading-order scalings and branching ratios at 125
 * GeV of the LHC Higgs working group (arXiv:1307.1347, arXiv:1610.07922), gg → ZH of arXiv:1606.02266, production at 13 TeV. Settings: {@code couplings}, {@code
 * vector-fermion} (κ_V, κ_f) or {@code each} (κ_W, κ_Z, κ_t, κ_b, κ_tau, κ_mu), in both with loops resolved; {@code effective}
 * (false): κ_g and κ_γ for the loops instead; {@code decay} ({@code ZZ}); {@code range} of all ([−5, 5]).
 */
@Component(service = {PhysicsModel.class, Scaling.class})
public final class Kappas extends ScaledPhysics {
    private static final double STEP = 0.1;

    /** Rates say little of a coupling beyond: loops and widths that follow it then take over. */
    private static final double[] RANGE = {-5, 5};

    /** A rate as Σ_ij c_ij κ_i κ_j, each term two couplings and its number. */
    private record Term(String first, String second, double share) {
        Term times(double factor) {
            return new Term(first, second, factor * share);
        }
    }

    /** Share of tHq in tHq and tHW together, at 13 TeV. */
    private static final double THQ = 0.83;

    private static List<Term> square(String coupling) {
        return List.of(new Term(coupling, coupling, 1));
    }

    private static final List<Term> GLUONS =
            List.of(new Term("t", "t", 1.04), new Term("b", "b", 0.002), new Term("t", "b", -0.04));

    private static final List<Term> PHOTONS =
            List.of(new Term("W", "W", 1.59), new Term("t", "t", 0.07), new Term("W", "t", -0.66));

    private static final Map<String, List<Term>> PRODUCTION = production();

    private static Map<String, List<Term>> production() {
        var all = new LinkedHashMap<String, List<Term>>();
        all.put("ggH", GLUONS);
        all.put("VBF", List.of(new Term("W", "W", 0.733), new Term("Z", "Z", 0.267)));
        all.put("WH", square("W"));
        all.put("ZH", square("Z"));
        all.put("qqZH", square("Z"));
        all.put("ggZH", List.of(new Term("Z", "Z", 2.27), new Term("t", "t", 0.37), new Term("Z", "t", -1.64)));
        all.put("ttH", square("t"));
        all.put("bbH", square("b"));
        all.put("tHq", List.of(new Term("t", "t", 2.63), new Term("W", "W", 3.58), new Term("t", "W", -5.21)));
        all.put("tHW", List.of(new Term("t", "t", 2.91), new Term("W", "W", 2.31), new Term("t", "W", -4.22)));
        var both = new ArrayList<Term>();
        all.get("tHq").forEach(term -> both.add(term.times(THQ)));
        all.get("tHW").forEach(term -> both.add(term.times(1 - THQ)));
        all.put("tH", both);
        return all;
    }

    /** Branching ratio of a decay, and what its width follows. */
    private record Decay(double branching, List<Term> width) {}

    private static final Map<String, Decay> DECAYS = decays();

    private static Map<String, Decay> decays() {
        var all = new LinkedHashMap<String, Decay>();
        all.put("bb", new Decay(0.5824, square("b")));
        all.put("WW", new Decay(0.2137, square("W")));
        all.put("gg", new Decay(0.08187, GLUONS));
        all.put("tautau", new Decay(0.06272, square("tau")));
        all.put("cc", new Decay(0.02891, square("t")));
        all.put("ZZ", new Decay(0.02619, square("Z")));
        all.put("gammagamma", new Decay(0.00227, PHOTONS));
        all.put("Zgamma", new Decay(0.001533, square("W")));
        all.put("mumu", new Decay(0.0002176, square("mu")));
        return all;
    }

    private static final List<String> EACH = List.of("W", "Z", "t", "b", "tau", "mu");
    private static final Set<String> VECTORS = Set.of("W", "Z");

    @Override
    public String id() {
        return "kappas";
    }

    @Override
    public String title() {
        return "couplings $\\kappa$ of the Higgs boson";
    }

    @Override
    public Scaled scaled(Target target, Settings settings) {
        String couplings = settings.text("couplings", "vector-fermion");
        boolean effective = settings.flag("effective", false);
        String decay = settings.text("decay", "ZZ");
        double[] range = settings.reals("range", RANGE);
        settings.refuseUnknown();
        boolean two = couplings.equals("vector-fermion");
        if (!two && !couplings.equals("each")) {
            throw settings.wrong("couplings", "vector-fermion or each");
        }
        if (range.length != 2 || !(range[0] < 1 && range[1] > 1)) {
            throw settings.wrong("range", "two numbers, one on each side of 1");
        }
        if (!DECAYS.containsKey(decay)) {
            throw settings.wrong("decay", "a decay: " + Suggestion.among(decay, DECAYS.keySet()));
        }
        Expression branching = branching(decay, two, effective);
        var factors = new ArrayList<Expression>();
        for (Cell cell : target.cells()) {
            factors.add(Expression.product(rate(production(cell), two, effective), branching));
        }
        var names = new LinkedHashSet<String>();
        EACH.forEach(each -> names.add(name(each, two)));
        if (effective) {
            names.add("kappa_g");
            names.add("kappa_gamma");
        }
        return new Scaled(
                names.stream()
                        .map(name -> Parameter.interest(name, 1, range[0], range[1], STEP))
                        .toList(),
                factors);
    }

    private static List<Term> production(Cell cell) {
        List<Term> terms = PRODUCTION.get(cell.production());
        if (terms == null) {
            throw new FiduciaException(
                    Kind.CARD,
                    "nothing is known of how " + (cell.production().isEmpty() ? "the signal" : cell.production())
                            + " follows the couplings",
                    cell.production().isEmpty()
                            ? "give the shares of its production modes"
                            : Suggestion.among(cell.production(), PRODUCTION.keySet()));
        }
        return terms;
    }

    private static String name(String coupling, boolean two) {
        return "kappa_" + (!two ? coupling : VECTORS.contains(coupling) ? "V" : "f");
    }

    /** A rate in units of the Standard Model. */
    private static Expression rate(List<Term> terms, boolean two, boolean effective) {
        if (effective && (terms == GLUONS || terms == PHOTONS)) {
            Expression loop = Expression.ref(terms == GLUONS ? "kappa_g" : "kappa_gamma");
            return Expression.product(loop, loop);
        }
        double sum = terms.stream().mapToDouble(Term::share).sum(); // rounded numbers
        return new Expression.Sum(terms.stream()
                .map(term -> Expression.product(
                        Expression.constant(term.share() / sum),
                        Expression.ref(name(term.first(), two)),
                        Expression.ref(name(term.second(), two))))
                .toList());
    }

    private static Expression branching(String decay, boolean two, boolean effective) {
        double sum = DECAYS.values().stream().mapToDouble(Decay::branching).sum();
        Expression total = new Expression.Sum(DECAYS.values().stream()
                .map(each -> Expression.product(
                        Expression.constant(each.branching() / sum), rate(each.width(), two, effective)))
                .toList());
        return Expression.call(
                Function.DIVIDE,
                rate(Objects.requireNonNull(DECAYS.get(decay), decay).width(), two, effective),
                total);
    }
}

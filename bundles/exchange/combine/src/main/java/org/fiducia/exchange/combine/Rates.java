package org.fiducia.exchange.combine;

import static org.fiducia.api.model.Expression.call;
import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.logNormal;
import static org.fiducia.api.model.Expression.ref;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.Nullable;
import org.fiducia.api.event.Histogram;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;

/** Expected events of the columns of a card: rates times all factors of nuisances and parameters. */
final class Rates {
    /** Combine leaves out a change of normalisation that is smaller than this at both ends. */
    private static final double NEGLIGIBLE = 1e-3;

    private static final double NEAR = 0.05;

    private final Card card;
    private final Templates templates;
    private final RateParameters parameters;
    private final List<Histogram> nominal;

    /** @param nominal histogram of each column; null for one without */
    Rates(Card card, Templates templates, RateParameters parameters, List<Histogram> nominal) {
        this.card = card;
        this.templates = templates;
        this.parameters = parameters;
        this.nominal = nominal;
    }

    /** Rate of a column as the card or its histogram has it. */
    private double rate(int column) {
        Column c = card.columns().get(column);
        Histogram histogram = nominal.get(column);
        return c.rate() == Column.FROM_SHAPE && histogram != null ? histogram.sum() : c.rate();
    }

    /** The gmN of a column; null for none. */
    private @Nullable Nuisance gamma(int column) {
        Nuisance found = null;
        for (Nuisance nuisance : card.nuisances()) {
            if (nuisance.kind() == Nuisance.Kind.GM_N && nuisance.touches(column)) {
                if (found != null) {
                    throw nuisance.line()
                            .wrong(
                                    card.columns().get(column).place() + " has the gmN " + found.name() + " (line "
                                            + found.line().number() + ") already",
                                    "one control region says how many events a process has");
                }
                found = nuisance;
            }
        }
        return found;
    }

    /** Whether a column expects nothing, whatever the parameters. */
    boolean empty(int column) {
        return rate(column) == 0 && gamma(column) == null;
    }

    /** Whether a nuisance changes the shape of a column, rather than only its normalisation. */
    boolean changesShape(Nuisance nuisance, int column) throws IOException {
        Column c = card.columns().get(column);
        if (!nuisance.kind().shape() || !nuisance.touches(column)) {
            return false;
        }
        if (nuisance.optional()) {
            return nominal.get(column) != null && templates.hasVaried(c, nuisance);
        }
        if (nominal.get(column) == null) {
            throw nuisance.line()
                    .wrong(
                            nuisance.name() + " changes the shape of " + c.place() + ", which has no histogram",
                            "write it as lnN, or write - for that process");
        }
        return true;
    }

    /**
     * Yield of a column.
     *
     * @param inShape whether changes of shape carry their changes of normalisation
     */
    Expression events(int column, boolean inShape) throws IOException {
        Column c = card.columns().get(column);
        var factors = new ArrayList<Expression>();
        Nuisance gamma = gamma(column);
        factors.add(constant(gamma == null ? rate(column) : perEvent(gamma, column)));
        if (c.signal()) {
            factors.add(ref(ParameterTable.STRENGTH));
        }
        for (Nuisance nuisance : card.nuisances()) {
            if (!nuisance.touches(column)) {
                continue;
            }
            if (nuisance == gamma) {
                factors.add(ref(nuisance.name()));
            } else if (changesShape(nuisance, column)) {
                double scale = scale(nuisance, column);
                double up = ratio(nuisance, column, "Up");
                double down = ratio(nuisance, column, "Down");
                if (!inShape && (Math.abs(up - 1) >= NEGLIGIBLE || Math.abs(down - 1) >= NEGLIGIBLE)) {
                    factors.add(asymmetric(nuisance, Math.pow(down, scale), Math.pow(up, scale)));
                }
            } else {
                double[] effect = nuisance.effects().get(column);
                factors.add(
                        effect.length == 2
                                ? asymmetric(nuisance, effect[0], effect[1])
                                : logNormal(nuisance.name(), effect[0] - 1, 1 / effect[0] - 1));
            }
        }
        factors.addAll(parameters.factors(c));
        return new Expression.Product(factors);
    }

    private static Expression asymmetric(Nuisance nuisance, double down, double up) {
        return call(
                Function.ASYMMETRIC_LOG_NORMAL, ref(nuisance.name()), constant(Math.log(up)), constant(Math.log(down)));
    }

    /** α of a gmN: N α is what the rate says, about. */
    private double perEvent(Nuisance gamma, int column) {
        double alpha = gamma.effects().get(column)[0];
        double rate = rate(column);
        double expected = gamma.count() * alpha;
        if (Math.abs(expected - rate) > Math.max(NEAR * Math.max(rate, 1), alpha)) {
            throw gamma.line()
                    .wrong(
                            gamma.name() + " expects " + gamma.count() + " · " + alpha + " = " + expected
                                    + " events of " + card.columns().get(column).place() + ", but its rate is " + rate,
                            "the rate of a process with gmN is the events of the control region times the factor");
        }
        return alpha;
    }

    /** Scale of a nuisance of a shape. */
    static double scale(Nuisance nuisance, int column) {
        double[] effect = nuisance.effects().get(column);
        return effect.length == 1 ? effect[0] : 1;
    }

    private double ratio(Nuisance nuisance, int column, String side) throws IOException {
        Column c = card.columns().get(column);
        Histogram varied = templates.varied(c, nuisance, side);
        double ratio = varied.sum() / nominal.get(column).sum();
        if (!(ratio > 0 && ratio < Double.POSITIVE_INFINITY)) {
            throw nuisance.line()
                    .wrong(
                            "the histogram of " + c.place() + " at " + nuisance.name() + side + " has the sum "
                                    + varied.sum() + ", that without change "
                                    + nominal.get(column).sum(),
                            "both must be positive; write - for a process that the nuisance does not touch");
        }
        return ratio;
    }
}

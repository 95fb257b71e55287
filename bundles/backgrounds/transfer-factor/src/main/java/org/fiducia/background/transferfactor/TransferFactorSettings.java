package org.fiducia.background.transferfactor;

import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.channel.hbb.JetGrid;
import org.fiducia.channel.hbb.TaggedBins;

/**
 * What the card says of the transfer factor.
 *
 * @param process the component
 * @param samples processes of its simulation
 * @param template range of mass in which simulation and data are there, GeV
 * @param rho bounds of ρ
 * @param simulated how the order of the transfer factor of simulation is found
 * @param residual how that of what data have beside it is found
 */
record TransferFactorSettings(
        String process, List<String> samples, double[] template, double[] rho, Orders simulated, Orders residual) {
    private static final double[] TEMPLATE = {40, 201};
    private static final double[] RHO = {-6.0, -2.1};

    /**
     * Orders of a polynomial.
     *
     * @param least the order that is taken at least
     * @param most the highest order that is tried
     * @param fixed the only order; null for that of the F-tests
     */
    record Orders(Order least, Order most, @Nullable Order fixed) {
        private static Orders of(Settings settings, Order least, Order most) {
            Order fixed = settings.has("order") ? Order.of(settings, "order", least) : null;
            Order from = Order.of(settings, "least", least);
            Order to = Order.of(settings, "most", most);
            settings.refuseUnknown();
            if (!to.contains(from)) {
                throw settings.wrong("most", "at least the order " + from + " of least");
            }
            return new Orders(from, to, fixed);
        }

        /** The highest order that comes in. */
        Order highest() {
            return fixed == null ? most : fixed;
        }
    }

    static TransferFactorSettings of(Settings settings) {
        String process = settings.text("process", "QCD");
        List<String> samples = settings.texts("samples", "QCD");
        double[] template = pair(settings, "template", TEMPLATE);
        double[] rho = pair(settings, "rho", RHO);
        Orders simulated = Orders.of(settings.block("simulated"), new Order(0, 0), new Order(3, 3));
        Orders residual = Orders.of(settings.block("residual"), new Order(1, 1), new Order(3, 3));
        settings.refuseUnknown();
        return new TransferFactorSettings(process, samples, template, rho, simulated, residual);
    }

    private static double[] pair(Settings settings, String name, double[] otherwise) {
        double[] pair = settings.reals(name, otherwise);
        if (pair.length != 2 || !(pair[0] < pair[1])) {
            throw settings.wrong(name, "two rising numbers");
        }
        return pair;
    }

    /**
     * The grid of an analysis.
     *
     * @throws FiduciaException when that is fitted where there is no template, or not in intervals
     */
    JetGrid grid(Analysis analysis) {
        if (analysis.fit().intervals() < 1) {
            throw new FiduciaException(
                    Kind.CARD,
                    "the transfer factor needs a fit in intervals of the mass",
                    "give /fit/intervals, the number of intervals of the fit");
        }
        if (analysis.fit().lo() < template[0] || analysis.fit().hi() > template[1]) {
            throw new FiduciaException(
                    Kind.CARD,
                    "/fit/range, " + analysis.fit().range() + ", goes beyond the template of the transfer factor, "
                            + template[0] + " to " + template[1] + " GeV",
                    "narrow the range of the fit, or give the transfer factor the range template of its samples");
        }
        return new JetGrid(
                TaggedBins.of(analysis.categories()).edges(), analysis.fit().edges(), rho[0], rho[1]);
    }
}

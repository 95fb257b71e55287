package org.fiducia.background.transferfactor;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.NuisanceSource.Nominal;
import org.fiducia.api.measurement.PartSource;
import org.fiducia.api.model.Parameter;
import org.fiducia.background.transferfactor.OrderSearch.Outcome;
import org.fiducia.channel.hbb.JetGrid;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Multijet events that pass a tagger from those that fail: in each bin of transverse momentum and mass, pass = fail · r(pT, ρ) ·
 * R(pT, ρ), ρ = 2 ln(m/pT). r follows from simulation, R, the residual transfer factor, floats in the fit, and the numbers of
 * events that fail do so, too. r and R are Bernstein polynomials; their orders are found by F-tests, that of R by fits of
 * the whole model to the data.
 *
 * <p>Settings: {@code process}, name of the component; {@code samples}, processes of its simulation; {@code template}, range
 * of mass in which there are samples; {@code rho}, bounds of ρ; {@code simulated} and {@code residual} with {@code least} and
 * {@code most} of the orders in pT and ρ that are taken and tried, or {@code order}, the only one.
 */
@Component(service = PartSource.class)
public final class TransferFactor implements PartSource, Configured {
    static final String ID = "transfer-factor";

    private final Fitter fitter;

    /** With what fits. */
    @Activate
    public TransferFactor(@Reference(target = "(fitter=newton)") Fitter fitter) {
        this.fitter = fitter;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "multijet background by a transfer factor from fail to pass";
    }

    @Override
    public void check(Analysis analysis, Settings settings) {
        TransferFactorSettings.of(settings).grid(analysis);
    }

    @Override
    public ModelPart part(Nominal nominal, SignalRates signal, Settings settings) {
        Ingredients of = Ingredients.of(nominal, TransferFactorSettings.of(settings));
        return new FactorPart(of, of.settings().residual().highest(), Map.of()).part();
    }

    @Override
    public ModelPart settled(Nominal nominal, ModelPart part, Whole whole, Settings settings) {
        Ingredients of = Ingredients.of(nominal, TransferFactorSettings.of(settings));
        var starts = new HashMap<String, Double>();
        var orders = new ResidualOrders(
                of, order -> whole.likelihood(new FactorPart(of, order, starts).part()), fitter, whole.progress());
        Outcome found = orders.search(false);
        Order order = found.chosen().order();
        warnOfNegative(of, found, whole);
        ResidualOrders.Fitted fit = orders.fitted(order);
        for (Parameter parameter : new FactorPart(of, order, Map.of()).part().parameters()) {
            starts.put(parameter.name(), fit.value(parameter.name()));
        }
        return new FactorPart(of, order, starts).part();
    }

    /** Names every fitted bin with a negative transfer factor. */
    static void warnOfNegative(Ingredients of, Outcome found, Whole whole) {
        var surface = new Surface(found.chosen().order(), found.chosen().coefficients());
        JetGrid grid = of.grid();
        for (int k = 0; k < grid.ptBins(); k++) {
            for (int i = 0; i < grid.massBins(); i++) {
                if (grid.fitted(k, i)) {
                    double factor = of.simulated(k, i) * surface.at(grid, k, i);
                    if (!(factor >= 0)) {
                        whole.progress()
                                .warn(String.format(
                                        Locale.ROOT,
                                        "the transfer factor of %s, %.3g, is negative in %s; lower the order of residual, or"
                                                + " narrow the bounds of rho",
                                        of.settings().process(),
                                        factor,
                                        of.name(k, i)));
                    }
                }
            }
        }
    }
}

package org.fiducia.scalefactors.tagandprobe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.Nullable;
import org.fiducia.api.measurement.SystematicScheme;
import org.fiducia.api.measurement.SystematicScheme.Combination;

/**
 * Efficiency in data over that in simulation, of a bin.
 *
 * @param bin kinematics of the probes
 * @param fits what it comes from
 * @param simulation efficiency in simulation
 * @param values scale factor with each model of the data, NaN for a fit that is not good
 * @param statData statistical uncertainty from data
 * @param statSimulation statistical uncertainty from simulation
 * @param altSimulation difference with an alternative simulation, 0 without
 * @param combined central value and total uncertainty per scheme id; a scheme that cannot be applied is missing
 * @param flags what a user of it must know
 */
record ScaleFactor(
        KinematicBin bin,
        BinFits fits,
        Efficiency simulation,
        double[] values,
        double statData,
        double statSimulation,
        double altSimulation,
        Map<String, Combination> combined,
        List<String> flags) {
    /** Without simulation the efficiency in data itself takes the place of the ratio. */
    private static final Efficiency NO_SIMULATION = new Efficiency(1, 0);

    ScaleFactor {
        combined = new LinkedHashMap<>(combined);
        flags = List.copyOf(flags);
    }

    /**
     * Combines the models. Fits that are not good are left out. A scheme whose central value is the nominal one needs the
     * nominal fit, every scheme at least two good fits.
     *
     * @param fitted whether the efficiency in simulation is the fitted one, model by model, instead of the counted one
     * @param alternative efficiency in an alternative simulation, null for none
     * @param schemes old and new
     */
    static ScaleFactor of(
            BinFits fits, boolean fitted, @Nullable Efficiency alternative, List<SystematicScheme> schemes) {
        var flags = new ArrayList<String>();
        Efficiency counted =
                fits.simulation() == null ? NO_SIMULATION : fits.simulation().counted();
        var values = new double[FitModel.ALL.size()];
        var good = new ArrayList<Double>();
        Efficiency first = null;
        Efficiency simulation = null;
        for (FitModel model : FitModel.ALL) {
            PairFit data = fits.dataFits().get(model.ordinal());
            PairFit simulated =
                    fits.simulation() == null ? null : fits.simulationFits().get(model.ordinal());
            values[model.ordinal()] = Double.NaN;
            data.flags().forEach(flag -> flags.add(model.id() + ": " + flag));
            if (fitted && simulated != null) {
                simulated.flags().forEach(flag -> flags.add(model.id() + " in simulation: " + flag));
            }
            if (data.good() && (!fitted || simulated == null || simulated.good())) {
                Efficiency mc = fitted && simulated != null ? simulated.efficiency() : counted;
                values[model.ordinal()] = data.efficiency().value() / mc.value();
                good.add(values[model.ordinal()]);
                if (first == null) {
                    first = data.efficiency();
                    simulation = mc;
                }
            }
        }
        if (first == null || simulation == null) {
            flags.add("no good fit: no scale factor");
            return new ScaleFactor(
                    fits.data().bin(), fits, counted, values, Double.NaN, Double.NaN, 0, Map.of(), flags);
        }
        double factor = first.value() / simulation.value();
        double statData = first.error() / simulation.value();
        double statSimulation = factor * simulation.error() / simulation.value();
        double altSimulation = alternative == null ? 0 : Math.abs(first.value() / alternative.value() - factor);
        var combined = new LinkedHashMap<String, Combination>();
        double[] all = good.stream().mapToDouble(Double::doubleValue).toArray();
        boolean nominal = !Double.isNaN(values[0]);
        for (SystematicScheme scheme : schemes) {
            if (all.length >= 2 && (nominal || scheme.id().equals(Schemes.NEW))) {
                combined.put(scheme.id(), scheme.combine(all, statData, statSimulation, altSimulation));
            } else {
                flags.add("no " + scheme.id() + " scale factor: "
                        + (nominal ? "fewer than two good fits" : "the nominal fit is not good"));
            }
        }
        return new ScaleFactor(
                fits.data().bin(), fits, simulation, values, statData, statSimulation, altSimulation, combined, flags);
    }
}

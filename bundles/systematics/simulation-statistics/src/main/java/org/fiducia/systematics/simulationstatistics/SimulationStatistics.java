package org.fiducia.systematics.simulationstatistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.ModelPart.Estimate;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Nuisance.Target;
import org.fiducia.api.measurement.Nuisance.YieldEffect;
import org.fiducia.api.measurement.NuisanceSource;
import org.fiducia.api.measurement.Response;
import org.osgi.service.component.annotations.Component;

/**
 * Statistical uncertainties of efficiencies and backgrounds as nuisances, in the manner of Barlow and Beeston's method as
 * simplified by Conway (arXiv:1103.0354): one nuisance per group of coefficients instead of one per coefficient.
 *
 * <ul>
 *   <li>Signal: the efficiencies ε_ij of one final state and reco bin, all fiducial bins j together, with the relative size
 *       √(Σ_j (δε_ij σ_j)²) / Σ_j ε_ij σ_j at the cross sections of the simulation. Eras that share their simulation share
 *       the nuisance.
 *   <li>Backgrounds: the number of events of a component in one final state and reco bin, per era where it is estimated
 *       from the data of an era, common to eras whose relative uncertainties agree because they share their simulation.
 * </ul>
 *
 * A nuisance that moves the expected events of every category of the fit by less than {@code negligible} (.05) of the square
 * root of its expected events is left out: with the default the uncertainty of no bin changes by more than about one per
 * mille.
 */
@Component(service = NuisanceSource.class)
public final class SimulationStatistics implements NuisanceSource, Configured {
    /** Group of the breakdown. */
    static final String GROUP = "simulation statistics";

    private static final double NEGLIGIBLE = 0.05;

    /** Relative uncertainties that agree to this come from the same events. */
    private static final double SAME = 1e-9;

    @Override
    public String id() {
        return "simulation-statistics";
    }

    @Override
    public String title() {
        return "statistics of simulation and control regions";
    }

    @Override
    public void check(Analysis analysis, Settings settings) {
        settings.text("name", "");
        settings.text("source", id());
        settings.real("negligible", NEGLIGIBLE);
        settings.refuseUnknown();
    }

    @Override
    public ModelPart part(Nominal nominal, List<Settings> declarations) {
        if (declarations.size() > 1) {
            throw new FiduciaException(
                    Kind.CARD,
                    declarations.get(1).path() + " is a second declaration for simulation-statistics",
                    "give at most one, with the value negligible");
        }
        double negligible = NEGLIGIBLE;
        for (Settings settings : declarations) {
            check(nominal.analysis(), settings);
            negligible = settings.real("negligible", NEGLIGIBLE);
        }
        double[][][] expected = expected(nominal);
        var nuisances = new ArrayList<Nuisance>();
        addSignal(nominal, expected, negligible, nuisances);
        addBackgrounds(nominal, expected, negligible, nuisances);
        return ModelPart.of(nuisances);
    }

    /** Expected events, [era][category][reco bin]. */
    private static double[][][] expected(Nominal nominal) {
        Analysis analysis = nominal.analysis();
        Response response = nominal.response();
        var expected = new double[analysis.eras().size()][response.categories()][response.recoBins()];
        for (int era = 0; era < expected.length; era++) {
            double luminosity = analysis.eras().get(era).luminosity();
            for (int c = 0; c < response.categories(); c++) {
                for (int i = 0; i < response.recoBins(); i++) {
                    expected[era][c][i] = luminosity
                            * (signal(response, era, c, i) * (1 + response.nonFiducial()[era][c][i])
                                    + response.nonResonant()[era][c][i]);
                }
            }
        }
        for (Contribution b : nominal.backgrounds()) {
            int bin = nominal.observable().reconstructed().indexOf(b.place().bin());
            expected[analysis.era(b.place().era())][analysis.category(b.place().category())][bin] +=
                    b.estimate().events();
        }
        return expected;
    }

    /** Selected resonant fiducial events per fb⁻¹. */
    private static double signal(Response response, int era, int c, int i) {
        double sum = 0;
        for (int j = 0; j < response.fiducialBins(); j++) {
            sum += response.efficiency()[era][c][i][j] * response.smOf(c)[j];
        }
        return sum;
    }

    private static double signalError(Response response, int era, int c, int i) {
        double sum = 0;
        for (int j = 0; j < response.fiducialBins(); j++) {
            double error = response.efficiencyError()[era][c][i][j] * response.smOf(c)[j];
            sum += error * error;
        }
        return Math.sqrt(sum);
    }

    private static void addSignal(Nominal nominal, double[][][] expected, double negligible, List<Nuisance> nuisances) {
        Response response = nominal.response();
        for (int c = 0; c < response.categories(); c++) {
            for (int i = 0; i < response.recoBins(); i++) {
                var sizes = new double[expected.length];
                var events = new double[expected.length];
                for (int era = 0; era < expected.length; era++) {
                    double signal = signal(response, era, c, i);
                    sizes[era] = signal > 0 ? signalError(response, era, c, i) / signal : 0;
                    events[era] = signal * nominal.analysis().eras().get(era).luminosity();
                }
                add(nominal, "signal", c, i, sizes, events, expected, negligible, nuisances);
            }
        }
    }

    private static void addBackgrounds(
            Nominal nominal, double[][][] expected, double negligible, List<Nuisance> nuisances) {
        int eras = expected.length;
        Map<String, Map<Integer, Estimate[]>> byPlace = new TreeMap<>();
        int bins = nominal.response().recoBins();
        Analysis analysis = nominal.analysis();
        for (Contribution b : nominal.backgrounds()) {
            int bin = nominal.observable().reconstructed().indexOf(b.place().bin());
            int place = analysis.category(b.place().category()) * bins + bin;
            byPlace.computeIfAbsent(b.process(), k -> new TreeMap<>())
                            .computeIfAbsent(place, k -> new Estimate[eras])[
                            analysis.era(b.place().era())] =
                    b.estimate();
        }
        byPlace.forEach((component, places) -> places.forEach((place, list) -> {
            var sizes = new double[eras];
            var events = new double[eras];
            for (int era = 0; era < eras; era++) {
                if (list[era] != null && list[era].events() > 0) {
                    events[era] = list[era].events();
                    sizes[era] = list[era].error() / events[era];
                }
            }
            add(nominal, component, place / bins, place % bins, sizes, events, expected, negligible, nuisances);
        }));
    }

    private static void add(
            Nominal nominal,
            String component,
            int category,
            int bin,
            double[] sizes,
            double[] events,
            double[][][] expected,
            double negligible,
            List<Nuisance> nuisances) {
        Analysis analysis = nominal.analysis();
        String label = nominal.observable().reconstructed().bins().get(bin).label();
        String id = analysis.categories().get(category).id();
        String stem = "stat_" + component + "_" + id + "_" + bin;
        boolean shared = true;
        for (double size : sizes) {
            shared &= Math.abs(size - sizes[0]) <= SAME * sizes[0];
        }
        double change = 0;
        double all = 0;
        for (int era = 0; era < sizes.length; era++) {
            change += sizes[era] * events[era];
            all += expected[era][category][bin];
        }
        if (shared) {
            if (change > negligible * Math.sqrt(all)) {
                nuisances.add(
                        new Nuisance(stem, GROUP, List.of(effect(new Target(component, "", id, label), sizes[0]))));
            }
            return;
        }
        for (int era = 0; era < sizes.length; era++) {
            if (sizes[era] * events[era] > negligible * Math.sqrt(expected[era][category][bin])) {
                String name = analysis.eras().get(era).name();
                nuisances.add(new Nuisance(
                        stem + "_" + name, GROUP, List.of(effect(new Target(component, name, id, label), sizes[era]))));
            }
        }
    }

    /** A log-normal factor: its width is the standard deviation of the logarithm, which stays sensible for large sizes. */
    private static YieldEffect effect(Target target, double size) {
        double kappa = Math.sqrt(Math.log1p(size * size));
        return new YieldEffect(target, Math.expm1(kappa), Math.expm1(-kappa));
    }
}

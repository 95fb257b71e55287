package org.fiducia.calibrations.photonenergy;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Nuisance.Effect;
import org.fiducia.api.measurement.Nuisance.ShapeEffect;
import org.fiducia.api.measurement.Nuisance.Target;
import org.fiducia.api.measurement.Nuisance.YieldEffect;
import org.fiducia.api.measurement.NuisanceSource;
import org.osgi.service.component.annotations.Component;

/**
 * Uncertainties of photon energies: what they do to the mean and the width of the signal in each category, and those of
 * constants to its number of events, from the photons
 * of the fitted resonant signal (candidates that are {@link org.fiducia.objects.photon.PhotonPair}s). A declaration has {@code
 * source}: {@code photon-energy} and a {@code kind}:
 *
 * <ul>
 *   <li>{@code constants}: the errors of the constants that {@code constants} and {@code stages} name as in the block of the
 *       energy correction. Each of the third stage is a nuisance of its own; of the scales of the first, of the second, and of
 *       the resolutions there are as many nuisances as categories at most, which have the covariance that the constants give
 *       the categories. An era counts with its share of the luminosity;
 *   <li>{@code common}: the same relative shift of all photons;
 *   <li>{@code linearity}: energies that grow with ln(E<sub>T</sub>/45 GeV);
 *   <li>{@code shower}: photons of the {@code barrel} and of the {@code endcap}, of R9 ≤ .96 {@code converted} times as much
 *       as others (defaults 1, 2, .5);
 *   <li>{@code process}: a shift of the mass in {@code processes} alone, as far as a category has them.
 * </ul>
 *
 * <p>All but the first have {@code name}, {@code group} and {@code size}: MeV at 125 GeV, by which the mean over all signal
 * events moves (with {@code process}: over those of the processes). All may have {@code targets}, the components of the model
 * that are moved (default: {@code signal}), and {@code mean} and {@code width}, the parameters of their shape (defaults:
 * {@code mean}, {@code sigma}; several are moved alike).
 */
@Component(service = NuisanceSource.class)
public final class EnergyNuisances implements NuisanceSource, Configured {
    /** GeV and MeV per GeV of the sizes. */
    private static final double UNIT = 125 * 1000.0;

    /** Relative changes that move nothing. */
    private static final double NOTHING = 1e-8;

    /** Relative changes of numbers of events that nobody will see. */
    private static final double SMALL = 1e-4;

    @Override
    public String id() {
        return "photon-energy";
    }

    @Override
    public String title() {
        return "scale and resolution of photons, by the errors of their constants and by declared sizes";
    }

    @Override
    public void check(Analysis analysis, Settings settings) {
        Declaration.of(settings);
    }

    /**
     * One declaration.
     *
     * @param size relative shift
     * @param shower strengths in barrel and endcap, and of R9 ≤ .96
     */
    private record Declaration(
            Settings settings, String kind, double size, double[] shower, List<String> processes, Shapes shapes) {
        private static Declaration of(Settings settings) {
            settings.text("source", "");
            String kind = settings.text("kind");
            if (!List.of("constants", "common", "linearity", "shower", "process")
                    .contains(kind)) {
                throw settings.wrong("kind", "one of constants, common, linearity, shower, process");
            }
            double size = 0;
            var shower = new double[] {1, 2, 0.5};
            List<String> processes = List.of();
            if (kind.equals("constants")) {
                settings.integer("stages", 3);
                settings.texts(ConstantsChain.KEY);
            } else {
                size = settings.real("size") / UNIT;
                settings.text("name");
                settings.text("group");
            }
            if (kind.equals("shower")) {
                shower = new double[] {
                    settings.real("barrel", 1), settings.real("endcap", 2), settings.real("converted", 0.5)
                };
            }
            if (kind.equals("process")) {
                processes = settings.texts("processes");
                if (processes.isEmpty()) {
                    throw settings.wrong("processes", "a list of processes, e.g. [\"ggH\"]");
                }
            }
            var shapes = new Shapes(
                    settings.texts("targets", "signal"),
                    settings.texts("mean", "mean"),
                    settings.texts("width", "sigma"));
            settings.refuseUnknown();
            return new Declaration(settings, kind, size, shower, processes, shapes);
        }
    }

    /** What is moved. */
    private record Shapes(List<String> targets, List<String> means, List<String> widths) {
        private List<Effect> effects(Analysis analysis, double[] sizes, boolean width) {
            var effects = new ArrayList<Effect>();
            for (String target : targets) {
                for (int c = 0; c < sizes.length; c++) {
                    for (String parameter : width ? widths : means) {
                        if (Math.abs(sizes[c]) > NOTHING) {
                            var place = new Target(
                                    target, "", analysis.categories().get(c).id(), "");
                            effects.add(new ShapeEffect(place, parameter, sizes[c], true));
                        }
                    }
                }
            }
            return effects;
        }

        /** On numbers of events; what moves them by less than a ten-thousandth does not. */
        private List<Effect> rates(Analysis analysis, double[] sizes) {
            var effects = new ArrayList<Effect>();
            for (String target : targets) {
                for (int c = 0; c < sizes.length; c++) {
                    if (Math.abs(sizes[c]) > SMALL) {
                        var place = new Target(
                                target, "", analysis.categories().get(c).id(), "");
                        effects.add(new YieldEffect(place, sizes[c], -sizes[c]));
                    }
                }
            }
            return effects;
        }
    }

    @Override
    public ModelPart part(Nominal nominal, List<Settings> settings) {
        List<Declaration> declarations = settings.stream().map(Declaration::of).toList();
        if (declarations.isEmpty()) {
            return ModelPart.of(List.of());
        }
        for (Declaration declaration : declarations) {
            for (String target : declaration.shapes().targets()) {
                if (!nominal.components().contains(target)) {
                    throw new FiduciaException(
                            Kind.CARD,
                            declaration.settings().path() + "/targets has " + target
                                    + ", which is no component of the model",
                            "one of " + String.join(", ", nominal.components()));
                }
            }
        }
        SignalPhotons photons = SignalPhotons.of(nominal);
        var nuisances = new ArrayList<Nuisance>();
        if (!photons.empty()) {
            for (Declaration declaration : declarations) {
                add(nuisances, nominal.analysis(), declaration, photons);
            }
        }
        return ModelPart.of(nuisances);
    }

    private static void add(
            List<Nuisance> nuisances, Analysis analysis, Declaration declaration, SignalPhotons photons) {
        if (declaration.kind().equals("constants")) {
            Settings chosen = declaration.settings();
            ConstantsChain chain = ConstantsChain.of(chosen);
            new ConstantsNuisances(chain, photons).each((name, group, shape, width, events) -> {
                List<Effect> effects = declaration.shapes().effects(analysis, shape, width);
                effects.addAll(declaration.shapes().rates(analysis, events));
                add(nuisances, name, group, effects);
            });
            return;
        }
        String name = declaration.settings().text("name");
        String group = declaration.settings().text("group");
        double[] sizes = sizes(declaration, photons);
        add(nuisances, name, group, declaration.shapes().effects(analysis, sizes, false));
    }

    private static void add(List<Nuisance> nuisances, String name, String group, List<Effect> effects) {
        if (!effects.isEmpty()) {
            nuisances.add(new Nuisance(name, group, effects));
        }
    }

    /** Relative shift of each category. */
    private static double[] sizes(Declaration declaration, SignalPhotons photons) {
        var sizes = new double[photons.categories().length];
        for (int c = 0; c < sizes.length; c++) {
            SignalPhotons.Category category = photons.categories()[c];
            double[] strength = declaration.shower();
            double[] shower = category.shower();
            sizes[c] = switch (declaration.kind()) {
                case "linearity" -> category.logarithm();
                case "shower" ->
                    strength[0] * (strength[2] * shower[0] + shower[1])
                            + strength[1] * (strength[2] * shower[2] + shower[3]);
                case "process" -> category.share(declaration.processes());
                default -> category.weight() > 0 ? 1 : 0;
            };
        }
        boolean normalised =
                declaration.kind().equals("linearity") || declaration.kind().equals("shower");
        double mean = normalised ? photons.mean(sizes) : 1;
        if (!(Math.abs(mean) > NOTHING)) {
            throw new FiduciaException(
                    Kind.CARD,
                    declaration.settings().path() + ": this does not move the mean mass of the signal",
                    "give a declaration of another kind");
        }
        for (int c = 0; c < sizes.length; c++) {
            sizes[c] *= declaration.size() / mean;
        }
        return sizes;
    }
}

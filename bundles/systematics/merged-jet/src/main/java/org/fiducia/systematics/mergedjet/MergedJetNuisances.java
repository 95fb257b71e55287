package org.fiducia.systematics.mergedjet;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.NuisanceSource;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Parameter;
import org.osgi.service.component.annotations.Component;

/**
 * Uncertainties of merged jets. A declaration has a {@code name}, a {@code group}, the {@code targets}, processes of the
 * model, and one of these kinds:
 *
 * <ul>
 *   <li>{@code mass-scale}: the mass of all targets times 1 + {@code size} θ, see {@link MassChange};
 *   <li>{@code mass-resolution}: its distance to the peak of each target times 1 + {@code size} θ;
 *   <li>{@code tagger}: the efficiency of the tagger times 1 + {@code size} θ; what jets that pass lose, those that fail
 *       gain, see {@link TaggerEfficiency}.
 * </ul>
 */
@Component(service = NuisanceSource.class)
public final class MergedJetNuisances implements NuisanceSource, Configured {
    private static final String ID = "merged-jet";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "mass and tagger of merged jets";
    }

    @Override
    public void check(Analysis analysis, Settings settings) {
        Declared.of(settings);
    }

    /** A declaration. */
    record Declared(String name, String group, Kind kind, double size, List<String> targets, String path) {
        /** What varies. */
        enum Kind {
            MASS_SCALE("mass-scale"),
            MASS_RESOLUTION("mass-resolution"),
            TAGGER("tagger");

            private final String word;

            Kind(String word) {
                this.word = word;
            }
        }

        static Declared of(Settings settings) {
            settings.text("source", ID);
            String name = settings.text("name");
            String group = settings.text("group", "merged jet");
            String word = settings.text("kind");
            double size = settings.real("size");
            List<String> targets = settings.texts("targets");
            settings.refuseUnknown();
            if (!(size > 0 && size < 1)) {
                throw settings.wrong("size", "a relative change between 0 and 1");
            }
            if (targets.isEmpty()) {
                throw settings.wrong("targets", "a list of processes of the model");
            }
            for (Kind kind : Kind.values()) {
                if (kind.word.equals(word)) {
                    return new Declared(name, group, kind, size, targets, settings.path());
                }
            }
            throw settings.wrong("kind", "one of mass-scale, mass-resolution, tagger");
        }
    }

    @Override
    public ModelPart part(Nominal nominal, List<Settings> declarations) {
        var nuisances = new ArrayList<Nuisance>();
        var factors = new ArrayList<ModelPart.Factor>();
        var parameters = new ArrayList<Parameter>();
        var constraints = new ArrayList<Constraint>();
        Set<String> known = new LinkedHashSet<>(nominal.components());
        for (Settings settings : declarations) {
            Declared declared = Declared.of(settings);
            for (String target : declared.targets()) {
                if (!known.contains(target)) {
                    throw settings.wrong("targets", "processes of the model: " + String.join(", ", known));
                }
            }
            if (declared.kind() == Declared.Kind.TAGGER) {
                var efficiency = new TaggerEfficiency(nominal, declared);
                parameters.add(efficiency.parameter());
                constraints.add(efficiency.constraint());
                factors.addAll(efficiency.factors());
            } else {
                nuisances.add(new MassChange(nominal, declared).nuisance());
            }
        }
        return ModelPart.of(nuisances).withParameters(parameters, constraints).withFactors(factors);
    }
}

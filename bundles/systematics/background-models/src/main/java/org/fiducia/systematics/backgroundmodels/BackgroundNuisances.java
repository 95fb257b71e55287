package org.fiducia.systematics.backgroundmodels;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.ModelPart.Variation;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Nuisance.Effect;
import org.fiducia.api.measurement.Nuisance.Target;
import org.fiducia.api.measurement.Nuisance.YieldEffect;
import org.fiducia.api.measurement.NuisanceSource;
import org.osgi.service.component.annotations.Component;

/** What background models say of their own uncertainties: one nuisance per name of their {@link Variation}s. */
@Component(service = NuisanceSource.class)
public final class BackgroundNuisances implements NuisanceSource {
    @Override
    public String id() {
        return "background-models";
    }

    @Override
    public String title() {
        return "uncertainties that background models know of";
    }

    @Override
    public ModelPart part(Nominal nominal, List<Settings> declarations) {
        if (!declarations.isEmpty()) {
            throw new FiduciaException(
                    Kind.CARD,
                    declarations.get(0).path() + " is a declaration for background-models, which takes none",
                    "give it another source, or take it out");
        }
        Map<String, List<Effect>> effects = new LinkedHashMap<>();
        Map<String, String> groups = new LinkedHashMap<>();
        for (Contribution background : nominal.backgrounds()) {
            var target = new Target(background.process(), background.place());
            for (Variation variation : background.estimate().variations()) {
                groups.putIfAbsent(variation.name(), variation.group());
                effects.computeIfAbsent(variation.name(), name -> new ArrayList<>())
                        .add(new YieldEffect(target, variation.up(), variation.down()));
            }
        }
        return ModelPart.of(effects.entrySet().stream()
                .map(e -> new Nuisance(e.getKey(), groups.getOrDefault(e.getKey(), ""), e.getValue()))
                .toList());
    }
}

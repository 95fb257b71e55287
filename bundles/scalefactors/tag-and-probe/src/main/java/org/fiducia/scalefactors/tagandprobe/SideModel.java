package org.fiducia.scalefactors.tagandprobe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiducia.api.Nullable;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;

/** Model of the spectrum of one side, passed or failed: the resonance on its background. */
final class SideModel {
    private final String side;
    private final Rung rung;
    private final ParameterList parameters;
    private final List<Component> components = new ArrayList<>();
    private final Spectrum spectrum;

    /**
     * Builds a model.
     *
     * @param side name of the side
     * @param template simulated signal, null for none
     * @param line what is known of the analytic line shape
     * @param background whether there is any
     * @param starts start values of parameters by full name, before those of the seed
     */
    SideModel(
            String side,
            FitModel model,
            Rung rung,
            Setting setting,
            Spectrum spectrum,
            @Nullable Spectrum template,
            LineShape line,
            Seed seed,
            boolean background,
            Map<String, Double> starts) {
        this.side = side;
        this.rung = rung;
        this.spectrum = spectrum;
        parameters = new ParameterList(side, starts);
        double limit = 10 * spectrum.sum() + 100;
        Expression events = parameters.free("n", seed.signal(), 0, limit, Math.sqrt(seed.signal() + 10));
        components.addAll(new SignalTerms(parameters, setting, template, line, model.otherSignal(), rung, !background)
                .terms(events, seed));
        if (background) {
            components.addAll(new BackgroundTerms(parameters, setting, spectrum.lo(), spectrum.hi())
                    .terms(seed, model.otherBackground(), rung.wideBackground(), limit));
        }
    }

    String side() {
        return side;
    }

    Rung rung() {
        return rung;
    }

    Spectrum spectrum() {
        return spectrum;
    }

    List<Parameter> parameters() {
        return parameters.parameters();
    }

    List<Constraint> constraints() {
        return parameters.constraints();
    }

    /** Names of parameters that may end at a limit. */
    Set<String> natural() {
        return parameters.natural();
    }

    ModelCategory category() {
        return new ModelCategory(side, spectrum.lo(), spectrum.hi(), components, Map.of());
    }
}

package org.fiducia.kernel.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.fiducia.api.Plugin;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Role;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BackgroundModel;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.NuisanceSource;
import org.fiducia.api.measurement.PartSource;
import org.fiducia.api.measurement.SignalModel;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.observable.Binning;
import org.fiducia.kernel.card.AnalysisCard;
import org.fiducia.kernel.card.AnalysisCard.Choice;
import org.fiducia.kernel.plugins.Plugins;

/** Asks the plug-ins that a card chooses for their parts of the model; each part is known by its origin. */
record Parts(AnalysisCard card, Analysis analysis, Toolbox tools, Progress progress) {
    /**
     * What is the same for every observable.
     *
     * @param signals signal model of the card, prepared, by the coordinates of the point that float
     * @param backgrounds background models of the card, prepared
     * @param variations candidates as systematic uncertainties change them
     * @param surroundings what is observed and expected around the range of the fit
     */
    record Shared(
            Map<List<Parameter>, SignalModel.Prepared> signals,
            List<BackgroundModel.Prepared> backgrounds,
            CandidateVariations variations,
            Surroundings surroundings) {}

    /**
     * Computes it.
     *
     * @param points coordinates of the point, by those of them that float
     * @param samples every sample, with its bins in any observable
     * @param surroundings found when they are wanted
     */
    Shared share(
            Map<List<Parameter>, Map<String, Expression>> points,
            List<BinnedSample> samples,
            Surroundings surroundings) {
        progress.begin("fitting the signal shape", 0);
        List<BinnedSample> signal =
                samples.stream().filter(s -> s.sample().role() == Role.SIGNAL).toList();
        Settings settings = Toolbox.settings(card.signal());
        var signals = new HashMap<List<Parameter>, SignalModel.Prepared>();
        points.forEach((floating, point) -> signals.put(
                floating,
                Plugins.guard(
                        tools.signal(), () -> tools.signal().prepare(analysis, point, signal, settings, progress))));
        progress.begin("looking at the backgrounds", 0);
        var backgrounds = new ArrayList<BackgroundModel.Prepared>();
        for (int k = 0; k < tools.backgrounds().size(); k++) {
            BackgroundModel plugin = tools.backgrounds().get(k);
            Choice choice = card.backgrounds().get(k);
            backgrounds.add(
                    Plugins.guard(plugin, () -> plugin.prepare(analysis, samples, choice.settings(), progress)));
        }
        return new Shared(Map.copyOf(signals), List.copyOf(backgrounds), new CandidateVariations(), surroundings);
    }

    /** A card may choose one plug-in twice, with other settings. */
    private static String origin(Plugin plugin, Map<String, ModelPart> others) {
        String name = plugin.id() + " (" + Plugins.origin(plugin) + ")";
        return others.containsKey(name) ? name + " no. " + (others.size() + 1) : name;
    }

    /**
     * What is expected in the region of the fit: backgrounds, and the shapes of the signal.
     *
     * @param floating coordinates of the point that float
     * @param bins reconstructed bins of the observable
     */
    ModelBuilder.Sources expected(Shared shared, List<Parameter> floating, List<BinnedSample> samples, Binning bins) {
        var backgrounds = new LinkedHashMap<String, ModelPart>();
        for (int k = 0; k < tools.backgrounds().size(); k++) {
            BackgroundModel plugin = tools.backgrounds().get(k);
            BackgroundModel.Prepared prepared = shared.backgrounds().get(k);
            ModelPart part = Plugins.guard(plugin, () -> prepared.part(samples, bins, progress));
            backgrounds.put(origin(plugin, backgrounds), part);
        }
        SignalModel.Prepared prepared =
                Objects.requireNonNull(shared.signals().get(floating), "prepared for every set that floats");
        ModelPart shapes = Plugins.guard(tools.signal(), () -> prepared.part(samples, bins, progress));
        return new ModelBuilder.Sources(
                backgrounds, Map.of(origin(tools.signal(), Map.of()), shapes), Map.of(), Map.of());
    }

    /** What the card's sources of parts add. */
    Map<String, ModelPart> further(NominalMeasurement nominal, PartSource.SignalRates rates) {
        var parts = new LinkedHashMap<String, ModelPart>();
        for (int k = 0; k < tools.parts().size(); k++) {
            PartSource source = tools.parts().get(k);
            Settings settings = card.parts().get(k).settings();
            ModelPart part = Plugins.guard(source, () -> source.part(nominal, rates, settings));
            parts.put(origin(source, parts), part);
        }
        return parts;
    }

    /**
     * What the sources of parts make of theirs when they have fitted the whole model.
     *
     * @param whole the likelihood with these parts of the sources
     */
    Map<String, ModelPart> settled(NominalMeasurement nominal, Function<Map<String, ModelPart>, Likelihood> whole) {
        var parts = new LinkedHashMap<>(nominal.sources().further());
        List<String> origins = List.copyOf(parts.keySet());
        for (int k = 0; k < tools.parts().size(); k++) {
            PartSource source = tools.parts().get(k);
            Settings settings = card.parts().get(k).settings();
            String origin = origins.get(k);
            ModelPart first = Objects.requireNonNull(parts.get(origin), "one of each source");
            var model = new PartSource.Whole() {
                @Override
                public Likelihood likelihood(ModelPart part) {
                    var others = new LinkedHashMap<>(parts);
                    others.put(origin, part);
                    return whole.apply(others);
                }

                @Override
                public Progress progress() {
                    return progress;
                }
            };
            parts.put(origin, Plugins.guard(source, () -> source.settled(nominal, first, model, settings)));
        }
        return parts;
    }

    /** Systematic uncertainties. */
    Map<String, ModelPart> systematics(NominalMeasurement nominal) {
        var parts = new LinkedHashMap<String, ModelPart>();
        for (NuisanceSource source : tools.nuisances()) {
            List<Settings> declarations = card.nuisances().stream()
                    .filter(block -> block.text("source", "card").equals(source.id()))
                    .toList();
            ModelPart part = Plugins.guard(source, () -> source.part(nominal, declarations));
            parts.put(origin(source, parts), part);
        }
        return parts;
    }
}

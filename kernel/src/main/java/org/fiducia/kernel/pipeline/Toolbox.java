package org.fiducia.kernel.pipeline;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Plugin;
import org.fiducia.api.Settings;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.GoodnessOfFit;
import org.fiducia.api.fit.HypothesisTest;
import org.fiducia.api.fit.IntervalEstimator;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.fit.ProfileScanner;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.inference.Inference.Tools;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BackgroundModel;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.NuisanceSource;
import org.fiducia.api.measurement.PartSource;
import org.fiducia.api.measurement.PhysicsModel;
import org.fiducia.api.measurement.PredictionUncertainty;
import org.fiducia.api.measurement.SignalModel;
import org.fiducia.api.measurement.Unfolding;
import org.fiducia.api.observable.Target;
import org.fiducia.kernel.card.AnalysisCard;
import org.fiducia.kernel.card.AnalysisCard.Choice;
import org.fiducia.kernel.plugins.Plugins;
import org.fiducia.kernel.store.Store;

/** The plug-ins that a card chooses for a measurement, held from its start to its end. */
record Toolbox(
        SignalModel signal,
        List<BackgroundModel> backgrounds,
        List<PartSource> parts,
        List<NuisanceSource> nuisances,
        Map<Target, PhysicsModel> physics,
        Unfolding unfolding,
        Optional<PredictionUncertainty> prediction,
        LikelihoodCompiler compiler,
        Tools statistics,
        List<ShapeFunction> shapes) {

    static Toolbox of(AnalysisCard card, Plugins plugins) {
        var backgrounds = new ArrayList<BackgroundModel>();
        for (Choice choice : card.backgrounds()) {
            backgrounds.add(plugins.get(BackgroundModel.class, choice.id()));
        }
        var parts = new ArrayList<PartSource>();
        for (Choice choice : card.parts()) {
            parts.add(plugins.get(PartSource.class, choice.id()));
        }
        var nuisances = new ArrayList<NuisanceSource>();
        for (String id : card.nuisanceSources()) {
            nuisances.add(plugins.get(NuisanceSource.class, id));
        }
        if (nuisances.isEmpty() && !card.nuisances().isEmpty()) {
            throw new FiduciaException(
                    Kind.CARD,
                    card.file() + ": /nuisances declares systematic uncertainties but /nuisanceSources is empty",
                    "name the plug-in that reads them in /nuisanceSources");
        }
        requireSources(card, plugins);
        return new Toolbox(
                plugins.get(SignalModel.class, chosen(card, card.signal().map(Choice::id), "/signal")),
                backgrounds,
                parts,
                nuisances,
                physics(card, plugins),
                plugins.get(Unfolding.class, chosen(card, card.unfolding().map(Choice::id), "/unfolding")),
                card.prediction().map(choice -> plugins.get(PredictionUncertainty.class, choice.id())),
                plugins.get(LikelihoodCompiler.class, chosen(card, card.likelihood(), "/likelihood")),
                new Tools(
                        plugins.get(Fitter.class, chosen(card, card.fitter(), "/fitter")),
                        plugins.get(IntervalEstimator.class, chosen(card, card.intervals(), "/intervals")),
                        plugins.all(ProfileScanner.class),
                        plugins.all(HypothesisTest.class),
                        plugins.all(GoodnessOfFit.class),
                        1),
                plugins.all(ShapeFunction.class));
    }

    /** A declaration for a source that is there but not chosen is switched off; one for no source at all is a mistake. */
    private static void requireSources(AnalysisCard card, Plugins plugins) {
        List<String> ids =
                plugins.all(NuisanceSource.class).stream().map(Plugin::id).toList();
        for (Settings block : card.nuisances()) {
            if (!ids.contains(block.text("source", "card"))) {
                throw block.wrong("source", "one of " + String.join(", ", ids));
            }
        }
    }

    private static Map<Target, PhysicsModel> physics(AnalysisCard card, Plugins plugins) {
        var models = new EnumMap<Target, PhysicsModel>(Target.class);
        for (Target target : Target.values()) {
            String id = chosen(card, card.physics(target).map(Choice::id), "/physics");
            models.put(target, plugins.get(PhysicsModel.class, id));
        }
        return models;
    }

    /** Asks every plug-in what is wrong with its settings, before any work starts. */
    void check(AnalysisCard card, Analysis analysis) {
        check(signal, analysis, settings(card.signal()));
        check(unfolding, analysis, settings(card.unfolding()));
        physics.forEach((target, model) -> check(model, analysis, settings(card.physics(target))));
        prediction.ifPresent(plugin -> check(plugin, analysis, settings(card.prediction())));
        for (int k = 0; k < backgrounds.size(); k++) {
            check(backgrounds.get(k), analysis, card.backgrounds().get(k).settings());
        }
        for (int k = 0; k < parts.size(); k++) {
            check(parts.get(k), analysis, card.parts().get(k).settings());
        }
        for (NuisanceSource source : nuisances) {
            for (Settings block : card.nuisances()) {
                if (block.text("source", "card").equals(source.id())) {
                    check(source, analysis, block);
                }
            }
        }
    }

    private static void check(Plugin plugin, Analysis analysis, Settings settings) {
        if (plugin instanceof Configured configured) {
            Plugins.guard(plugin, () -> {
                configured.check(analysis, settings);
                return null;
            });
        }
    }

    /** What chooses the parameters of interest of an observable. */
    PhysicsModel physics(Target target) {
        return Objects.requireNonNull(physics.get(target), "there is one for each");
    }

    private static String chosen(AnalysisCard card, Optional<String> id, String at) {
        return id.orElseThrow(() -> new FiduciaException(
                Kind.CARD,
                card.file() + ": " + at + " is missing, so this card is for selection only",
                "use another card, or choose a plug-in there"));
    }

    /** Settings of a plug-in that is one of these. */
    static Settings settings(Optional<Choice> chosen) {
        return chosen.orElseThrow().settings();
    }

    private List<Plugin> all() {
        var all = new ArrayList<Plugin>(
                List.of(signal, unfolding, compiler, statistics.fitter(), statistics.intervals()));
        all.addAll(statistics.scanners());
        all.addAll(statistics.tests());
        all.addAll(statistics.goodness());
        all.addAll(physics.values());
        prediction.ifPresent(all::add);
        all.addAll(backgrounds);
        all.addAll(parts);
        all.addAll(nuisances);
        all.addAll(shapes);
        return all;
    }

    /** Changes whenever the code of one of them does. */
    String fingerprint(Store store) {
        return String.join(
                "; ",
                all().stream()
                        .map(p -> Plugins.fingerprint(p, store))
                        .distinct()
                        .sorted()
                        .toList());
    }

    /** Bundles they come from. */
    List<String> origins() {
        return all().stream().map(Plugins::origin).distinct().sorted().toList();
    }
}

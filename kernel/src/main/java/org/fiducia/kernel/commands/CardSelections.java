package org.fiducia.kernel.commands;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Progress;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.command.CardGeneration;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.command.CardPlugins;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Verb.Terminal;
import org.fiducia.kernel.card.AnalysisCard.Choice;
import org.fiducia.kernel.pipeline.Pipeline;
import org.fiducia.kernel.plugins.Plugins;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Selects for the verbs of plug-ins as the kernel's own do. */
@Component(service = {CardSelection.class, CardModel.class, CardPlugins.class, CardGeneration.class})
public final class CardSelections implements CardSelection, CardModel, CardPlugins, CardGeneration {
    private final Plugins plugins;
    private final Path home;

    @Activate
    public CardSelections(BundleContext context, @Reference Plugins plugins) {
        this.plugins = plugins;
        this.home = Deployment.home(context);
    }

    @Override
    public Selected select(Terminal terminal, Options options) {
        try (Pipeline pipeline = CardPipelines.of(terminal, plugins, options)) {
            return pipeline.selected();
        }
    }

    @Override
    public Model model(
            Terminal terminal,
            CardSelection.Options options,
            String observable,
            List<ToDoubleFunction<Candidate>> truths) {
        try (Pipeline pipeline = CardPipelines.of(terminal, plugins, options)) {
            return pipeline.model(observable, truths);
        }
    }

    @Override
    public Model model(CardSelection.Options options, String observable, Progress progress) {
        var nowhere = new PrintWriter(Writer.nullWriter());
        return model(new Terminal(nowhere, nowhere, home, home, progress), options, observable, List.of());
    }

    @Override
    public Target target(Terminal terminal, CardSelection.Options options) {
        try (Pipeline pipeline = CardPipelines.of(terminal, plugins, options)) {
            return pipeline.target();
        }
    }

    @Override
    public <F extends Filling> List<F> fill(
            Terminal terminal,
            CardSelection.Options options,
            List<Path> files,
            String process,
            Function<Source, F> start) {
        try (Pipeline pipeline = CardPipelines.of(terminal, plugins, options)) {
            return pipeline.generated(files, process, start);
        }
    }

    @Override
    public <T extends Plugin> List<Chosen<T>> chosen(Terminal terminal, CardSelection.Options options, Class<T> kind) {
        String plural = kind.getAnnotation(PluginKind.class).plural();
        var chosen = new ArrayList<Chosen<T>>();
        for (Choice choice :
                CardPipelines.card(terminal, plugins, options).plugins().getOrDefault(plural, List.of())) {
            chosen.add(new Chosen<>(plugins.get(kind, choice.id()), choice.settings()));
        }
        return chosen;
    }
}

package org.fiducia.kernel.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Role;
import org.fiducia.api.command.AnalysisVerb;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Verb;
import org.fiducia.kernel.pipeline.Cutflow;
import org.fiducia.kernel.pipeline.Pipeline;
import org.fiducia.kernel.pipeline.SelectedSample;
import org.fiducia.kernel.plugins.Plugins;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;

/** {@code select}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "select",
        description = "Run the selection and show the cutflow of each sample and final state.",
        footer = "Simulation: events and events per fb⁻¹. Data: events.")
public final class SelectVerb implements AnalysisVerb {
    private final Plugins plugins;

    @Activate
    public SelectVerb(@Reference Plugins plugins) {
        this.plugins = plugins;
    }

    @Override
    public int run(Terminal terminal, CardSelection.Options options) {
        try (Pipeline pipeline = CardPipelines.of(terminal, plugins, options)) {
            List<SelectedSample> samples = pipeline.select();
            terminal.progress().finish();
            List<Category> categories = pipeline.channel().categories();
            for (SelectedSample sample : samples) {
                print(sample, categories, terminal);
            }
        }
        return 0;
    }

    private static void print(SelectedSample sample, List<Category> categories, Terminal terminal) {
        terminal.out().println();
        terminal.out()
                .println(sample.sample().name() + " (" + sample.sample().process() + "), " + sample.entries()
                        + " events" + (sample.fromStore() ? ", from the store" : ""));
        boolean simulated = sample.sample().role() != Role.DATA;
        var header = new ArrayList<>(List.of("cut", "all"));
        categories.forEach(category -> header.add(category.id()));
        if (simulated) {
            header.add("all /fb");
            categories.forEach(category -> header.add(category.id() + " /fb"));
        }
        var table = new TextTable(header.toArray(String[]::new));
        Cutflow cutflow = sample.cutflow();
        for (int cut = 0; cut < cutflow.cuts().size(); cut++) {
            var cells = new ArrayList<>(List.of(cutflow.cuts().get(cut), String.valueOf(cutflow.total(cut))));
            boolean known = cutflow.events()[cut][0] == 0;
            for (int c = 1; c <= categories.size(); c++) {
                cells.add(known ? String.valueOf(cutflow.events()[cut][c]) : "");
            }
            if (simulated) {
                double scale = sample.sample().scale();
                cells.add(number(cutflow.totalWeight(cut) * scale));
                for (int c = 1; c <= categories.size(); c++) {
                    cells.add(known ? number(cutflow.weights()[cut][c] * scale) : "");
                }
            }
            table.row(cells.toArray(String[]::new));
        }
        table.print(terminal.out());
    }

    private static String number(double x) {
        return String.format(Locale.ROOT, "%.4f", x);
    }
}

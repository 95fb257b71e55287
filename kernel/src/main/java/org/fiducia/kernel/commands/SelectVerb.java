package org.fiducia.kernel.commands;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Role;
import org.fiducia.api.command.AnalysisReportVerb;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Verb;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Item;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
import org.fiducia.api.report.Text;
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
public final class SelectVerb implements AnalysisReportVerb {
    private static final Cell NOTHING = Cell.of("");
    private static final String NUMBER = "%.4f";

    private final Plugins plugins;

    @Activate
    public SelectVerb(@Reference Plugins plugins) {
        this.plugins = plugins;
    }

    @Override
    public Report report(Terminal terminal, CardSelection.Options options) {
        try (Pipeline pipeline = CardPipelines.of(terminal, plugins, options)) {
            List<SelectedSample> samples = pipeline.count();
            List<Category> categories = pipeline.categories();
            var items = new ArrayList<Item>();
            for (SelectedSample sample : samples) {
                String from = sample.fromStore() ? ", from the store" : "";
                items.add(Text.of(
                        "",
                        sample.sample().name() + " (" + sample.sample().process() + "), " + sample.entries() + " events"
                                + from));
                items.add(table(sample, categories));
            }
            var fields = Map.<String, Object>of(
                    "samples",
                    samples.stream().map(sample -> fields(sample, categories)).toList());
            items.add(new Document(fields));
            return new Report("select", "Cutflow", items);
        }
    }

    private static Table table(SelectedSample sample, List<Category> categories) {
        boolean simulated = sample.sample().role() != Role.DATA;
        double scale = sample.sample().scale();
        var columns = new ArrayList<>(List.of(Column.left("cut", "cut"), Column.right("all", "all", "")));
        categories.forEach(category -> columns.add(Column.right(category.id(), category.id(), "")));
        if (simulated) {
            columns.add(Column.right("allPerFb", "all /fb", ""));
            categories.forEach(category -> columns.add(Column.right(category.id(), category.id() + " /fb", "")));
        }
        var table = Table.of("", columns);
        Cutflow cutflow = sample.cutflow();
        for (int cut = 0; cut < cutflow.cuts().size(); cut++) {
            var cells = new ArrayList<>(List.of(Cell.of(cutflow.cuts().get(cut)), Cell.of(cutflow.total(cut))));
            boolean known = cutflow.events()[cut][0] == 0;
            for (int c = 1; c <= categories.size(); c++) {
                cells.add(known ? Cell.of(cutflow.events()[cut][c]) : NOTHING);
            }
            if (simulated) {
                cells.add(Cell.of(cutflow.totalWeight(cut) * scale, NUMBER));
                for (int c = 1; c <= categories.size(); c++) {
                    cells.add(known ? Cell.of(cutflow.weights()[cut][c] * scale, NUMBER) : NOTHING);
                }
            }
            table.row(cells);
        }
        return table.table();
    }

    /** The same for programs: events, and in simulation events per fb⁻¹, of all and of each final state once it is known. */
    private static Map<String, Object> fields(SelectedSample sample, List<Category> categories) {
        boolean simulated = sample.sample().role() != Role.DATA;
        double scale = sample.sample().scale();
        Cutflow cutflow = sample.cutflow();
        var cuts = new ArrayList<Object>();
        for (int cut = 0; cut < cutflow.cuts().size(); cut++) {
            var events = new LinkedHashMap<String, Object>();
            var perFb = new LinkedHashMap<String, Object>();
            events.put("all", cutflow.total(cut));
            perFb.put("all", cutflow.totalWeight(cut) * scale);
            for (int c = 1; c <= categories.size() && cutflow.events()[cut][0] == 0; c++) {
                events.put(categories.get(c - 1).id(), cutflow.events()[cut][c]);
                perFb.put(categories.get(c - 1).id(), cutflow.weights()[cut][c] * scale);
            }
            var one = new LinkedHashMap<String, Object>();
            one.put("cut", cutflow.cuts().get(cut));
            one.put("events", events);
            if (simulated) {
                one.put("eventsPerInverseFb", perFb);
            }
            cuts.add(one);
        }
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", sample.sample().name());
        fields.put("process", sample.sample().process());
        fields.put("entries", sample.entries());
        fields.put("fromStore", sample.fromStore());
        fields.put("cuts", cuts);
        return fields;
    }
}

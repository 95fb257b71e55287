package org.fiducia.channel.hgg.internal.boundaries;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Suggestion;
import org.fiducia.api.channel.Category;
import org.fiducia.api.command.AnalysisReportVerb;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Verb;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Item;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
import org.fiducia.api.report.Text;
import org.fiducia.channel.hgg.Diphoton;
import org.fiducia.channel.hgg.internal.Quantity;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code categories}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "categories",
        description = "Propose boundaries of categories of photon pairs, for the best mass of the resonance.",
        footer = "Of simulation alone: the information of signal and background, with everything but the mass known.")
public final class CategoriesVerb implements AnalysisReportVerb {
    private static final int MOST_CANDIDATES = 200;

    private final CardSelection selections;

    @Option(names = "--axis", paramLabel = "NAME", description = "Quantity that is divided; default: sigmaMOverM.")
    private String axis = "sigmaMOverM";

    @Option(
            names = "--divide",
            paramLabel = "ID",
            split = ",",
            description =
                    "Categories of the card that are divided anew, a * at the end standing for anything; the others"
                            + " stay what they are; default: all.")
    private List<String> divide = List.of("*");

    @Option(
            names = "--candidates",
            paramLabel = "N",
            description = "Equal parts of the signal between which a boundary may lie; default: 20.")
    private int candidates = 20;

    @Option(names = "--most", paramLabel = "N", description = "Classes at most; default: 8.")
    private int most = 8;

    @Option(
            names = "--gain",
            paramLabel = "X",
            description = "Relative gain in the uncertainty that another class must bring; default: 0.01.")
    private double gain = 0.01;

    /** With what selects. */
    @Activate
    public CategoriesVerb(@Reference CardSelection selections) {
        this.selections = selections;
    }

    @Override
    public Report report(Terminal terminal, CardSelection.Options options) {
        Quantity quantity = Quantity.named(axis)
                .orElseThrow(() -> new FiduciaException(
                        Kind.USAGE,
                        "--axis " + axis + " is no quantity of a pair of photons",
                        Suggestion.among(axis, Quantity.names())));
        if (candidates < 2 || candidates > MOST_CANDIDATES || most < 1 || !(gain >= 0)) {
            throw new FiduciaException(
                    Kind.USAGE,
                    "--candidates " + candidates + ", --most " + most + ", --gain " + gain,
                    "give 2 to " + MOST_CANDIDATES + " candidates, at least one class, and no negative gain");
        }
        CardSelection.Selected selected = selections.select(terminal, options);
        Analysis analysis = selected.analysis();
        Predicate<Category> divided = divided(analysis);
        if (selected.samples().stream()
                .flatMap(sample -> sample.events().stream().limit(1))
                .noneMatch(event -> event.reco() instanceof Diphoton || event.fiducial() instanceof Diphoton)) {
            throw new FiduciaException(
                    Kind.CARD, "the events of this card are no pairs of photons", "give a card of the channel hgg");
        }
        return report(
                quantity,
                analysis,
                Boundaries.of(analysis, selected.samples(), quantity, divided, candidates, most, gain));
    }

    private Predicate<Category> divided(Analysis analysis) {
        List<String> ids = analysis.categories().stream().map(Category::id).toList();
        for (String pattern : divide) {
            if (ids.stream().noneMatch(id -> matches(pattern, id))) {
                throw new FiduciaException(
                        Kind.USAGE,
                        "--divide " + pattern + ": no category is called so",
                        Suggestion.among(pattern, ids));
            }
        }
        return category -> divide.stream().anyMatch(pattern -> matches(pattern, category.id()));
    }

    private static boolean matches(String pattern, String id) {
        return pattern.endsWith("*") ? id.startsWith(pattern.substring(0, pattern.length() - 1)) : id.equals(pattern);
    }

    private static Report report(Quantity quantity, Analysis analysis, Boundaries found) {
        var items = new ArrayList<Item>();
        var numbers = Table.of(
                "",
                List.of(
                        Column.right("classes", "classes", ""),
                        Column.right("sigma", "σ(m)", "GeV"),
                        Column.left("boundaries", "boundaries of " + quantity.title())));
        for (Partition partition : found.best()) {
            numbers.row(List.of(
                    Cell.of(partition.classes()),
                    Cell.of(found.uncertainty(partition), "%.4f"),
                    Cell.of(Arrays.stream(found.of(partition))
                            .mapToObj(CategoriesVerb::number)
                            .collect(Collectors.joining(", ")))));
        }
        items.add(numbers.table());
        items.add(Text.of("", "proposed: " + found.chosen().classes() + " classes"));
        items.add(classes(analysis, found));
        var fields = new LinkedHashMap<String, Object>();
        fields.put("axis", quantity.title());
        fields.put("boundaries", Arrays.stream(found.of(found.chosen())).boxed().toList());
        fields.put("uncertainty", found.uncertainty(found.chosen()));
        fields.put(
                "trials",
                found.best().stream()
                        .map(partition -> Map.of(
                                "classes",
                                partition.classes(),
                                "uncertainty",
                                found.uncertainty(partition),
                                "boundaries",
                                Arrays.stream(found.of(partition)).boxed().toList()))
                        .toList());
        items.add(new Document(fields));
        return new Report("categories", "Boundaries of categories", items);
    }

    /** What is expected of each class. */
    private static Table classes(Analysis analysis, Boundaries found) {
        var table = Table.of(
                "",
                List.of(
                        Column.left("class", "class"),
                        Column.right("signal", "signal", ""),
                        Column.right("background", "background /GeV", ""),
                        Column.right("resolution", "σ_68", "GeV"),
                        Column.right("share", "information", "")));
        Partition chosen = found.chosen();
        double all = chosen.information() + found.others();
        double[] boundaries = found.of(chosen);
        double mass = analysis.point().get(Analysis.MASS);
        for (int k = 0; k < chosen.classes(); k++) {
            MassSpectra spectra = found.spectra(chosen, k);
            String name = (k == 0 ? "below " : number(boundaries[k - 1]) + " – ")
                    + (k < boundaries.length ? number(boundaries[k]) : "");
            table.row(List.of(
                    Cell.of(chosen.classes() == 1 ? "all" : name),
                    Cell.of(spectra.signalEvents(), "%.1f"),
                    Cell.of(spectra.background(mass), "%.1f"),
                    Cell.of(spectra.resolution(), "%.2f"),
                    Cell.of(spectra.information() / all, "%.3f")));
        }
        return table.table();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.5g", value);
    }
}

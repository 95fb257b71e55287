package org.fiducia.background.fakes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Role;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Line;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.Figure.Point;
import org.fiducia.api.report.Figure.Points;
import org.fiducia.api.report.Item;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
import org.fiducia.background.fakes.FakeFactors.Estimate;
import org.fiducia.background.fakes.FakeFactors.Factor;
import org.fiducia.drawing.Captions;
import org.fiducia.drawing.Numbers;

/** Regions, factors and the comparison of two methods, as tables and pictures. */
final class FakesReport {
    private static final String FACTOR = "%.3f ± %.3f";
    private static final String EVENTS = "%.1f ± %.1f";

    /** Of an axis, over what is highest on it: a legend stands above. */
    private static final double ROOM = 1.3;

    private FakesReport() {}

    static Report of(Analysis analysis, List<NormalisationFactor> factors, Comparison comparison) {
        var items = new ArrayList<Item>();
        items.add(regions(analysis, comparison.data().samples()));
        var normalisation = Table.of(
                        "normalisationFactors", Column.left("kind", "kind"), Column.right("factor", "factor", ""))
                .titled("normalisation factors of misidentified objects");
        factors.forEach(
                factor -> normalisation.row(Cell.of(factor.kind()), Cell.of(factor.value(), factor.error(), FACTOR)));
        items.add(normalisation.table());
        FakeFactors measured = comparison.measured();
        FakeFactors simulated = comparison.simulated();
        items.add(fakeFactors(measured, simulated));
        items.add(methods(analysis, comparison, measured, simulated));
        items.add(figure(analysis, factors));
        items.add(figure(analysis, measured));
        return new Report("fakes", "Misidentified objects", items);
    }

    private static Table regions(Analysis analysis, List<BinnedSample> samples) {
        var table = Table.of(
                        "regions",
                        Column.left("region", "region"),
                        Column.left("category", "category"),
                        Column.right("data", "data", ""),
                        Column.right("simulation", "simulation", ""))
                .titled("events of the selection, simulation without factors");
        for (int r = 0; r < analysis.regions().size(); r++) {
            for (int c = 0; c < analysis.categories().size(); c++) {
                double[] sums = new double[2];
                for (BinnedSample sample : samples) {
                    boolean data = sample.sample().role() == Role.DATA;
                    double scale = data
                            ? 1
                            : sample.sample().scale()
                                    * analysis.eras().stream()
                                            .filter(era -> sample.sample().serves(era))
                                            .mapToDouble(era -> era.luminosity())
                                            .sum();
                    int region = r;
                    int category = c;
                    sums[data ? 0 : 1] += scale
                            * sample.events().stream()
                                    .filter(event -> event.region() == region && event.category() == category)
                                    .mapToDouble(event -> event.selectedWeight())
                                    .sum();
                }
                if (sums[0] != 0 || sums[1] != 0) {
                    Region region = analysis.regions().get(r);
                    table.row(
                            Cell.of(region.id()),
                            Cell.of(analysis.categories().get(c).id()),
                            Cell.of(Math.round(sums[0])),
                            Cell.of(sums[1], "%.1f"));
                }
            }
        }
        return table.table();
    }

    private static Table fakeFactors(FakeFactors measured, FakeFactors simulated) {
        var table = Table.of(
                        "fakeFactors",
                        Column.left("kind", "kind"),
                        Column.left("pt", "p_T (GeV)"),
                        Column.right("data", "data", ""),
                        Column.right("simulation", "simulation", ""))
                .titled("fake factors, tight over loose");
        for (String kind : measured.kinds()) {
            Factor[] data = measured.of(kind);
            Factor[] simulation = simulated.of(kind);
            for (int i = 0; i < data.length; i++) {
                table.row(
                        Cell.of(kind),
                        Cell.of(range(measured.edges(), i)),
                        Cell.of(data[i].value(), data[i].error(), FACTOR),
                        i < simulation.length
                                ? Cell.of(simulation[i].value(), simulation[i].error(), FACTOR)
                                : Cell.of(""));
            }
        }
        return table.table();
    }

    private static String range(double[] edges, int i) {
        String lo = Numbers.brief(edges[i], 4);
        return i + 1 < edges.length ? lo + " – " + Numbers.brief(edges[i + 1], 4) : "above " + lo;
    }

    private static Table methods(
            Analysis analysis, Comparison comparison, FakeFactors measured, FakeFactors simulated) {
        var table = Table.of(
                        "methods",
                        Column.left("category", "category"),
                        Column.right("observed", "observed", ""),
                        Column.right("fakeFactors", "fake factors", ""),
                        Column.right("normalisation", "normalisation", ""),
                        Column.right("ratio", "ratio", ""),
                        Column.right("closure", "closure in simulation", ""))
                .titled("events with misidentified " + String.join(", ", measured.kinds())
                        + " in the signal region, by two methods");
        for (int c = 0; c < analysis.categories().size(); c++) {
            Estimate one = comparison.byFakeFactors(measured, c);
            Estimate other = comparison.byNormalisation(measured, c);
            Estimate ratio = one.over(other);
            Estimate closure = comparison.closure(simulated, c).over(comparison.simulated(simulated, c));
            table.row(
                    Cell.of(analysis.categories().get(c).id()),
                    Cell.of(Math.round(comparison.observed(c))),
                    Cell.of(one.events(), one.error(), EVENTS),
                    Cell.of(other.events(), other.error(), EVENTS),
                    Cell.of(ratio.events(), ratio.error(), FACTOR),
                    Cell.of(closure.events(), closure.error(), FACTOR));
        }
        return table.table();
    }

    private static Figure figure(Analysis analysis, List<NormalisationFactor> factors) {
        var points = new ArrayList<Point>();
        for (int k = 0; k < factors.size(); k++) {
            NormalisationFactor factor = factors.get(k);
            points.add(new Point(k + 0.5, factor.value(), factor.error(), factor.error()));
        }
        return new Figure(
                "normalisation-factors",
                analysis.title(),
                Captions.exposure(analysis),
                Axis.of(
                        "misidentified objects",
                        factors.stream().map(NormalisationFactor::kind).toList()),
                List.of(new Panel(
                        Axis.linear("Normalisation factor", "", 0, Double.NaN),
                        1,
                        List.of(
                                new Line("", List.of(0.0, (double) factors.size()), List.of(1.0, 1.0)),
                                new Points("Fit to data", points)),
                        List.of())));
    }

    private static Figure figure(Analysis analysis, FakeFactors measured) {
        double[] edges = measured.edges();
        List<String> ranges =
                IntStream.range(0, edges.length).mapToObj(i -> range(edges, i)).toList();
        var layers = new ArrayList<Figure.Layer>();
        int number = measured.kinds().size();
        double highest = 0;
        for (int k = 0; k < number; k++) {
            Factor[] of = measured.of(measured.kinds().get(k));
            var points = new ArrayList<Point>();
            for (int i = 0; i < of.length; i++) {
                points.add(new Point(i + (k + 1.0) / (number + 1), of[i].value(), of[i].error(), of[i].error()));
                highest = Math.max(highest, of[i].value() + of[i].error());
            }
            layers.add(new Points(measured.kinds().get(k), points));
        }
        return new Figure(
                "fake-factors",
                analysis.title(),
                Captions.exposure(analysis),
                Axis.of("$p_T$ (GeV)", ranges),
                List.of(new Panel(
                        Axis.linear("Tight / loose", "", 0, highest > 0 ? ROOM * highest : 1), 1, layers, List.of())));
    }
}

package org.fiducia.exchange.combine;

import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.ref;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiducia.api.Progress;
import org.fiducia.api.event.Histogram;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.exchange.formula.Terms;
import org.fiducia.exchange.histfactory.HistFactoryChannel;

/** Makes the model of a card. */
final class ModelBuilder {
    private static final String MASKED = "masked";
    private static final String MASK = "mask_";
    private static final double[] UNIT = {0, 1};

    private final Card card;
    private final Options options;
    private final Templates templates;
    private final Progress progress;
    private final ParameterTable table;
    private final List<ModelCategory> categories = new ArrayList<>();
    private final List<double[]> edges = new ArrayList<>();
    private final List<double[]> entries = new ArrayList<>();

    /** Histogram of each column; null for one of a count. */
    private final List<Histogram> nominal = new ArrayList<>();

    private final Rates rates;

    ModelBuilder(Card card, Options options, Templates templates, Progress progress) {
        this.card = card;
        this.options = options;
        this.templates = templates;
        this.progress = progress;
        table = new ParameterTable(card.groups());
        rates = new Rates(card, templates, new RateParameters(card), nominal);
    }

    ExchangedModel build() throws IOException {
        Set<String> counts = new HashSet<>();
        for (String channel : card.channels()) {
            if (templates.counting(channel)) {
                counts.add(channel);
            }
        }
        for (Column column : card.columns()) {
            boolean count = counts.contains(column.channel());
            if (count && column.rate() == Column.FROM_SHAPE) {
                throw column.line()
                        .wrong(
                                column.place() + " has the rate -1, but no histogram",
                                "give its expected number of events");
            }
            nominal.add(count || column.rate() == 0 ? null : templates.nominal(column));
            checkRate(column, nominal.get(nominal.size() - 1));
        }
        addParameters();
        for (String channel : card.channels()) {
            progress.checkCancelled();
            if (options.masks()) {
                table.addMask(MASK + channel);
            }
            if (counts.contains(channel)) {
                addCount(channel);
            } else {
                addShapes(channel);
            }
        }
        return new ExchangedModel(
                card.name(),
                new StatisticalModel(table.parameters(), table.constraints(), categories),
                Dataset.histograms(edges, entries),
                Map.of());
    }

    private static void checkRate(Column column, Histogram histogram) {
        if (histogram == null) {
            return;
        }
        double sum = histogram.sum();
        if (column.rate() > 0 && Math.abs(sum - column.rate()) > 0.01 * Math.max(1, column.rate())) {
            throw column.line()
                    .wrong(
                            column.place() + " has the rate " + column.rate() + ", but its histogram "
                                    + histogram.name() + " the sum " + sum,
                            "correct the one or the other; the rate -1 takes the sum of the histogram");
        }
        if (sum < 0 || sum == 0 && column.rate() > 0) {
            throw column.line()
                    .wrong(
                            "histogram " + histogram.name() + " of " + column.place() + " has the sum " + sum,
                            "a process expects 0 events or more");
        }
    }

    private void addParameters() throws IOException {
        Set<String> used = new HashSet<>();
        for (int c = 0; c < card.columns().size(); c++) {
            if (!rates.empty(c)) {
                used.addAll(rates.events(c, false).references());
                for (Nuisance nuisance : card.nuisances()) {
                    if (nuisance.touches(c)) {
                        used.add(nuisance.name());
                    }
                }
            }
        }
        if (used.contains(ParameterTable.STRENGTH)) {
            table.addStrength();
        } else {
            progress.warn(card.name() + " has no signal: no process with a number of 0 or less expects events, so there"
                    + " is no parameter r");
        }
        for (Nuisance nuisance : card.nuisances()) {
            if (used.contains(nuisance.name())) {
                table.add(nuisance);
            } else {
                progress.warn(card.name() + ", line " + nuisance.line().number() + ": " + nuisance.name()
                        + " has no effect on any process, and is left out");
            }
        }
        for (Free free : card.free()) {
            if (free instanceof Free.Constrained constrained) {
                table.add(constrained);
            }
        }
        for (Free free : card.free()) {
            if (free instanceof Free.Factor factor && !table.has(factor.name()) && used.contains(factor.name())) {
                table.add(factor);
            }
        }
    }

    private void addCategory(String name, double[] ends, List<Component> components, Map<String, String> labels) {
        categories.add(new ModelCategory(name, ends[0], ends[ends.length - 1], components, labels));
        edges.add(ends);
    }

    private void addCount(String channel) throws IOException {
        Double observed = card.observed().get(channel);
        if (observed == null || observed == Column.FROM_SHAPE) {
            throw card.columns()
                    .get(card.columnsOf(channel).get(0))
                    .line()
                    .wrong(
                            "channel " + channel + " is a count without an observed number of events",
                            "add the lines 'bin' and 'observation' above the rates");
        }
        var components = new ArrayList<Component>();
        for (int c : card.columnsOf(channel)) {
            if (!rates.empty(c)) {
                components.add(uniform(card.columns().get(c).process(), rates.events(c, false)));
            }
        }
        addCategory(
                channel,
                UNIT,
                masked(channel, components, observed, uniform(MASKED, constant(0))),
                Map.of(HistFactoryChannel.CHANNEL, channel));
        entries.add(new double[] {observed});
    }

    private static Component uniform(String name, Expression events) {
        return new Component(name, events, new Shape("uniform", Map.of()));
    }

    /** With a mask m: (1 − m) of each component, and m times what was observed, which then tells nothing. */
    private List<Component> masked(String channel, List<Component> components, double observed, Component instead) {
        if (!options.masks()) {
            return components;
        }
        Expression mask = ref(MASK + channel);
        Expression on = Terms.difference(constant(1), mask);
        var masked = new ArrayList<Component>();
        for (Component component : components) {
            masked.add(new Component(component.name(), product(component.yield(), on), component.shape()));
        }
        masked.add(new Component(instead.name(), product(constant(observed), mask), instead.shape()));
        return masked;
    }

    private void addShapes(String channel) throws IOException {
        Histogram data = templates.data(channel);
        checkData(channel, data);
        Card.Statistics statistics = card.statistics().get(channel);
        boolean inShape = statistics != null && statistics.inShape();
        var contributions = new ArrayList<Contribution>();
        for (int c : card.columnsOf(channel)) {
            if (!rates.empty(c) && nominal.get(c) != null) {
                requireSameBins(card.columns().get(c), nominal.get(c), data, "");
                contributions.add(contribution(c, inShape, data));
            }
        }
        boolean errors = statistics != null && statistics.threshold() >= 0;
        if (!errors && data.size() > 1 && contributions.stream().noneMatch(c -> c.logarithmic() || c.clipped())) {
            addWhole(channel, data, contributions);
            return;
        }
        List<List<Expression>> fractions = contributions.stream()
                .map(contribution -> contribution.fractions(statistics == null))
                .toList();
        BinErrors bins = statistics != null && errors ? new BinErrors(channel, statistics, contributions, table) : null;
        for (int b = 0; b < data.size(); b++) {
            List<Component> components = new ArrayList<>();
            if (bins != null) {
                components = bins.components(b, fractions);
            } else {
                for (int p = 0; p < contributions.size(); p++) {
                    Contribution contribution = contributions.get(p);
                    components.add(BinErrors.component(
                            contribution.process(),
                            contribution.events(),
                            fractions.get(p).get(b)));
                }
            }
            double observed = data.contents()[b];
            addCategory(
                    data.size() == 1 ? channel : channel + "[" + b + "]",
                    new double[] {data.edges()[b], data.edges()[b + 1]},
                    masked(channel, components, observed, uniform(MASKED, constant(0))),
                    Map.of(HistFactoryChannel.CHANNEL, channel, HistFactoryChannel.BIN, Integer.toString(b)));
            entries.add(new double[] {observed});
        }
    }

    /** One category with shapes, which costs the least. */
    private void addWhole(String channel, Histogram data, List<Contribution> contributions) {
        var components = new ArrayList<Component>();
        for (Contribution contribution : contributions) {
            components.add(
                    new Component(contribution.process(), contribution.events(), contribution.shape(data.edges())));
        }
        Shape observed =
                data.sum() > 0 ? Shape.histogram(data.edges(), data.contents()) : new Shape("uniform", Map.of());
        addCategory(
                channel,
                data.edges(),
                masked(channel, components, data.sum(), new Component(MASKED, constant(0), observed)),
                Map.of(HistFactoryChannel.CHANNEL, channel));
        entries.add(data.contents());
    }

    private void checkData(String channel, Histogram data) {
        Line line = card.columns().get(card.columnsOf(channel).get(0)).line();
        for (int b = 0; b < data.size(); b++) {
            if (data.contents()[b] < 0) {
                throw line.wrong(
                        "histogram " + data.name() + " with the data of channel " + channel + " has in bin " + (b + 1)
                                + " the content " + data.contents()[b],
                        "data are numbers of events");
            }
        }
        Double observed = card.observed().get(channel);
        if (observed == null || observed == Column.FROM_SHAPE) {
            return;
        }
        double sum = data.sum();
        if (observed == 0 ? sum > 0.01 : Math.abs(sum / observed - 1) > 0.005) {
            throw line.wrong(
                    "channel " + channel + " observes " + observed + " events, but its histogram " + data.name()
                            + " has " + sum,
                    "correct the line 'observation'; -1 takes the sum of the histogram");
        }
    }

    private static void requireSameBins(Column column, Histogram histogram, Histogram data, String varied) {
        boolean same = histogram.size() == data.size();
        double width = data.edges()[data.size()] - data.edges()[0];
        for (int b = 0; same && b <= data.size(); b++) {
            same = Math.abs(histogram.edges()[b] - data.edges()[b]) <= 1e-6 * width;
        }
        if (!same) {
            throw column.line()
                    .wrong(
                            "histogram " + histogram.name() + " of " + column.place() + varied + " has "
                                    + histogram.size() + " bins from "
                                    + histogram.edges()[0] + " to "
                                    + histogram.edges()[histogram.size()] + ", the data have " + data.size() + " from "
                                    + data.edges()[0] + " to " + data.edges()[data.size()],
                            "make all histograms of a channel with the same bins");
        }
    }

    private Contribution contribution(int c, boolean inShape, Histogram data) throws IOException {
        Column column = card.columns().get(c);
        Histogram histogram = nominal.get(c);
        double sum = histogram.sum();
        double[] fractions =
                Arrays.stream(histogram.contents()).map(n -> n / sum).toArray();
        double[] errors = Arrays.stream(histogram.variances())
                .map(v -> Math.sqrt(v) / sum)
                .toArray();
        var morphings = new ArrayList<Morphing>();
        Nuisance first = null;
        for (Nuisance nuisance : card.nuisances()) {
            if (!rates.changesShape(nuisance, c)) {
                continue;
            }
            boolean logarithmic = nuisance.kind() == Nuisance.Kind.SHAPE_N;
            if (first != null && logarithmic != (first.kind() == Nuisance.Kind.SHAPE_N)) {
                throw nuisance.line()
                        .wrong(
                                nuisance.name() + " changes the shape of " + column.place() + " as "
                                        + nuisance.kind().word() + ", but " + first.name() + " (line "
                                        + first.line().number() + ") as "
                                        + first.kind().word(),
                                "a process has one kind of interpolation");
            }
            first = nuisance;
            morphings.add(new Morphing(
                    nuisance.name(),
                    Rates.scale(nuisance, c),
                    change(nuisance, c, "Up", fractions, inShape, data),
                    change(nuisance, c, "Down", fractions, inShape, data)));
        }
        boolean logarithmic = first != null && first.kind() == Nuisance.Kind.SHAPE_N;
        return new Contribution(
                column.process(), column.signal(), rates.events(c, inShape), fractions, errors, logarithmic, morphings);
    }

    /** δ of each bin. */
    private double[] change(Nuisance nuisance, int c, String side, double[] fractions, boolean inShape, Histogram data)
            throws IOException {
        Column column = card.columns().get(c);
        Histogram varied = templates.varied(column, nuisance, side);
        requireSameBins(column, varied, data, " at " + nuisance.name() + side);
        double sum = inShape ? nominal.get(c).sum() : varied.sum();
        double[] change = new double[fractions.length];
        for (int b = 0; b < change.length; b++) {
            double fraction = varied.contents()[b] / sum;
            if (nuisance.kind() != Nuisance.Kind.SHAPE_N) {
                change[b] = fraction - fractions[b];
            } else if (fractions[b] > 0) {
                if (!(fraction > 0)) {
                    throw nuisance.line()
                            .wrong(
                                    "histogram " + varied.name() + " of " + column.place() + " has nothing in bin "
                                            + (b + 1) + ", so that its logarithm does not exist",
                                    "write the nuisance as shape instead of shapeN");
                }
                change[b] = Math.log(fraction / fractions[b]);
            }
        }
        return change;
    }
}

package org.fiducia.exchange.prediction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.command.CardGeneration.Event;
import org.fiducia.api.command.CardGeneration.Filling;
import org.fiducia.api.command.CardGeneration.Source;
import org.fiducia.api.event.BranchInfo;
import org.fiducia.api.event.Column;
import org.fiducia.api.observable.ObservableInfo;

/**
 * Sums of weights of the events of a file: of all, of the fiducial ones, and in each bin of each observable; by the nominal
 * weight and by every alternative one.
 */
final class GeneratedSums implements Filling {
    private static final String CROSS_SECTION = "genCrossSection";
    private static final String PLAIN = "genWeight_";

    /** Lists of weights relative to the nominal one. */
    private static final Set<String> LISTS = Set.of("LHEScaleWeight", "LHEPdfWeight", "PSWeight");

    private final Source source;
    private final List<String> plain = new ArrayList<>();
    private final List<String> lists = new ArrayList<>();
    private final boolean tellsCrossSection;

    /** Number of weights in each list, as the first event has it. */
    private int[] lengths = new int[0];

    /** Names of the alternative weights; empty for one that does not count. */
    private final List<String> names = new ArrayList<>();

    private long events;
    private double crossSection = Double.NaN;
    private double all;
    private double fiducial;

    /** Squares of nominal weights of fiducial events, and of those in each bin. */
    private double fiducialSquares;

    private final double[][] squares;
    private final double[][] nominal;

    /** By alternative weight: fiducial, and [observable][bin]. */
    private double[] fiducialAlternatives = new double[0];

    private double[][][] alternatives = new double[0][][];
    private double[] weights = new double[0];

    GeneratedSums(Source source) {
        this.source = source;
        var declared = new LinkedHashSet<String>(LISTS);
        source.variations().forEach(variation -> declared.add(variation.name()));
        for (BranchInfo branch : source.events().branches()) {
            if (branch.kind() == Column.Kind.REAL
                    && !branch.jagged()
                    && branch.name().startsWith(PLAIN)) {
                plain.add(branch.name());
                names.add(branch.name().substring(PLAIN.length()));
            }
            if (branch.kind() == Column.Kind.REAL && branch.jagged() && declared.contains(branch.name())) {
                lists.add(branch.name());
            }
        }
        tellsCrossSection = source.events().branch(CROSS_SECTION).isPresent();
        List<ObservableInfo> observables = source.target().observables();
        nominal = observables.stream().map(o -> new double[o.binning().size()]).toArray(double[][]::new);
        squares = observables.stream().map(o -> new double[o.binning().size()]).toArray(double[][]::new);
    }

    @Override
    public List<String> columns() {
        var columns = new ArrayList<>(plain);
        columns.addAll(lists);
        if (tellsCrossSection) {
            columns.add(CROSS_SECTION);
        }
        return columns;
    }

    @Override
    public void fill(Event event) {
        if (events == 0) {
            begin(event);
        }
        events++;
        double weight = event.weight();
        all += weight;
        if (tellsCrossSection) {
            double told = event.batch().reals(CROSS_SECTION)[event.index()];
            crossSection = Double.isNaN(told) ? crossSection : told;
        }
        requireLengths(event);
        if (event.selected().isEmpty()) {
            return;
        }
        readWeights(event);
        fiducial += weight;
        fiducialSquares += weight * weight;
        for (int k = 0; k < weights.length; k++) {
            fiducialAlternatives[k] += weights[k];
        }
        int[] bins = event.bins();
        for (int o = 0; o < bins.length; o++) {
            int bin = bins[o];
            if (bin >= 0) {
                nominal[o][bin] += weight;
                squares[o][bin] += weight * weight;
                for (int k = 0; k < weights.length; k++) {
                    alternatives[k][o][bin] += weights[k];
                }
            }
        }
    }

    private void begin(Event event) {
        lengths = lists.stream().mapToInt(list -> length(event, list)).toArray();
        for (int l = 0; l < lengths.length; l++) {
            names.addAll(WeightSource.members(lists.get(l), lengths[l]));
        }
        weights = new double[names.size()];
        fiducialAlternatives = new double[names.size()];
        alternatives = new double[names.size()][][];
        for (int k = 0; k < alternatives.length; k++) {
            alternatives[k] =
                    Arrays.stream(nominal).map(bins -> new double[bins.length]).toArray(double[][]::new);
        }
    }

    private static int length(Event event, String list) {
        int[] offsets = event.batch().offsets(list);
        return offsets == null ? 0 : offsets[event.index() + 1] - offsets[event.index()];
    }

    private void requireLengths(Event event) {
        for (int l = 0; l < lengths.length; l++) {
            int found = length(event, lists.get(l));
            if (found != lengths[l]) {
                throw new FiduciaException(
                        Kind.INPUT,
                        source.file() + ": event " + (event.batch().firstEntry() + event.index()) + " has " + found
                                + " weights " + lists.get(l) + ", those before it " + lengths[l],
                        "make files of their own for events with other weights");
            }
        }
    }

    private void readWeights(Event event) {
        int k = 0;
        for (String column : plain) {
            weights[k++] = event.batch().reals(column)[event.index()];
        }
        for (int l = 0; l < lengths.length; l++) {
            Column column = event.batch().column(lists.get(l));
            int[] offsets = column.offsets();
            int from = offsets == null ? 0 : offsets[event.index()];
            double[] values = column.reals();
            for (int i = 0; i < lengths[l]; i++) {
                weights[k++] = event.weight() * values[from + i];
            }
        }
        for (int i = 0; i < k; i++) {
            if (!Double.isFinite(weights[i])) {
                throw new FiduciaException(
                        Kind.INPUT,
                        source.file() + ": event " + (event.batch().firstEntry() + event.index()) + " has the weight "
                                + names.get(i) + " of " + weights[i],
                        "leave the event out, or write the file without this weight");
            }
        }
    }

    /** Adds those of another file of the same process. */
    void add(GeneratedSums other) {
        if (other.events == 0) {
            return;
        }
        if (!names.equals(other.names)) {
            throw new FiduciaException(
                    Kind.INPUT,
                    other.source.file() + " has other alternative weights than " + source.file(),
                    "give files with different weights as processes of their own: NAME=FILE");
        }
        events += other.events;
        all += other.all;
        fiducial += other.fiducial;
        fiducialSquares += other.fiducialSquares;
        add(nominal, other.nominal);
        add(squares, other.squares);
        for (int k = 0; k < alternatives.length; k++) {
            fiducialAlternatives[k] += other.fiducialAlternatives[k];
            add(alternatives[k], other.alternatives[k]);
        }
    }

    private static void add(double[][] sums, double[][] others) {
        for (int o = 0; o < sums.length; o++) {
            for (int bin = 0; bin < sums[o].length; bin++) {
                sums[o][bin] += others[o][bin];
            }
        }
    }

    /** The file. */
    Source source() {
        return source;
    }

    /** Number of events. */
    long events() {
        return events;
    }

    /** Cross section, fb: as found by the card, else as the last event tells; NaN for none. */
    double crossSection() {
        return Double.isNaN(source.crossSection()) ? crossSection : source.crossSection();
    }

    /** Sum of the weights of all generated events of the file: as found by the card, else of the events in it. */
    double sumOfWeights() {
        return Double.isNaN(source.sumOfWeights()) ? all : source.sumOfWeights();
    }

    /** Names of the alternative weights; empty for one that does not count. */
    List<String> names() {
        return names;
    }

    /** Sums over fiducial events: nominal, squares, alternatives. */
    Cell fiducial() {
        return new Cell(fiducial, fiducialSquares, fiducialAlternatives.clone());
    }

    /** Sums in a bin. */
    Cell cell(int observable, int bin) {
        var others = new double[alternatives.length];
        for (int k = 0; k < others.length; k++) {
            others[k] = alternatives[k][observable][bin];
        }
        return new Cell(nominal[observable][bin], squares[observable][bin], others);
    }

    /**
     * Sums of weights.
     *
     * @param nominal of the nominal weight
     * @param squares of its squares
     * @param alternatives of each alternative weight
     */
    record Cell(double nominal, double squares, double[] alternatives) {}
}

package org.fiducia.channel.hgg.internal.boundaries;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.channel.hgg.Diphoton;
import org.fiducia.channel.hgg.internal.Quantity;

/**
 * Boundaries of a quantity that divide candidates into classes such that the mass of the resonance is expected to be measured
 * best: by the information of simulation, never of data.
 *
 * @param edges values between which lie equal parts of the signal
 * @param cells spectra between the edges
 * @param others information of the categories that stay
 * @param best divisions into 1, 2, … classes
 * @param chosen the first that another class improves by less than is asked for
 */
record Boundaries(double[] edges, List<MassSpectra> cells, double others, List<Partition> best, Partition chosen) {
    /** A simulated candidate. */
    private record Point(double x, double mass, double weight, boolean signal) {}

    /**
     * Finds them.
     *
     * @param divided the categories that are divided anew
     * @param candidates number of equal parts of the signal between which a boundary may lie
     * @param most classes at most
     * @param gain relative gain in the uncertainty below which another class is not worth it
     */
    static Boundaries of(
            Analysis analysis,
            List<BinnedSample> samples,
            Quantity axis,
            Predicate<Category> divided,
            int candidates,
            int most,
            double gain) {
        int categories = analysis.categories().size();
        var points = new ArrayList<Point>();
        var staying = new ArrayList<MassSpectra>();
        for (int c = 0; c < categories; c++) {
            staying.add(MassSpectra.empty(analysis.fit().lo(), analysis.fit().hi()));
        }
        for (BinnedSample sample : simulated(analysis, samples)) {
            double luminosity = analysis.eras().stream()
                    .filter(sample.sample()::serves)
                    .mapToDouble(Era::luminosity)
                    .sum();
            boolean signal = sample.sample().role() == Role.SIGNAL;
            for (int e = 0; e < sample.events().size(); e++) {
                SelectedEvent event = sample.events().get(e);
                if (!sample.fitted()[e] || !(event.reco() instanceof Diphoton pair)) {
                    continue;
                }
                double weight = luminosity * sample.sample().scale() * event.selectedWeight();
                var point = new Point(axis.of(pair), pair.mass(), weight, signal);
                if (divided.test(analysis.categories().get(event.category())) && !Double.isNaN(point.x())) {
                    points.add(point);
                } else {
                    add(staying.get(event.category()), point);
                }
            }
        }
        double[] edges = edges(points, candidates);
        var cells = new ArrayList<MassSpectra>();
        for (int k = 0; k <= edges.length; k++) {
            cells.add(MassSpectra.empty(analysis.fit().lo(), analysis.fit().hi()));
        }
        for (Point point : points) {
            add(
                    cells.get((int) DoubleStream.of(edges)
                            .filter(edge -> edge <= point.x())
                            .count()),
                    point);
        }
        double others = staying.stream().mapToDouble(MassSpectra::information).sum();
        List<Partition> best = Partition.best(
                cells.size(), most, (from, to) -> pooled(cells, from, to).information());
        return new Boundaries(edges, cells, others, best, choose(best, others, gain));
    }

    private static List<BinnedSample> simulated(Analysis analysis, List<BinnedSample> samples) {
        var simulated = new ArrayList<>(analysis.nominal(samples));
        int signal = simulated.size();
        samples.stream()
                .filter(sample -> sample.sample().role() == Role.BACKGROUND)
                .forEach(simulated::add);
        if (signal == 0 || simulated.size() == signal) {
            throw new FiduciaException(
                    Kind.CARD,
                    "the card has no simulated " + (signal == 0 ? "signal" : "background"),
                    "declare samples with role " + (signal == 0 ? "signal" : "background"));
        }
        return simulated;
    }

    private static void add(MassSpectra spectra, Point point) {
        if (point.signal()) {
            spectra.addSignal(point.mass(), point.weight());
        } else {
            spectra.addBackground(point.mass(), point.weight());
        }
    }

    /** Values that divide the signal into equal parts. */
    private static double[] edges(List<Point> points, int parts) {
        List<Point> signal = points.stream()
                .filter(Point::signal)
                .sorted(Comparator.comparingDouble(Point::x))
                .toList();
        double all = signal.stream().mapToDouble(Point::weight).sum();
        if (!(all > 0)) {
            throw new FiduciaException(
                    Kind.INPUT,
                    "no simulated signal is selected in the categories that are to be divided",
                    "name other ones with --divide, or look at the cutflow with `select`");
        }
        var edges = new ArrayList<Double>();
        double sum = 0;
        for (Point point : signal) {
            sum += point.weight();
            if (edges.size() < parts - 1 && sum >= all * (edges.size() + 1) / parts) {
                edges.add(point.x());
            }
        }
        return edges.stream().mapToDouble(edge -> edge).distinct().toArray();
    }

    private static MassSpectra pooled(List<MassSpectra> cells, int from, int to) {
        return cells.subList(from, to).stream().reduce(MassSpectra::plus).orElseThrow();
    }

    private static Partition choose(List<Partition> best, double others, double gain) {
        Partition chosen = best.get(0);
        for (Partition next : best.subList(1, best.size())) {
            if (1 - uncertainty(next, others) / uncertainty(chosen, others) < gain) {
                return chosen;
            }
            chosen = next;
        }
        return chosen;
    }

    private static double uncertainty(Partition partition, double others) {
        return 1 / Math.sqrt(partition.information() + others);
    }

    /** Expected uncertainty of the mass, GeV, of all categories. */
    double uncertainty(Partition partition) {
        return uncertainty(partition, others);
    }

    /** Boundaries between the classes, rising. */
    double[] of(Partition partition) {
        return Arrays.stream(partition.ends(), 0, partition.classes() - 1)
                .mapToDouble(end -> edges[end - 1])
                .toArray();
    }

    /** Spectra of a class. */
    MassSpectra spectra(Partition partition, int index) {
        return pooled(cells, partition.start(index), partition.ends()[index]);
    }
}

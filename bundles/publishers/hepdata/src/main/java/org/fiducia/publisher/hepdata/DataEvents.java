package org.fiducia.publisher.hepdata;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.fiducia.api.channel.Role;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.model.Dataset;

/**
 * The data of a likelihood with the event behind each number, so that replicas can be drawn. Sets of events are those of era,
 * category and reconstructed bin, in this order; what follows are other regions, of which the events are known by the
 * number of the set alone.
 *
 * @param cells one per set
 */
record DataEvents(Dataset data, ArrayList<Cell> cells) implements Serializable {
    private static final long serialVersionUID = 1;

    /** An event: the value of the fit variable, and what it is known by. */
    record Event(double value, long sample, long index) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /**
     * The events of a set.
     *
     * @param events by rising values
     * @param interval of each event; none where the events themselves are fitted
     */
    record Cell(ArrayList<Event> events, int[] interval) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /**
     * The events of a model.
     *
     * @return empty where the samples are not what the data are made of
     */
    static Optional<DataEvents> of(CardModel.Model model) {
        Dataset data = model.likelihood().data();
        List<ArrayList<Event>> lists = collected(model);
        var cells = new ArrayList<Cell>();
        for (int c = 0; c < data.values().size(); c++) {
            Optional<Cell> cell = c < lists.size() ? cell(data, c, lists.get(c)) : Optional.of(other(model, c));
            if (cell.isEmpty()) {
                return Optional.empty();
            }
            cells.add(cell.get());
        }
        return lists.size() > data.values().size() ? Optional.empty() : Optional.of(new DataEvents(data, cells));
    }

    private static List<ArrayList<Event>> collected(CardModel.Model model) {
        Analysis analysis = model.analysis();
        int categories = analysis.categories().size();
        int bins = model.observable().reconstructed().size();
        var lists = new ArrayList<ArrayList<Event>>();
        for (int c = 0; c < analysis.eras().size() * categories * bins; c++) {
            lists.add(new ArrayList<>());
        }
        for (BinnedSample sample : model.samples()) {
            if (sample.sample().role() != Role.DATA) {
                continue;
            }
            int era = 0;
            while (!sample.sample().serves(analysis.eras().get(era))) {
                era++;
            }
            long known = EventWeights.sample(sample.sample().name());
            for (int e = 0; e < sample.events().size(); e++) {
                if (sample.recoBin()[e] >= 0 && sample.fitted()[e]) {
                    int category = sample.events().get(e).category();
                    lists.get((era * categories + category) * bins + sample.recoBin()[e])
                            .add(new Event(sample.value()[e], known, e));
                }
            }
        }
        lists.forEach(list -> list.sort(Comparator.comparingDouble(Event::value)));
        return lists;
    }

    /** Nothing when the events are not those of the data. */
    private static Optional<Cell> cell(Dataset data, int c, ArrayList<Event> events) {
        double[] values = data.values().get(c);
        double[] weights = data.weights() == null ? null : data.weights().get(c);
        if (data.binned(c)) {
            double[] edges = Objects.requireNonNull(data.edges(), "binned").get(c);
            int[] interval = new int[events.size()];
            double[] counts = new double[values.length];
            for (int e = 0; e < interval.length; e++) {
                int at = Arrays.binarySearch(edges, events.get(e).value());
                interval[e] = at >= 0 ? at : -at - 2;
                counts[interval[e]]++;
            }
            return Arrays.equals(counts, weights) ? Optional.of(new Cell(events, interval)) : Optional.empty();
        }
        boolean same = values.length == events.size();
        for (int e = 0; same && e < values.length; e++) {
            same = values[e] == events.get(e).value() && (weights == null || weights[e] == 1);
        }
        return same ? Optional.of(new Cell(events, new int[0])) : Optional.empty();
    }

    /** Events of another region, known by the name of the set. */
    private static Cell other(CardModel.Model model, int c) {
        Dataset data = model.likelihood().data();
        long known = EventWeights.sample(
                model.likelihood().model().categories().get(c).name());
        double[] values = data.values().get(c);
        var events = new ArrayList<Event>();
        var intervals = new ArrayList<Integer>();
        for (int k = 0; k < values.length; k++) {
            long entries = data.weights() == null || !data.binned(c)
                    ? 1
                    : Math.round(data.weights().get(c)[k]);
            for (long n = 0; n < entries; n++) {
                events.add(new Event(values[k], known, events.size()));
                intervals.add(k);
            }
        }
        return new Cell(
                events,
                data.binned(c) ? intervals.stream().mapToInt(Integer::intValue).toArray() : new int[0]);
    }

    /** A replica of the data. */
    Dataset replica(EventWeights drawn, int replica) {
        var values = new ArrayList<double[]>();
        var weights = new ArrayList<double[]>();
        for (int c = 0; c < cells.size(); c++) {
            Cell cell = cells.get(c);
            int n = cell.events().size();
            if (data.binned(c)) {
                double[] entries = new double[data.values().get(c).length];
                for (int e = 0; e < n; e++) {
                    Event event = cell.events().get(e);
                    entries[cell.interval()[e]] += drawn.of(replica, event.sample(), event.index());
                }
                values.add(data.values().get(c));
                weights.add(entries);
                continue;
            }
            double[] x = new double[n];
            double[] w = new double[n];
            int kept = 0;
            for (Event event : cell.events()) {
                int times = drawn.of(replica, event.sample(), event.index());
                if (times > 0) {
                    x[kept] = event.value();
                    w[kept++] = times;
                }
            }
            values.add(Arrays.copyOf(x, kept));
            weights.add(Arrays.copyOf(w, kept));
        }
        return new Dataset(values, weights, data.edges());
    }
}

package org.fiducia.background.zxfakerate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.background.zxfakerate.YieldTable.Term;

/** What the events of control regions contribute in a method, before anybody asks for bins. */
final class WeightedEvents {
    private final Analysis analysis;
    private final FakeRateSettings settings;
    private final Method method;
    private final List<FakeRates> rates;
    private final List<double[]> scaleErrors = new ArrayList<>();
    private final List<Piece> pieces = new ArrayList<>();

    /** Events of a sample in an era: millions of them where the data are large, so that each takes few bytes. */
    private static final class Piece {
        private static final int START = 64;

        private final int sample;
        private final int era;
        private int size;
        private int[] events = new int[START];
        private byte[] categories = new byte[START];
        private boolean[] data = new boolean[START];
        private byte[] scales = new byte[START];
        private short[] rates = new short[2 * START];
        private double[] weights = new double[3 * START];

        Piece(int sample, int era) {
            this.sample = sample;
            this.era = era;
        }

        void add(int event, int category, Term term) {
            if (size == events.length) {
                int more = size + (size >> 1);
                events = Arrays.copyOf(events, more);
                categories = Arrays.copyOf(categories, more);
                data = Arrays.copyOf(data, more);
                scales = Arrays.copyOf(scales, more);
                rates = Arrays.copyOf(rates, 2 * more);
                weights = Arrays.copyOf(weights, 3 * more);
            }
            events[size] = event;
            categories[size] = (byte) category;
            data[size] = term.data();
            scales[size] = (byte) term.scale();
            rates[2 * size] = (short) term.third();
            rates[2 * size + 1] = (short) term.fourth();
            weights[3 * size] = term.weight();
            weights[3 * size + 1] = term.byThird();
            weights[3 * size + 2] = term.byFourth();
            size++;
        }

        private Term term(int i) {
            return new Term(
                    weights[3 * i],
                    data[i],
                    rates[2 * i],
                    weights[3 * i + 1],
                    rates[2 * i + 1],
                    weights[3 * i + 2],
                    scales[i]);
        }

        void fill(YieldTable table, BinnedSample binned) {
            for (int i = 0; i < size; i++) {
                int bin = binned.recoBin()[events[i]];
                if (bin >= 0) {
                    table.add(era, categories[i], bin, binned.value()[events[i]], term(i));
                }
            }
        }
    }

    WeightedEvents(Analysis analysis, FakeRateSettings settings, Method method, List<FakeRates> rates) {
        this.analysis = analysis;
        this.settings = settings;
        this.method = method;
        this.rates = rates;
    }

    /**
     * Begins with the next era.
     *
     * @param errors relative uncertainties of the factors that terms may share
     */
    void begin(double... errors) {
        scaleErrors.add(errors);
    }

    /** Adds an event of the fit window to the era that has begun; those of a sample come after one another. */
    void add(int sample, int event, int category, Term term) {
        int era = scaleErrors.size() - 1;
        Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
        if (last == null || last.sample != sample || last.era != era) {
            last = new Piece(sample, era);
            pieces.add(last);
        }
        last.add(event, category, term);
    }

    /** The estimate for an observable, see {@link YieldTable#estimate}. */
    Estimate estimate(List<BinnedSample> samples, int bins, List<String> remarks, List<String> clamped) {
        var table = new YieldTable(analysis, settings, method.name(), bins);
        for (int era = 0; era < rates.size(); era++) {
            table.begin(era, rates.get(era), scaleErrors.get(era));
        }
        pieces.forEach(piece -> piece.fill(table, samples.get(piece.sample)));
        return table.estimate(remarks, clamped);
    }
}

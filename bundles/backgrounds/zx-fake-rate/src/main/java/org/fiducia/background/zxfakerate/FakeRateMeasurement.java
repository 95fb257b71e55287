package org.fiducia.background.zxfakerate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.channel.hzz4l.ZPlusLepton;

/**
 * Measures fake rates in Z + ℓ: f = pass / (pass + fail) of data, after subtracting what simulation says of prompt
 * leptons. A bin with too few entries, or in which the subtraction leaves no probability, is merged with the next lower
 * one in transverse momentum; when nothing is left to merge with, barrel and endcap are taken together.
 */
final class FakeRateMeasurement {
    private final Analysis analysis;
    private final FakeRateSettings settings;
    private final LeptonBins bins;
    private final ZWindow window;
    private final int region;

    FakeRateMeasurement(Analysis analysis, FakeRateSettings settings, ZWindow window, int region) {
        this.analysis = analysis;
        this.settings = settings;
        this.bins = new LeptonBins(settings);
        this.window = window;
        this.region = region;
    }

    /**
     * Measures.
     *
     * @param eras eras taken together
     * @param merged receives what was merged or clamped, for people
     */
    FakeRates measure(List<BinnedSample> samples, List<Era> eras, List<String> merged) {
        var counts = new Counts[bins.size()];
        Arrays.setAll(counts, i -> new Counts());
        for (Era era : eras) {
            for (BinnedSample sample : samples) {
                boolean data = sample.sample().role() == Role.DATA;
                boolean prompt = sample.sample().role() == Role.BACKGROUND
                        && settings.prompt().contains(sample.sample().process());
                if (sample.sample().serves(era) && (data || prompt)) {
                    var own = new Counts[counts.length];
                    Arrays.setAll(own, i -> new Counts());
                    fill(own, sample, data, era);
                    for (int i = 0; i < own.length; i++) {
                        counts[i].add(own[i]);
                    }
                }
            }
        }
        return merge(counts, eras, merged);
    }

    /** Number of Z + ℓ events of data. */
    boolean hasData(List<BinnedSample> samples) {
        return samples.stream()
                .filter(s -> s.sample().role() == Role.DATA)
                .flatMap(s -> s.events().stream())
                .anyMatch(e -> e.region() == region);
    }

    /** Adds the events of data or subtracts those of simulation. */
    private void fill(Counts[] counts, BinnedSample sample, boolean data, Era era) {
        double factor = data ? 1 : era.luminosity() * sample.sample().scale();
        for (SelectedEvent event : sample.events()) {
            if (event.region() == region && event.reco() instanceof ZPlusLepton candidate) {
                if (window.holds(candidate.z().mass())) {
                    counts[bins.find(candidate.lepton())].add(
                            factor * event.selectedWeight(), candidate.lepton().tight(), data);
                }
            }
        }
    }

    /** Merges bins of too few entries from the top down; what is too little at the bottom joins the bin above it. */
    private FakeRates merge(Counts[] counts, List<Era> eras, List<String> merged) {
        int n = bins.ptBins();
        var source = new int[bins.size()];
        var groups = new ArrayList<Counts>();
        for (int group = 0; group < LeptonBins.GROUPS; group++) {
            int first = groups.size();
            var open = new Counts();
            for (int bin = n - 1; bin >= 0; bin--) {
                open.add(counts[group * n + bin]);
                boolean good = open.good(settings.minEntries());
                if (!good && bin == 0 && groups.size() > first) {
                    groups.get(groups.size() - 1).add(open);
                    relabel(source, group * n, groups.size());
                    break;
                }
                source[group * n + bin] = groups.size();
                if (good || bin == 0) {
                    groups.add(open);
                    open = new Counts();
                }
            }
            report(counts, source, eras, group, merged);
        }
        return rates(counts, source, groups, eras, merged);
    }

    /** Gives the bins that were to become a merged bin of their own, and the one before it, to the last there is. */
    private void relabel(int[] source, int from, int unborn) {
        source[from] = unborn - 1;
        for (int i = from + 1; i < from + bins.ptBins() && source[i] == unborn; i++) {
            source[i] = unborn - 1;
        }
    }

    /** Says which bins with entries share a value. */
    private void report(Counts[] counts, int[] source, List<Era> eras, int group, List<String> merged) {
        int n = bins.ptBins();
        int start = -1;
        int last = -1;
        for (int bin = 0; bin <= n; bin++) {
            boolean filled = bin < n && counts[group * n + bin].entries() > 0;
            boolean same = filled && start >= 0 && source[group * n + bin] == source[group * n + start];
            if ((filled && !same) || bin == n) {
                if (last > start) {
                    merged.add(label(eras, group, start, last));
                }
                start = bin;
            }
            last = filled ? bin : last;
        }
    }

    private FakeRates rates(Counts[] bare, int[] source, List<Counts> groups, List<Era> eras, List<String> merged) {
        int n = bins.ptBins();
        var rate = new double[groups.size()];
        var error = new double[groups.size()];
        for (int g = 0; g < rate.length; g++) {
            Counts counts = groups.get(g);
            if (!counts.good(settings.minEntries())) {
                // the only one of its barrel or endcap: take both together
                int group = indexOf(source, g) / n;
                var both = new Counts();
                both.add(counts);
                for (int bin = 0; bin < n; bin++) {
                    int other = source[(group ^ 1) * n + bin];
                    if (bin == 0 || other != source[(group ^ 1) * n + bin - 1]) {
                        both.add(groups.get(other));
                    }
                }
                if (counts.entries() > 0 || both.entries() == 0) {
                    merged.add(label(eras, group, 0, n - 1)
                            + (both.entries() > 0 ? " with the rest of the detector" : " without any entry"));
                }
                counts = both;
            }
            rate[g] = counts.rate();
            error[g] = counts.error();
        }
        double[] entries = Arrays.stream(bare).mapToDouble(Counts::entries).toArray();
        return new FakeRates(bins, source, rate, error, entries);
    }

    private static int indexOf(int[] source, int value) {
        int i = 0;
        while (source[i] != value) {
            i++;
        }
        return i;
    }

    private String label(List<Era> eras, int group, int first, int last) {
        String where = bins.label(group, first, last);
        return eras.size() == analysis.eras().size() && eras.size() > 1
                ? where
                : eras.get(0).name() + " " + where;
    }
}

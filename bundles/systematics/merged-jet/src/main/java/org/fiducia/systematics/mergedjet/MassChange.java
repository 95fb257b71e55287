package org.fiducia.systematics.mergedjet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Nuisance.Effect;
import org.fiducia.api.measurement.Nuisance.MorphEffect;
import org.fiducia.api.measurement.Nuisance.Target;
import org.fiducia.api.measurement.Nuisance.YieldEffect;
import org.fiducia.api.measurement.NuisanceSource.Nominal;
import org.fiducia.api.measurement.SignalModel;
import org.fiducia.channel.hbb.MergedJet;
import org.fiducia.systematics.mergedjet.MergedJetNuisances.Declared;

/**
 * A change of the masses of jets. The histogram of a process in a category follows half of the difference between the
 * histograms of the masses that are raised and lowered by the size, and its number of events what comes into the range of the
 * fit and leaves it. Intervals in which nothing is fitted stay empty, and jets that leave them for fitted ones count.
 *
 * <p>The resolution is changed by the distance to the peak, the weighted median of the masses of the process.
 */
final class MassChange {
    /** Relative change of an interval at one standard deviation beyond which there is nothing left to change. */
    private static final double MOST = 0.95;

    private final Nominal nominal;
    private final Declared declared;
    private final double[] edges;

    MassChange(Nominal nominal, Declared declared) {
        this.nominal = nominal;
        this.declared = declared;
        Analysis analysis = nominal.analysis();
        if (analysis.fit().intervals() < 1) {
            throw new FiduciaException(
                    Kind.CARD,
                    declared.path() + ": a change of masses needs a fit in intervals",
                    "give /fit/intervals, the number of intervals of the fit");
        }
        edges = analysis.fit().edges();
    }

    Nuisance nuisance() {
        var effects = new ArrayList<Effect>();
        for (String target : declared.targets()) {
            List<BinnedSample> samples = samples(target);
            double peak = declared.kind() == Declared.Kind.MASS_SCALE ? 0 : median(samples);
            double[][] none = histograms(samples, peak, 0);
            double[][] up = histograms(samples, peak, declared.size());
            double[][] down = histograms(samples, peak, -declared.size());
            double[][] fitted = fitted(samples);
            for (int c = 0; c < none.length; c++) {
                addEffects(target, c, fitted[c], none[c], up[c], down[c], effects);
            }
        }
        return new Nuisance(declared.name(), declared.group(), effects);
    }

    private void addEffects(
            String target, int c, double[] fitted, double[] none, double[] up, double[] down, List<Effect> effects) {
        double[] change = new double[none.length];
        double raised = 0;
        double lowered = 0;
        double sum = 0;
        for (int k = 0; k < change.length; k++) {
            if (fitted[k] > 0 && none[k] > 0) {
                double half = 0.5 * (up[k] - down[k]) / none[k];
                change[k] = Math.max(-MOST, Math.min(MOST, half));
                sum += none[k];
                raised += up[k];
                lowered += down[k];
            }
        }
        if (!(sum > 0)) {
            return;
        }
        var where =
                new Target(target, "", nominal.analysis().categories().get(c).id(), "");
        effects.add(new MorphEffect(where, change));
        if (raised != sum || lowered != sum) {
            effects.add(new YieldEffect(where, Math.max(-MOST, raised / sum - 1), Math.max(-MOST, lowered / sum - 1)));
        }
    }

    /** The samples that a process of the model is made of. */
    private List<BinnedSample> samples(String target) {
        List<BinnedSample> samples = target.equals(SignalModel.RESONANT)
                ? nominal.analysis()
                        .nominal(nominal.samples().stream()
                                .filter(s -> s.sample().role() == Role.SIGNAL)
                                .toList())
                : nominal.samples().stream()
                        .filter(s -> s.sample().role() == Role.BACKGROUND
                                && s.sample().process().equals(target))
                        .toList();
        if (samples.isEmpty()) {
            throw new FiduciaException(
                    Kind.CARD,
                    declared.path() + ": there is no simulated sample of the process " + target,
                    "name components after the processes of their samples");
        }
        return samples;
    }

    /** Sums of weights of all candidates of the categories with changed masses, [category][interval]. */
    private double[][] histograms(List<BinnedSample> samples, double peak, double change) {
        var contents = new double[nominal.analysis().categories().size()][edges.length - 1];
        for (BinnedSample sample : samples) {
            for (SelectedEvent event : sample.events()) {
                if (event.reco() instanceof MergedJet jet) {
                    add(contents[event.category()], peak + (jet.mass() - peak) * (1 + change), sample, event);
                }
            }
        }
        return contents;
    }

    /** The same of those that are fitted, as they are. */
    private double[][] fitted(List<BinnedSample> samples) {
        var contents = new double[nominal.analysis().categories().size()][edges.length - 1];
        for (BinnedSample sample : samples) {
            for (int e = 0; e < sample.events().size(); e++) {
                if (sample.fitted()[e]) {
                    SelectedEvent event = sample.events().get(e);
                    add(contents[event.category()], sample.value()[e], sample, event);
                }
            }
        }
        return contents;
    }

    private void add(double[] contents, double mass, BinnedSample sample, SelectedEvent event) {
        if (mass >= edges[0] && mass < edges[edges.length - 1]) {
            int at = Arrays.binarySearch(edges, mass);
            contents[at >= 0 ? at : -at - 2] +=
                    event.selectedWeight() * sample.sample().scale();
        }
    }

    private static double median(List<BinnedSample> samples) {
        var weighted = new ArrayList<double[]>();
        double sum = 0;
        for (BinnedSample sample : samples) {
            for (SelectedEvent event : sample.events()) {
                if (event.reco() instanceof MergedJet jet) {
                    double weight = event.selectedWeight() * sample.sample().scale();
                    weighted.add(new double[] {jet.mass(), weight});
                    sum += weight;
                }
            }
        }
        weighted.sort(Comparator.comparingDouble(pair -> pair[0]));
        double below = 0;
        for (double[] pair : weighted) {
            below += pair[1];
            if (below >= 0.5 * sum) {
                return pair[0];
            }
        }
        return 0;
    }
}

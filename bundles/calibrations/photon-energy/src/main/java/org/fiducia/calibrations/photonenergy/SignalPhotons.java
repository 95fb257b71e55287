package org.fiducia.calibrations.photonenergy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.NuisanceSource.Nominal;
import org.fiducia.objects.photon.Photon;
import org.fiducia.objects.photon.PhotonPair;

/**
 * How the mass of the fitted signal in each category follows the energies of its photons, and its number of events: m² is
 * proportional to both, so that a relative change of one changes m by half of it, and p<sub>T</sub>/m of either by as much.
 * Events cross the limits of these, of which the densities there tell. All numbers are means over the events, by their
 * weights.
 */
final class SignalPhotons {
    /** Energies at which the muon sample fixes the scale, GeV. */
    private static final double REFERENCE = 45;

    private static final double CENTRAL = 0.682689492;

    /** Width in ln(p<sub>T</sub>/m) of the strip above a limit that tells the density there. */
    private static final double STRIP = 0.05;

    private final Category[] categories;

    private SignalPhotons(Category[] categories) {
        this.categories = categories;
    }

    /** Sums over the events of a category. */
    static final class Category {
        private final double[] scale = new double[Cells.SCALES];
        private final double[] uniformity = new double[Cells.UNIFORMITIES];
        private final double[] photon = new double[Cells.PHOTONS];
        private final double[] shower = new double[4];
        private final Map<String, Double> processes = new HashMap<>();
        private final List<double[]> masses = new ArrayList<>();
        private final List<Crossing> crossings = new ArrayList<>();
        private double logarithm;
        private double sum;

        /**
         * What an event says of the limits of the momenta.
         *
         * @param pair its photons, the leading one first
         * @param above ln(p<sub>T</sub>/m) of both
         */
        private record Crossing(List<Photon> pair, double[] above, double weight) {}

        private void add(String process, double weight, double mass, PhotonPair pair) {
            sum += weight;
            crossings.add(new Crossing(
                    pair.photons(),
                    pair.photons().stream()
                            .mapToDouble(photon -> Math.log(photon.pt() / mass))
                            .toArray(),
                    weight));
            processes.merge(process, weight, Double::sum);
            masses.add(new double[] {mass, weight});
            for (Photon photon : pair.photons()) {
                double half = 0.5 * weight;
                int cell = Cells.scale(photon.eta(), photon.r9());
                if (cell < 0) {
                    continue;
                }
                scale[cell] += half;
                int bin = Cells.uniformity(photon.eta(), photon.r9());
                if (bin >= 0) {
                    uniformity[bin] += half;
                }
                this.photon[Cells.photon(photon.eta(), photon.r9(), photon.pt())] += half;
                logarithm += half * Math.log(photon.pt() / REFERENCE);
                shower[(2 * cell >= Cells.SCALES ? 2 : 0) + cell % 2] += half;
            }
        }

        /** Change of ln m per change of the scale of each cell of the first stage. */
        double[] scale() {
            return mean(scale);
        }

        /** Likewise of the second. */
        double[] uniformity() {
            return mean(uniformity);
        }

        /** Likewise of the third. */
        double[] photon() {
            return mean(photon);
        }

        /** Likewise of barrel and endcap, each with R9 ≤ .96 and above. */
        double[] shower() {
            return mean(shower);
        }

        /** Smallest ln(p<sub>T</sub>/m) of the leading photon, or of the other. */
        private double least(int photon) {
            return crossings.stream()
                    .mapToDouble(crossing -> crossing.above()[photon])
                    .min()
                    .orElse(Double.POSITIVE_INFINITY);
        }

        /**
         * Relative change of the number of events per relative change of the energies of the photons of each bin.
         *
         * @param limits of ln(p<sub>T</sub>/m) of both photons
         * @param bin of a photon, −1 for none
         */
        private double[] crossing(double[] limits, int bins, ToIntFunction<Photon> bin) {
            var sums = new double[bins];
            for (Crossing crossing : crossings) {
                for (int limit = 0; limit < limits.length; limit++) {
                    if (crossing.above()[limit] > limits[limit] + STRIP) {
                        continue;
                    }
                    double density = 0.5 * crossing.weight() / STRIP;
                    for (int photon = 0; photon < limits.length; photon++) {
                        int at = bin.applyAsInt(crossing.pair().get(photon));
                        if (at >= 0) {
                            sums[at] += photon == limit ? density : -density;
                        }
                    }
                }
            }
            return mean(sums);
        }

        private double[] mean(double[] sums) {
            var mean = new double[sums.length];
            for (int k = 0; k < mean.length; k++) {
                mean[k] = sum > 0 ? sums[k] / sum : 0;
            }
            return mean;
        }

        /** Change of ln m by energies that grow with ln(E<sub>T</sub>/45 GeV). */
        double logarithm() {
            return sum > 0 ? logarithm / sum : 0;
        }

        /** Share of the events of some processes. */
        double share(List<String> names) {
            double some = 0;
            for (String name : names) {
                some += processes.getOrDefault(name, 0.0);
            }
            return sum > 0 ? some / sum : 0;
        }

        /** Sum of weights. */
        double weight() {
            return Math.max(0, sum);
        }

        /** Half the width of the middle 68 % of the masses, relative to their median; NaN without events. */
        double width() {
            masses.sort(Comparator.comparingDouble(mass -> mass[0]));
            double lo = quantile((1 - CENTRAL) / 2);
            double hi = quantile((1 + CENTRAL) / 2);
            return 0.5 * (hi - lo) / quantile(0.5);
        }

        private double quantile(double share) {
            double left = share * sum;
            for (double[] mass : masses) {
                left -= mass[1];
                if (left <= 0) {
                    return mass[0];
                }
            }
            return Double.NaN;
        }
    }

    /** Photons of the fitted resonant signal at the assumed point. */
    static SignalPhotons of(Nominal nominal) {
        Analysis analysis = nominal.analysis();
        var categories = new Category[analysis.categories().size()];
        for (int c = 0; c < categories.length; c++) {
            categories[c] = new Category();
        }
        List<BinnedSample> signal = nominal.samples().stream()
                .filter(sample -> sample.sample().role() == Role.SIGNAL)
                .toList();
        for (BinnedSample sample : signal.isEmpty() ? signal : analysis.nominal(signal)) {
            double luminosity = analysis.eras().stream()
                    .filter(sample.sample()::serves)
                    .mapToDouble(Era::luminosity)
                    .sum();
            for (int e = 0; e < sample.value().length; e++) {
                SelectedEvent event = sample.events().get(e);
                if (!sample.fitted()[e] || !event.resonant() || event.reco() == null) {
                    continue;
                }
                if (!(event.reco() instanceof PhotonPair pair)) {
                    throw new FiduciaException(
                            Kind.CARD,
                            "uncertainties of photon energies are declared, and the candidates of the channel have no"
                                    + " photons",
                            "remove the declarations with \"source\": \"photon-energy\", or choose a channel of two"
                                    + " photons");
                }
                double weight = event.selectedWeight() * sample.sample().scale() * luminosity;
                categories[event.category()].add(sample.sample().process(), weight, sample.value()[e], pair);
            }
        }
        return new SignalPhotons(categories);
    }

    /** Relative change of the number of events of a category per scale of each cell of the first stage. */
    double[] eventsByScale(int category) {
        return crossing(category, Cells.SCALES, photon -> Cells.scale(photon.eta(), photon.r9()));
    }

    /** Likewise of the second. */
    double[] eventsByUniformity(int category) {
        return crossing(category, Cells.UNIFORMITIES, photon -> Cells.uniformity(photon.eta(), photon.r9()));
    }

    /** Likewise of the third. */
    double[] eventsByPhoton(int category) {
        return crossing(
                category,
                Cells.PHOTONS,
                photon -> Cells.scale(photon.eta(), photon.r9()) < 0
                        ? -1
                        : Cells.photon(photon.eta(), photon.r9(), photon.pt()));
    }

    private double[] crossing(int category, int bins, ToIntFunction<Photon> bin) {
        var limits = new double[] {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        for (Category each : categories) {
            for (int photon = 0; photon < limits.length; photon++) {
                limits[photon] = Math.min(limits[photon], each.least(photon));
            }
        }
        return categories[category].crossing(limits, bins, bin);
    }

    /** Whether there is any event. */
    boolean empty() {
        for (Category category : categories) {
            if (category.weight() > 0) {
                return false;
            }
        }
        return true;
    }

    /** In the order of the analysis. */
    Category[] categories() {
        return categories;
    }

    /** Mean over all categories of one number for each. */
    double mean(double[] each) {
        double sum = 0;
        double weights = 0;
        for (int c = 0; c < each.length; c++) {
            sum += categories[c].weight() * each[c];
            weights += categories[c].weight();
        }
        return sum / weights;
    }
}

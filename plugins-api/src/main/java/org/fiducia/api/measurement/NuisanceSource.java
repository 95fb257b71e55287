package org.fiducia.api.measurement;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.ObservableInfo;
import org.osgi.annotation.versioning.ProviderType;

/** Says which systematic uncertainties a measurement has. The effects of all sources apply. */
@PluginKind(plural = "nuisances", singular = "nuisance source", order = 70)
public interface NuisanceSource extends Plugin {
    /**
     * The part of one observable: its nuisances, and whatever else an uncertainty needs.
     *
     * @param nominal the measurement without systematic uncertainties
     * @param declarations those of the card's declarations whose {@code source} is this plug-in's id; one without is for the
     *     source called {@code card}
     */
    ModelPart part(Nominal nominal, List<Settings> declarations);

    /**
     * A change of reconstructed candidates.
     *
     * @param name unique in the card: what it makes of the candidates is shared by all observables
     * @param change what becomes of a reconstructed candidate; itself where nothing does
     */
    record Change(String name, UnaryOperator<Candidate> change) {}

    /**
     * Yields of simulated samples in reconstructed bins.
     *
     * @param moved whether any event is in another bin than before
     * @param sums of scale × selected weight of the events in the fit, fb, by bin
     */
    record Yields(boolean moved, Map<Sample, double[]> sums) {
        public Yields {
            sums = Map.copyOf(sums);
        }

        /**
         * Those of varied samples.
         *
         * @param nominal the samples as they are, among others
         * @param varied some of them with other candidates
         */
        public static Yields of(List<BinnedSample> nominal, List<BinnedSample> varied) {
            var before = new HashMap<Sample, BinnedSample>();
            nominal.forEach(sample -> before.put(sample.sample(), sample));
            boolean moved = false;
            var sums = new HashMap<Sample, double[]>();
            for (BinnedSample sample : varied) {
                int[] bins = sample.recoBin();
                moved |= !Arrays.equals(
                        Objects.requireNonNull(before.get(sample.sample()), "one of the samples")
                                .recoBin(),
                        bins);
                double[] sum = new double[1 + Arrays.stream(bins).max().orElse(-1)];
                for (int e = 0; e < bins.length; e++) {
                    if (bins[e] >= 0 && sample.fitted()[e]) {
                        sum[bins[e]] +=
                                sample.sample().scale() * sample.events().get(e).selectedWeight();
                    }
                }
                sums.put(sample.sample(), sum);
            }
            return new Yields(moved, sums);
        }

        /** Sum of a sample in a bin; 0 where it has no events. */
        public double of(Sample sample, int bin) {
            double[] sum = sums.get(sample);
            return sum == null || bin >= sum.length ? 0 : sum[bin];
        }
    }

    /** What a source may look at. */
    @ProviderType
    interface Nominal {
        /** Eras, categories and window. */
        Analysis analysis();

        /** What is measured. */
        ObservableInfo observable();

        /** Every sample with its bins in the observable. */
        List<BinnedSample> samples();

        /** What simulation says of the signal. */
        Response response();

        /** Backgrounds in the bins of the fit, with their estimates. */
        List<ModelPart.Contribution> backgrounds();

        /** Names of the processes that the model has. */
        List<String> components();

        /**
         * The simulated samples with each reconstructed candidate replaced, and its bin found anew; fiducial candidates stay
         * as they are.
         *
         * @param name of the change, unique in the card: what it makes of the candidates is shared by all observables
         * @param change what becomes of a reconstructed candidate
         */
        List<BinnedSample> varied(String name, UnaryOperator<Candidate> change);

        /**
         * What changes make of the yields: one pass over the events for all of them, and none of what they make is held.
         *
         * @return of each change
         */
        default List<Yields> yields(List<Change> changes) {
            return changes.stream()
                    .map(change -> Yields.of(samples(), varied(change.name(), change.change())))
                    .toList();
        }

        /** The response that other samples give. */
        Response response(List<BinnedSample> samples);
    }
}

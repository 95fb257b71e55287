package org.fiducia.classification.stxs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Point;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.observable.Classification;
import org.fiducia.channel.higgs.HiggsCandidate;
import org.fiducia.channel.higgs.HiggsCandidate.Besides;
import org.fiducia.objects.jets.CandidateJets;
import org.fiducia.objects.production.Produced;
import org.fiducia.objects.production.Produced.VectorDecay;
import org.fiducia.testkit.ExampleMeasurements;
import org.fiducia.testkit.ExampleNominal;

/** Some simulated events of gluon fusion without jets, of which the soft ones are selected twice as often, and of tops. */
final class StagedNominal {
    static final Analysis ANALYSIS = ExampleMeasurements.ANALYSIS;

    private StagedNominal() {}

    /** Bins of 10 and 30 fb, selected with 1/2 and 1/4; 2 fb of ttH below, 1 fb above 60 GeV, all selected. */
    static ExampleNominal measured(Map<String, List<String>> merge) {
        Classification<Produced> stage = new TemplateCrossSections()
                .configured(new Settings("/stxs", Map.of("groups", List.of("GG2H", "TTH"), "merge", merge)));
        var samples = new ArrayList<BinnedSample>();
        samples.add(sample(stage, "ggH", new double[][] {{5, 10, 2}, {50, 30, 4}}));
        samples.add(sample(stage, "ttH", new double[][] {{20, 2, 1}, {80, 1, 1}}));
        return new ExampleNominal(ANALYSIS, stage.info()).withSamples(samples).withComponents("signal");
    }

    /** Events of transverse momentum, of a cross section in fb, of which every n-th is selected. */
    private static BinnedSample sample(Classification<Produced> stage, String process, double[][] events) {
        var kept = new ArrayList<SelectedEvent>();
        for (double[] event : events) {
            var truth = new HiggsCandidate(
                    125,
                    event[0],
                    0,
                    0,
                    new CandidateJets(List.<FourMomentum>of()),
                    new Besides(0, 0, Double.NaN, 0, VectorDecay.NONE));
            for (int k = 0; k < 4; k++) {
                boolean selected = k % (int) event[2] == 0;
                kept.add(new SelectedEvent(
                        event[1] / 4,
                        selected ? 0 : -1,
                        selected ? 0 : -1,
                        selected ? truth : null,
                        0,
                        truth,
                        selected));
            }
        }
        int[] reco = kept.stream().mapToInt(e -> e.reco() == null ? -1 : 0).toArray();
        int[] fiducial = kept.stream()
                .mapToInt(e -> stage.fiducial(process, (Produced) java.util.Objects.requireNonNull(e.fiducial())))
                .toArray();
        double[] value = kept.stream()
                .mapToDouble(e -> e.reco() == null ? Double.NaN : 125)
                .toArray();
        var sample = new Sample(process, process, Role.SIGNAL, Point.of(Analysis.MASS, 125), "", 1);
        return new BinnedSample(sample, kept, reco, fiducial, value, BinnedSample.fitted(ANALYSIS, kept, value));
    }
}

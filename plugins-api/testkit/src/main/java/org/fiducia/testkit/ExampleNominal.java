package org.fiducia.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.fiducia.api.Nullable;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.ModelPart.Estimate;
import org.fiducia.api.measurement.ModelPart.Variation;
import org.fiducia.api.measurement.NuisanceSource;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Shape;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.ObservableInfo;

/**
 * A measurement without systematic uncertainties, as a source of nuisances or of parts sees it. Candidates whose jets change
 * go to the bin of their number of jets, the last one of all that are more.
 *
 * @param response null for what the samples give
 */
public record ExampleNominal(
        Analysis analysis,
        ObservableInfo observable,
        List<BinnedSample> samples,
        @Nullable Response response,
        List<Contribution> backgrounds,
        List<String> components)
        implements NuisanceSource.Nominal {
    /** One of which nothing is known but the analysis and what is measured. */
    public ExampleNominal(Analysis analysis, ObservableInfo observable) {
        this(analysis, observable, List.of(), null, List.of(), List.of("signal"));
    }

    /** {@link ExampleSamples} in three bins of the number of jets, with two backgrounds whose estimates are uncertain. */
    public static ExampleNominal jets() {
        Analysis analysis = ExampleMeasurements.ANALYSIS;
        var observable = ObservableInfo.production("nJets", "$N_{\\mathrm{jets}}$", "", 0, 1, 2, 9);
        Shape flat = Shape.histogram(
                new double[] {analysis.fit().lo(), analysis.fit().hi()}, new double[] {1});
        var backgrounds = new ArrayList<Contribution>();
        for (String process : List.of("qqZZ", "ggZZ")) {
            double events = process.equals("qqZZ") ? 20 : 4;
            for (Era era : analysis.eras()) {
                for (Category category : analysis.categories()) {
                    for (Bin bin : observable.reconstructed().bins()) {
                        backgrounds.add(new Contribution(
                                Place.of(analysis.fit(), era, category, bin),
                                process,
                                Expression.constant(events),
                                flat,
                                new Estimate(
                                        events,
                                        events / 4,
                                        Set.of(),
                                        List.of(new Variation("method_" + process, "method", 0.1, 1 / 1.1 - 1)))));
                    }
                }
            }
        }
        return new ExampleNominal(analysis, observable)
                .withSamples(ExampleSamples.binned(3))
                .withBackgrounds(backgrounds)
                .withComponents("signal", "nonResonant", "qqZZ", "ggZZ");
    }

    /** The same with other samples. */
    public ExampleNominal withSamples(List<BinnedSample> others) {
        return new ExampleNominal(analysis, observable, others, response, backgrounds, components);
    }

    /** The same with another response. */
    public ExampleNominal withResponse(Response other) {
        return new ExampleNominal(analysis, observable, samples, other, backgrounds, components);
    }

    /** The same with other backgrounds. */
    public ExampleNominal withBackgrounds(List<Contribution> others) {
        return new ExampleNominal(analysis, observable, samples, response, others, components);
    }

    /** The same with other processes. */
    public ExampleNominal withComponents(String... others) {
        return new ExampleNominal(analysis, observable, samples, response, backgrounds, List.of(others));
    }

    @Override
    public Response response() {
        return response == null ? response(samples) : response;
    }

    @Override
    public List<BinnedSample> varied(String name, UnaryOperator<Candidate> change) {
        int bins = observable.reconstructed().size();
        var varied = new ArrayList<BinnedSample>();
        for (BinnedSample sample : samples) {
            if (sample.sample().role() != Role.DATA) {
                List<SelectedEvent> events = sample.events().stream()
                        .map(event -> event.reco() == null ? event : event.withReco(change.apply(event.reco())))
                        .toList();
                int[] reco = events.stream()
                        .mapToInt(event -> event.reco() == null ? -1 : ExampleSamples.bin(event.reco(), bins))
                        .toArray();
                varied.add(sample.withEvents(events).withBins(reco, sample.fiducialBin()));
            }
        }
        return varied;
    }

    @Override
    public Response response(List<BinnedSample> others) {
        int eras = analysis.eras().size();
        int[] generatedClass = analysis.generatedClassOf();
        int categories = generatedClass.length;
        int classes = analysis.generatedClasses().size();
        int reco = observable.reconstructed().size();
        int fiducial = observable.binning().size();
        var selected = new double[eras][categories][reco][fiducial];
        var outside = new double[eras][categories][reco];
        var other = new double[eras][categories][reco];
        var sm = new double[classes][fiducial];
        var squares = new double[classes][fiducial];
        for (BinnedSample sample : analysis.nominal(others)) {
            for (int e = 0; e < sample.events().size(); e++) {
                SelectedEvent event = sample.events().get(e);
                int j = sample.fiducialBin()[e];
                int i = sample.recoBin()[e];
                double weight = event.weight() * sample.sample().scale();
                if (j >= 0) {
                    sm[event.fiducialCategory()][j] += weight;
                    squares[event.fiducialCategory()][j] += weight * weight;
                }
                for (int era = 0; era < eras && i >= 0 && sample.fitted()[e]; era++) {
                    boolean serves = sample.sample().serves(analysis.eras().get(era));
                    double counted =
                            serves ? event.selectedWeight() * sample.sample().scale() : 0;
                    if (!event.resonant()) {
                        other[era][event.category()][i] += counted;
                    } else if (j >= 0) {
                        selected[era][event.category()][i][j] += counted;
                    } else {
                        outside[era][event.category()][i] += counted;
                    }
                }
            }
        }
        var error = new double[eras][categories][reco][fiducial];
        for (int era = 0; era < eras; era++) {
            for (int c = 0; c < categories; c++) {
                for (int i = 0; i < reco; i++) {
                    double inside = 0;
                    double[] all = sm[generatedClass[c]];
                    for (int j = 0; j < fiducial; j++) {
                        inside += selected[era][c][i][j];
                        double fraction = all[j] > 0 ? selected[era][c][i][j] / all[j] : 0;
                        selected[era][c][i][j] = fraction;
                        error[era][c][i][j] = all[j] > 0
                                ? Math.sqrt(Math.max(0, fraction * (1 - fraction)) * squares[generatedClass[c]][j])
                                        / all[j]
                                : 0;
                    }
                    outside[era][c][i] = inside > 0 ? outside[era][c][i] / inside : 0;
                }
            }
        }
        return new Response(selected, error, outside, other, sm, generatedClass);
    }
}

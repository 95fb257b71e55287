package org.fiducia.background.simulatedhistogram;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BackgroundModel;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.ModelPart.Estimate;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Shape;
import org.fiducia.api.observable.Binning;
import org.osgi.service.component.annotations.Component;

/**
 * Backgrounds from simulation: number of events, luminosity × Σ weight × scale, and the histogram of the simulated events in
 * the intervals of the fit, in each era, category and bin. Nothing is smoothed: an interval without simulated events
 * expects none. The setting {@code components} names the components with the processes of their samples; a place in which a
 * component has no events is left out.
 */
@Component(service = BackgroundModel.class)
public final class HistogramBackground implements BackgroundModel, Configured {
    @Override
    public String id() {
        return "simulated-histogram";
    }

    @Override
    public String title() {
        return "histograms of simulated backgrounds";
    }

    @Override
    public void check(Analysis analysis, Settings settings) {
        components(settings);
        if (analysis.fit().intervals() < 1) {
            throw new FiduciaException(
                    Kind.CARD,
                    "the background simulated-histogram needs a fit in intervals",
                    "give /fit/intervals, the number of intervals of the fit");
        }
    }

    private static Map<String, List<String>> components(Settings settings) {
        Settings block = settings.block("components");
        settings.refuseUnknown();
        if (block.names().isEmpty()) {
            throw new FiduciaException(
                    Kind.CARD,
                    settings.path() + "/components is missing",
                    "name the components with the processes of their samples, e.g. {\"top\": [\"tt\"]}");
        }
        var components = new LinkedHashMap<String, List<String>>();
        block.names().forEach(name -> components.put(name, block.texts(name)));
        return components;
    }

    @Override
    public Prepared prepare(Analysis analysis, List<BinnedSample> samples, Settings settings, Progress progress) {
        Map<String, List<String>> components = components(settings);
        return (binned, bins, shown) -> {
            var contributions = new ArrayList<Contribution>();
            for (Era era : analysis.eras()) {
                components.forEach((component, processes) -> {
                    List<BinnedSample> chosen = chosen(binned, component, processes, era, settings);
                    contributions.addAll(expected(analysis, era, component, chosen, bins));
                });
            }
            return ModelPart.of(List.of(), contributions);
        };
    }

    private static List<BinnedSample> chosen(
            List<BinnedSample> samples, String component, List<String> processes, Era era, Settings settings) {
        var chosen = new ArrayList<BinnedSample>();
        for (String process : processes) {
            int before = chosen.size();
            samples.stream()
                    .filter(s -> s.sample().role() == Role.BACKGROUND
                            && s.sample().process().equals(process)
                            && s.sample().serves(era))
                    .forEach(chosen::add);
            if (chosen.size() == before) {
                List<String> known = samples.stream()
                        .filter(s -> s.sample().role() == Role.BACKGROUND)
                        .map(s -> s.sample().process())
                        .distinct()
                        .toList();
                throw new FiduciaException(
                        Kind.CARD,
                        settings.path() + "/components/" + component + ": no background sample of process " + process
                                + " for era " + era.name(),
                        "background processes among the samples: " + String.join(", ", known)
                                + "; add the sample or correct the list of processes");
            }
        }
        return chosen;
    }

    private static List<Contribution> expected(
            Analysis analysis, Era era, String component, List<BinnedSample> samples, Binning bins) {
        double[] edges = analysis.fit().edges();
        int categories = analysis.categories().size();
        var contents = new double[categories][bins.size()][edges.length - 1];
        var squares = new double[categories][bins.size()];
        for (BinnedSample sample : samples) {
            for (int e = 0; e < sample.events().size(); e++) {
                SelectedEvent event = sample.events().get(e);
                int bin = sample.recoBin()[e];
                if (bin >= 0 && sample.fitted()[e]) {
                    double weight = event.selectedWeight() * sample.sample().scale() * era.luminosity();
                    contents[event.category()][bin][interval(edges, sample.value()[e])] += weight;
                    squares[event.category()][bin] += weight * weight;
                }
            }
        }
        var expected = new ArrayList<Contribution>();
        for (int c = 0; c < categories; c++) {
            for (int i = 0; i < bins.size(); i++) {
                double events = 0;
                for (int k = 0; k < contents[c][i].length; k++) {
                    contents[c][i][k] = Math.max(0, contents[c][i][k]); // negative weights may win in an interval
                    events += contents[c][i][k];
                }
                if (events > 0) {
                    expected.add(new Contribution(
                            Place.of(
                                    analysis.fit(),
                                    era,
                                    analysis.categories().get(c),
                                    bins.bins().get(i)),
                            component,
                            Expression.constant(events),
                            Shape.histogram(edges, contents[c][i]),
                            new Estimate(events, Math.sqrt(squares[c][i]))));
                }
            }
        }
        return expected;
    }

    private static int interval(double[] edges, double value) {
        int k = 0;
        while (k < edges.length - 2 && value >= edges[k + 1]) {
            k++;
        }
        return k;
    }
}

package org.fiducia.background.zzmc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BackgroundModel;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.ModelPart.Estimate;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.observable.Binning;
import org.fiducia.background.template.MassTemplate;
import org.osgi.service.component.annotations.Component;

/**
 * Irreducible background from simulation: number of events, luminosity × Σ weight × scale, and smoothed mass template of
 * the signal region in each era, category and reco bin. The template of a bin is mixed with that of its category over all bins,
 * which counts as {@code inclusiveEntries} further events, one for each interval unless the card says otherwise: a bin of few
 * events has nearly the shape of its category rather than a kernel as wide as their spread, and one of many its own. One with
 * fewer events than {@code minEntries} takes that of its category as it is.
 *
 * <p>With {@code normalisation: "floating"} one free number of events per reco bin multiplies the fractions of all components,
 * eras and final states, and the nuisances of the groups in {@code replaces} (luminosity, ZZ theory) no longer act on them.
 */
@Component(service = BackgroundModel.class)
public final class SimulatedBackground implements BackgroundModel, Configured {
    @Override
    public String id() {
        return "zz-mc";
    }

    @Override
    public String title() {
        return "$ZZ$ from simulation";
    }

    @Override
    public void check(Analysis analysis, Settings settings) {
        Choices.of(settings);
    }

    @Override
    public Prepared prepare(Analysis analysis, List<BinnedSample> samples, Settings settings, Progress progress) {
        Choices choices = Choices.of(settings);
        return (binned, bins, shown) -> {
            var fixed = new ArrayList<Contribution>();
            choices.components()
                    .forEach((component, processes) -> fixed.addAll(
                            expected(analysis, choices, component, processes, binned, bins, settings, shown)));
            return choices.floating() ? floating(fixed, bins, choices.replaces()) : ModelPart.of(List.of(), fixed);
        };
    }

    private static List<Contribution> expected(
            Analysis analysis,
            Choices choices,
            String component,
            List<String> processes,
            List<BinnedSample> samples,
            Binning bins,
            Settings settings,
            Progress progress) {
        var expected = new ArrayList<Contribution>();
        // simulation that stands for every era gives each the same templates: they are made once
        var made = new LinkedHashMap<List<Sample>, Templates>();
        for (Era era : analysis.eras()) {
            progress.checkCancelled();
            List<BinnedSample> chosen = choose(samples, component, processes, era, settings);
            Templates templates = made.computeIfAbsent(
                    chosen.stream().map(BinnedSample::sample).toList(),
                    key -> new Templates(analysis, chosen, bins, choices));
            templates.addTo(expected, component, era);
        }
        return expected;
    }

    /** The same with one free number of events per reco bin, shared in the proportions of simulation. */
    private static ModelPart floating(List<Contribution> fixed, Binning bins, List<String> replaces) {
        var events = new LinkedHashMap<String, Double>();
        fixed.forEach(c -> events.merge(c.place().bin(), c.estimate().events(), Double::sum));
        var normalisations = new LinkedHashMap<String, Parameter>();
        var floating = new ArrayList<Contribution>();
        for (Contribution c : fixed) {
            String bin = c.place().bin();
            double all = events.getOrDefault(bin, 0.0);
            if (!(all > 0)) {
                floating.add(c);
                continue;
            }
            Parameter free = normalisations.computeIfAbsent(
                    bin, label -> Parameter.normalisation("ZZ_" + bins.indexOf(label), all));
            double share = c.estimate().events() / all;
            floating.add(new Contribution(
                    c.place(),
                    c.process(),
                    Expression.product(Expression.constant(share), Expression.ref(free.name())),
                    c.shape(),
                    new Estimate(c.estimate().events(), c.estimate().error(), Set.copyOf(replaces), List.of())));
        }
        var parameters = List.copyOf(normalisations.values());
        return ModelPart.of(parameters, floating)
                .withQuantities(parameters.stream()
                        .map(parameter -> Quantity.of(parameter, "events"))
                        .toList());
    }

    /** What the card chooses. */
    private record Choices(
            Map<String, List<String>> components,
            int templateBins,
            double minEntries,
            double inclusiveEntries,
            boolean floating,
            List<String> replaces) {
        static Choices of(Settings settings) {
            Map<String, List<String>> components = named(settings);
            int templateBins = settings.integer("templateBins", 20);
            double minEntries = settings.real("minEntries", 1);
            double inclusiveEntries = settings.real("inclusiveEntries", templateBins);
            if (!(inclusiveEntries >= 0)) {
                throw settings.wrong("inclusiveEntries", "at least 0");
            }
            if (templateBins < 1) {
                throw settings.wrong("templateBins", "at least 1");
            }
            String normalisation = settings.text("normalisation", "fixed");
            if (!List.of("fixed", "floating").contains(normalisation)) {
                throw settings.wrong("normalisation", "fixed or floating");
            }
            List<String> replaces = settings.texts("replaces", "luminosity", "ZZ theory");
            settings.refuseUnknown();
            return new Choices(
                    components, templateBins, minEntries, inclusiveEntries, normalisation.equals("floating"), replaces);
        }
    }

    private static Map<String, List<String>> named(Settings settings) {
        Settings block = settings.block("components");
        var components = new LinkedHashMap<String, List<String>>();
        if (block.names().isEmpty()) {
            components.put("qqZZ", List.of("qqZZ"));
            components.put("ggZZ", List.of("ggZZ"));
        }
        for (String name : block.names()) {
            components.put(name, block.texts(name));
        }
        return components;
    }

    private static List<BinnedSample> choose(
            List<BinnedSample> samples, String component, List<String> processes, Era era, Settings settings) {
        var chosen = new ArrayList<BinnedSample>();
        for (String process : processes) {
            int before = chosen.size();
            for (BinnedSample sample : samples) {
                Sample s = sample.sample();
                if (s.role() == Role.BACKGROUND && s.process().equals(process) && s.serves(era)) {
                    chosen.add(sample);
                }
            }
            if (chosen.size() == before) {
                List<String> known = samples.stream()
                        .map(BinnedSample::sample)
                        .filter(s -> s.role() == Role.BACKGROUND)
                        .map(Sample::process)
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

    /** Templates [category][bin] of some samples, for 1 fb⁻¹. */
    private static final class Templates {
        private final Analysis analysis;
        private final Binning bins;
        private final MassTemplate[][] binned;
        private final MassTemplate[] inclusive;
        private final Shape[][] shapes;

        Templates(Analysis analysis, List<BinnedSample> samples, Binning bins, Choices choices) {
            int templateBins = choices.templateBins();
            this.analysis = analysis;
            this.bins = bins;
            int categories = analysis.categories().size();
            binned = new MassTemplate[categories][bins.size()];
            inclusive = new MassTemplate[categories];
            for (int c = 0; c < categories; c++) {
                inclusive[c] =
                        new MassTemplate(analysis.fit().lo(), analysis.fit().hi(), templateBins);
                for (int i = 0; i < bins.size(); i++) {
                    binned[c][i] =
                            new MassTemplate(analysis.fit().lo(), analysis.fit().hi(), templateBins);
                }
            }
            samples.forEach(this::fill);
            shapes = new Shape[categories][bins.size()];
            for (int c = 0; c < categories; c++) {
                double[] whole = inclusive[c].fractions();
                for (int i = 0; i < bins.size(); i++) {
                    double n = binned[c][i].effectiveEntries();
                    boolean enough = n >= Math.max(choices.minEntries(), 1);
                    double own = enough ? n / (n + choices.inclusiveEntries()) : 0;
                    shapes[c][i] = binned[c][i].shape(whole, own);
                }
            }
        }

        private void fill(BinnedSample sample) {
            List<SelectedEvent> events = sample.events();
            for (int e = 0; e < events.size(); e++) {
                SelectedEvent event = events.get(e);
                int bin = sample.recoBin()[e];
                if (bin >= 0 && sample.fitted()[e]) {
                    double weight = event.selectedWeight() * sample.sample().scale();
                    binned[event.category()][bin].add(sample.value()[e], weight);
                    inclusive[event.category()].add(sample.value()[e], weight);
                }
            }
        }

        void addTo(List<Contribution> expected, String component, Era era) {
            for (int c = 0; c < binned.length; c++) {
                for (int i = 0; i < binned[c].length; i++) {
                    MassTemplate template = binned[c][i];
                    double events = era.luminosity() * Math.max(0, template.sum());
                    expected.add(new Contribution(
                            Place.of(
                                    analysis.fit(),
                                    era,
                                    analysis.categories().get(c),
                                    bins.bins().get(i)),
                            component,
                            Expression.constant(events),
                            shapes[c][i],
                            new Estimate(events, era.luminosity() * template.error())));
                }
            }
        }
    }
}

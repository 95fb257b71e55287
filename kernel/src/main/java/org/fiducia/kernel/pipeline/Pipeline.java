package org.fiducia.kernel.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.channel.EventStep;
import org.fiducia.api.channel.EventWeight;
import org.fiducia.api.channel.Role;
import org.fiducia.api.command.CardGeneration;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Publication;
import org.fiducia.api.command.ResultFolder;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.inference.Inference;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.api.observable.Classification;
import org.fiducia.api.schedule.Scheduler;
import org.fiducia.kernel.card.AnalysisCard;
import org.fiducia.kernel.card.AnalysisCard.Choice;
import org.fiducia.kernel.card.AnalysisCard.SampleFiles;
import org.fiducia.kernel.jobs.LocalScheduler;
import org.fiducia.kernel.jobs.RunningJob;
import org.fiducia.kernel.jobs.Workers;
import org.fiducia.kernel.plugins.Plugins;
import org.fiducia.kernel.recall.KeptFiles;
import org.fiducia.kernel.store.Store;

/** One analysis card, from files to results. Holds the plug-ins it starts with to its end. */
public final class Pipeline implements AutoCloseable {
    private final AnalysisCard card;
    private final Plugins plugins;
    private final Store store;
    private final RunningJob job;
    private final Workers workers;
    private final Scheduler scheduler;
    private final Optional<Scheduler> elsewhere;
    private final Channel channel;
    private final CardObservables observables;
    private final CardSteps steps;
    private final SelectionStage selection;
    private final FitVariable variable;
    private final KeptEvents kept;
    private boolean handedOver;
    private @Nullable List<SelectedSample> selected;
    private @Nullable List<BinnedSample> valued;

    /**
     * @param threads number of threads, at least 1
     * @param scheduler has events selected, toys thrown and likelihoods scanned elsewhere; empty for these threads
     * @throws FiduciaException when the channel of the card is not there or refuses its settings
     */
    public Pipeline(
            AnalysisCard card,
            Plugins plugins,
            Store store,
            RunningJob job,
            int threads,
            Optional<Scheduler> scheduler) {
        this.card = card;
        this.plugins = plugins;
        this.store = store;
        this.job = job;
        this.workers = new Workers(threads);
        this.channel = plugins.get(Channel.class, card.channel().id());
        this.observables = new CardObservables(card, plugins, channel);
        var files = new EventFiles(plugins);
        this.kept = new KeptEvents(channel, card.eventsInMemory(), store, threads);
        this.steps = new CardSteps(card, id -> plugins.get(EventStep.class, id));
        this.selection = new SelectionStage(card, channel, steps, files, store, kept, job);
        this.elsewhere = scheduler;
        this.scheduler = scheduler.orElseGet(() -> new LocalScheduler(workers, List.of(selection.task())));
        this.variable = FitVariable.of(card, channel, observables, selection.categories());
    }

    /** The channel of the card. */
    public Channel channel() {
        return channel;
    }

    /** Final states or classes with what the card says of them. */
    public List<Category> categories() {
        return selection.categories();
    }

    /** What the selection keeps of every sample of the card. */
    public List<SelectedSample> select() {
        if (selected == null) {
            List<EventWeight.Weight> weights = weights(); // what is wrong with them is said before any work
            selected = weighted(selection.select(card.samples(), scheduler, workers), weights);
        }
        return selected;
    }

    /**
     * What the selection counts in every sample of the card. Its events are not kept, so that many need no room, and who
     * counts elsewhere sends sums.
     */
    public List<SelectedSample> count() {
        weights(); // what is wrong with them is said here as elsewhere
        return selection.count(card.samples(), elsewhere.isPresent(), scheduler, workers);
    }

    /** What the headers of all files of the card show, in the order of the card. */
    public List<CheckedFile> checkFiles() {
        List<CheckedFile> checked =
                new FileCheck(new EventFiles(plugins), selection.selector(), steps, job).check(card.samples(), workers);
        job.finish();
        return checked;
    }

    /** The same with the values of the fitted variable, all in one bin. */
    private List<BinnedSample> valued() {
        if (valued == null) {
            valued = variable.of(select(), workers);
        }
        return valued;
    }

    /** Whoever gets the events has them until the job is over. */
    private void handOver() {
        handedOver = true;
        job.whenOver(kept::close);
    }

    /** The weights that the card chooses for simulated candidates. */
    private List<EventWeight.Weight> weights() {
        var weights = new ArrayList<EventWeight.Weight>();
        for (Choice choice : card.weights()) {
            EventWeight plugin = plugins.get(EventWeight.class, choice.id());
            weights.add(Plugins.guard(plugin, () -> plugin.weight(choice.settings())));
        }
        return weights;
    }

    private static List<SelectedSample> weighted(List<SelectedSample> samples, List<EventWeight.Weight> weights) {
        return weights.isEmpty()
                ? samples
                : samples.stream()
                        .map(s -> s.sample().role() == Role.DATA ? s : s.weighted(weights))
                        .toList();
    }

    /** What the files that the card's settings name hold, and the plug-ins that weigh events. */
    private List<String> settingsFiles() {
        var settings = new ArrayList<Settings>(card.nuisances());
        card.weights().forEach(choice -> settings.add(choice.settings()));
        card.parts().forEach(choice -> settings.add(choice.settings()));
        var hashes = new ArrayList<String>();
        settings.forEach(s -> s.files().forEach(file -> hashes.add(selection.hash(file))));
        card.weights()
                .forEach(choice -> hashes.add(Plugins.fingerprint(plugins.get(EventWeight.class, choice.id()), store)));
        return hashes;
    }

    /**
     * The same for a plug-in: every sample in one bin, with what the card says of the backgrounds and parts. The events can
     * be read until the job is over.
     */
    public CardSelection.Selected selected() {
        List<BinnedSample> samples = valued();
        handOver();
        job.finish();
        var backgrounds = new LinkedHashMap<String, Settings>();
        card.backgrounds().forEach(choice -> backgrounds.put(choice.id(), choice.settings()));
        var parts = new LinkedHashMap<String, Settings>();
        card.parts().forEach(choice -> parts.put(choice.id(), choice.settings()));
        return new CardSelection.Selected(variable.analysis(), samples, backgrounds, parts);
    }

    /** What can be predicted of generated events. */
    public CardGeneration.Target target() {
        return target(served());
    }

    private CardGeneration.Target target(List<Classification<?>> observables) {
        return new CardGeneration.Target(
                variable.analysis(),
                channel.id(),
                observables.stream().map(Classification::info).toList());
    }

    private List<Classification<?>> served() {
        return Stream.of(observables.served(), observables.classifications())
                .flatMap(List::stream)
                .<Classification<?>>map(observables::of)
                .toList();
    }

    /** Generated events for a plug-in, see {@link CardGeneration#fill}. */
    public <F extends CardGeneration.Filling> List<F> generated(
            List<Path> files, String process, Function<CardGeneration.Source, F> start) {
        List<Classification<?>> served = served();
        var events = new GeneratedEvents(card, channel, new EventFiles(plugins), served, target(served), job);
        job.begin("reading generated events" + (process.isEmpty() ? "" : " of " + process), files.size());
        var tasks = new ArrayList<Callable<F>>();
        for (Path file : files) {
            tasks.add(() -> {
                F filled = events.fill(file, process, start);
                job.advance(1);
                return filled;
            });
        }
        List<F> filled = workers.all(tasks);
        job.finish();
        return filled;
    }

    /** Ids of the installed observables that the channel of the card gives. */
    public List<String> observables() {
        return observables.served();
    }

    /** Measures observables that are compared with no further prediction. */
    public List<Measured> measure(
            List<String> ids,
            MeasurementRequest request,
            Inference inference,
            Path out,
            ResultWriter.Console console,
            Origin origin) {
        return measure(ids, request, inference, Comparisons.NONE, out, console, origin);
    }

    /**
     * Measures observables, several at once, and writes each as soon as it is done. One that fails does not keep the others
     * from being measured; the first failure is thrown at the end. Where the same was written before it is written again,
     * and nothing is measured.
     *
     * @param ids names of the observables
     * @param request what each measurement shall tell
     * @param inference concludes from the likelihoods
     * @param comparisons predictions with which they are compared
     * @param out folder for results, one folder per observable in it
     * @param console where the writers print
     * @param origin how it was asked for
     * @return what was measured, in the order of the ids
     */
    public List<Measured> measure(
            List<String> ids,
            MeasurementRequest request,
            Inference inference,
            Comparisons comparisons,
            Path out,
            ResultWriter.Console console,
            Origin origin) {
        List<Classification<?>> observables = new ArrayList<>();
        for (String id : ids) {
            observables.add(this.observables.of(id));
        }
        comparisons.check(observables.stream().map(Classification::info).toList(), job);
        Toolbox tools = Toolbox.of(card, plugins);
        tools.check(card, variable.analysis());
        Writers writers = Writers.of(card.writers(), plugins);
        var results = new Results(
                writers,
                store,
                writers.repeatable() && !comparisons.any(),
                console.json(),
                String.join(" ", origin.command()),
                job.recording());
        selection.ask(card.samples(), workers);
        Set<SampleFiles> samples = selection.keys(card.samples()).keySet();
        String inputs = inputs();
        var provenance = new Provenance(card, channel, tools, selection::hash, origin, workers.threads());
        List<String> definition = Plugins.guard(
                channel, () -> channel.fiducialDefinition(card.channel().settings()));
        boolean several = observables.size() > 1;
        var conclusions = new Conclusion(
                inference,
                tools.statistics().with(several ? 1 : workers.threads()).with(elsewhere));
        var prepared = new Once<>(() -> prepare(observables, tools, inputs));
        var kept = new KeptMeasurements(store);
        String common = common(inputs, tools, request, inference);
        var orders = new ArrayList<Measuring.Order>();
        for (int o = 0; o < observables.size(); o++) {
            int index = o;
            Classification<?> observable = observables.get(o);
            String key = key(observable, common);
            Supplier<Measurement> make = () -> {
                Prepared ready = prepared.get();
                Measurement made = ready.measurer(several ? new QuietProgress(job) : job)
                        .measure(observable, ready.binned().get(index).get(), ready.shared(), request, conclusions);
                kept.keep(key, made);
                return made;
            };
            Map<String, Object> timeless = provenance.asked(KeptFiles.COMMAND).of(observable, samples, Map.of());
            orders.add(new Measuring.Order(
                    observable,
                    key,
                    comparisons.any() ? "" : results.key(key, definition, timeless),
                    make,
                    command -> provenance.asked(command).of(observable, samples, job.seconds())));
        }
        UnaryOperator<Measurement> told = measurement -> comparisons.compare(measurement.with(
                measurement.details().with(measurement.details().reuse().withDefinition(definition))));
        return new Measuring(plugins, kept, results, told, job, workers).of(orders, prepared::get, out, console);
    }

    /** What all files of the card hold, as far as events are selected. */
    private String inputs() {
        return Store.key(selection.keys(card.samples()).values());
    }

    /** What a measurement is kept under, apart from the observable. */
    private String common(String inputs, Toolbox tools, MeasurementRequest request, Inference inference) {
        return Store.key(
                inputs,
                card.text(),
                settingsFiles(),
                CardConfigured.fingerprint(variable.observable(), store),
                tools.fingerprint(store),
                Plugins.fingerprint(inference, store),
                Plugins.fingerprint(this, store),
                request);
    }

    private String key(Classification<?> observable, String common) {
        return Store.key(common, observable.info(), CardConfigured.fingerprint(observable, store));
    }

    /**
     * A publication of measurements of this card, while it is open.
     *
     * @param measured by {@link #measure}
     */
    public Publication publication(List<Measured> measured) {
        Toolbox tools = Toolbox.of(card, plugins);
        String inputs = inputs();
        var all = new ArrayList<Classification<?>>();
        measured.forEach(m -> all.add(m.observable()));
        var prepared = new Once<>(() -> prepare(all, tools, inputs));
        var entries = new ArrayList<Publication.Entry>();
        for (int k = 0; k < all.size(); k++) {
            int index = k;
            Classification<?> observable = all.get(k);
            entries.add(new Publication.Entry(
                    measured.get(k).made().get(),
                    measured.get(k).key(),
                    () -> model(observable, index, prepared.get(), List.of(), tools, new QuietProgress(job))));
        }
        return new Publication(entries, new StoredWork(store), workers.threads(), elsewhere, job);
    }

    /**
     * Has what belongs to measurements together written into a folder, or writes it there again where all of it was written
     * before with the same bundles.
     *
     * @param measured by {@link #measure}
     * @param further what else it depends on
     * @param folder for the files
     * @param owner of the files in it
     * @param write writes them and gives what is to be printed
     * @return what is to be printed
     */
    public String together(
            List<Measured> measured, List<String> further, ResultFolder folder, String owner, Supplier<String> write) {
        List<String> forms = measured.stream().map(Measured::form).toList();
        if (forms.contains("")) {
            return write.get();
        }
        String key = Store.key("together", forms, further, plugins.fingerprint(store));
        try {
            Optional<KeptFiles> known = store.get(KeptFiles.KIND, key, KeptFiles::read);
            if (known.isPresent()) {
                known.get().copy(folder.path(), "", job);
                job.recording().added(folder.target(), owner, key, "");
                return known.get().text("");
            }
            String text = write.get();
            store.put(KeptFiles.KIND, key, KeptFiles.taken(folder.path(), text, false)::write);
            job.recording().added(folder.target(), owner, key, "");
            return text;
        } catch (IOException e) {
            throw FiduciaException.unwritable(folder.target(), e);
        }
    }

    /** The likelihoods of one observable, see {@link CardModel#model}. */
    public CardModel.Model model(String id, List<ToDoubleFunction<Candidate>> truths) {
        Classification<?> observable = observables.of(id);
        Toolbox tools = Toolbox.of(card, plugins);
        tools.check(card, variable.analysis());
        String inputs = inputs();
        CardModel.Model model = model(observable, 0, prepare(List.of(observable), tools, inputs), truths, tools, job);
        handOver();
        job.finish();
        return model;
    }

    private CardModel.Model model(
            Classification<?> observable,
            int index,
            Prepared prepared,
            List<ToDoubleFunction<Candidate>> truths,
            Toolbox tools,
            Progress progress) {
        List<BinnedSample> samples = prepared.binned().get(index).get();
        Measurer measurer = prepared.measurer(progress);
        Measurer.Built built = measurer.build(observable, samples, prepared.shared());
        var others = new ArrayList<Likelihood>();
        for (ToDoubleFunction<Candidate> truth : truths) {
            List<BinnedSample> changed =
                    samples.stream().map(sample -> reweighted(sample, truth)).toList();
            others.add(measurer.build(observable, changed, prepared.shared()).likelihood());
        }
        return new CardModel.Model(
                variable.analysis(),
                observable.info(),
                built.nominal().response(),
                ResponseQuality.of(variable.analysis(), built.nominal().response()),
                Reported.of(built).all(),
                built.likelihood(),
                others,
                tools.statistics().fitter(),
                tools.statistics().intervals(),
                samples,
                Composition.of(variable.analysis(), observable, samples));
    }

    private static BinnedSample reweighted(BinnedSample sample, ToDoubleFunction<Candidate> truth) {
        if (sample.sample().role() != Role.SIGNAL) {
            return sample;
        }
        return sample.withEvents((e, event) -> event.withWeight(
                event.weight() * truth.applyAsDouble(event.fiducial() == null ? event.reco() : event.fiducial())));
    }

    /** What all observables share. */
    private record Prepared(
            Function<Progress, Measurer> measurers, List<Supplier<List<BinnedSample>>> binned, Parts.Shared shared) {
        Measurer measurer(Progress progress) {
            return measurers.apply(progress);
        }
    }

    private Prepared prepare(List<Classification<?>> observables, Toolbox tools, String inputs) {
        List<SelectedSample> selected = select();
        List<BinnedSample> samples = valued();
        EventCheck.require(variable.analysis(), selected, samples, Role.DATA);
        EventCheck.require(variable.analysis(), selected, samples, Role.SIGNAL);
        job.begin("binning", 0);
        List<Supplier<List<BinnedSample>>> binned = new BinningStage(store, workers)
                .bin(observables, this.observables.others(observables), samples, inputs);
        Function<Progress, Measurer> measurers = progress -> new Measurer(card, variable, tools, progress, workers);
        return new Prepared(measurers, binned, measurers.apply(job).share(samples));
    }

    @Override
    public void close() {
        workers.close();
        if (!handedOver) {
            kept.close();
        }
        store.sweep();
    }
}

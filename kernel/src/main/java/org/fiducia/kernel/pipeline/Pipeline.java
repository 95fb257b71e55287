package org.fiducia.kernel.pipeline;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Plugin;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.Suggestion;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.channel.EventWeight;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.ResultFolder;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.api.observable.Observable;
import org.fiducia.kernel.card.AnalysisCard;
import org.fiducia.kernel.card.AnalysisCard.Choice;
import org.fiducia.kernel.card.AnalysisCard.SampleFiles;
import org.fiducia.kernel.card.CardBinning;
import org.fiducia.kernel.jobs.Job;
import org.fiducia.kernel.jobs.Workers;
import org.fiducia.kernel.plugins.Plugins;
import org.fiducia.kernel.store.Store;

/** One analysis card, from files to results. Holds the plug-ins it starts with to its end. */
public final class Pipeline implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final AnalysisCard card;
    private final Plugins plugins;
    private final Store store;
    private final Job job;
    private final Workers workers;
    private final Channel channel;
    private final SelectionStage selection;
    private List<SelectedSample> selected;

    /**
     * @param threads number of threads, at least 1
     * @throws FiduciaException when the channel of the card is not there or refuses its settings
     */
    public Pipeline(AnalysisCard card, Plugins plugins, Store store, Job job, int threads) {
        this.card = card;
        this.plugins = plugins;
        this.store = store;
        this.job = job;
        this.workers = new Workers(threads);
        this.channel = plugins.get(Channel.class, card.channel().id());
        this.selection = new SelectionStage(card, channel, new EventFiles(plugins), store, job);
    }

    /** The channel of the card. */
    public Channel channel() {
        return channel;
    }

    /** What the selection keeps of every sample of the card. */
    public List<SelectedSample> select() {
        if (selected == null) {
            selected = weighted(selection.select(card.samples(), workers));
        }
        return selected;
    }

    /** Simulated candidates with the weights that the card chooses for them. */
    private List<SelectedSample> weighted(List<SelectedSample> samples) {
        var weights = new ArrayList<EventWeight.Weight>();
        for (Choice choice : card.weights()) {
            EventWeight plugin = plugins.get(EventWeight.class, choice.id());
            weights.add(Plugins.guard(plugin, () -> plugin.weight(choice.settings())));
        }
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
        var hashes = new ArrayList<String>();
        settings.forEach(s -> s.files().forEach(file -> hashes.add(selection.hash(file))));
        card.weights()
                .forEach(choice -> hashes.add(Plugins.fingerprint(plugins.get(EventWeight.class, choice.id()), store)));
        return hashes;
    }

    /** The same for a plug-in: every sample in one bin, with what the card says of the backgrounds. */
    public CardSelection.Selected selected() {
        List<BinnedSample> samples =
                select().stream().map(SelectedSample::inOneBin).toList();
        job.finish();
        var backgrounds = new LinkedHashMap<String, Settings>();
        card.backgrounds().forEach(choice -> backgrounds.put(choice.id(), choice.settings()));
        return new CardSelection.Selected(analysis(), samples, backgrounds);
    }

    /**
     * Measures observables, several at once, and writes each as soon as it is done. One that fails does not keep the others
     * from being measured; the first failure is thrown at the end.
     *
     * @param ids names of the observables
     * @param request what each measurement shall tell
     * @param out folder for results, one folder per observable in it
     * @param console where the writers print
     * @param command command line, for the provenance
     * @return what was measured, in the order of the ids
     */
    public List<Measurement> measure(
            List<String> ids,
            MeasurementRequest request,
            Path out,
            ResultWriter.Console console,
            List<String> command) {
        List<Observable<?>> observables = new ArrayList<>();
        for (String id : ids) {
            observables.add(observable(id));
        }
        Toolbox tools = Toolbox.of(card, plugins);
        List<ResultWriter> writers = new ArrayList<>();
        for (String id : card.writers()) {
            writers.add(plugins.get(ResultWriter.class, id));
        }
        Map<SampleFiles, String> keys = selection.keys(card.samples());
        String inputs = Store.key(keys.values());
        var fresh = new HashMap<Observable<?>, String>();
        var known = new HashMap<Observable<?>, Measurement>();
        for (Observable<?> observable : observables) {
            String key = Store.key(
                    inputs,
                    card.text(),
                    settingsFiles(),
                    observable.info(),
                    Plugins.fingerprint(observable, store),
                    tools.fingerprint(store),
                    Plugins.fingerprint(this, store),
                    request);
            known(key).ifPresentOrElse(m -> known.put(observable, m), () -> fresh.put(observable, key));
        }
        Prepared prepared = fresh.isEmpty() ? null : prepare(observables, tools, inputs);
        boolean several = observables.size() > 1;
        if (several) {
            job.begin("measuring " + observables.size() + " observables", observables.size());
        }
        Progress shown = several ? new QuietProgress(job) : job;
        var tasks = new ArrayList<Callable<Written>>();
        for (int o = 0; o < observables.size(); o++) {
            int index = o;
            Observable<?> observable = observables.get(o);
            tasks.add(() -> {
                try (var folder = new ResultFolder(out.resolve(observable.id()))) {
                    Measurement measurement = known.get(observable);
                    if (measurement == null) {
                        measurement = prepared.measurer(shown)
                                .measure(observable, prepared.binned().get(index), prepared.shared(), request);
                        keep(fresh.get(observable), measurement);
                    }
                    Measurement complete = measurement.withProvenance(provenance(keys, tools, observable, command));
                    String text = write(complete, writers, folder, console.json(), shown);
                    return new Written(complete, text, null);
                } catch (FiduciaException e) {
                    if (several) {
                        job.warn(observable.id() + " failed: " + e.getMessage() + " → " + e.remedy());
                    }
                    return new Written(null, "", e);
                } finally {
                    if (several) {
                        job.advance(1);
                    }
                }
            });
        }
        List<Written> written = several ? workers.all(tasks) : List.of(Workers.call(tasks.get(0)));
        job.finish();
        written.forEach(one -> console.out().print(one.text()));
        List<Measurement> measured = written.stream()
                .map(Written::measurement)
                .filter(Objects::nonNull)
                .toList();
        if (several) {
            summarise(measured, writers, out, console);
        }
        console.out().flush();
        for (Written one : written) {
            if (one.failure() != null) {
                throw one.failure();
            }
        }
        return measured;
    }

    /** What became of an observable: its measurement, and what the writers print of it; or why there is none. */
    private record Written(Measurement measurement, String text, FiduciaException failure) {}

    private void summarise(
            List<Measurement> measurements, List<ResultWriter> writers, Path out, ResultWriter.Console console) {
        for (ResultWriter writer : writers) {
            Plugins.guard(writer, () -> {
                try {
                    writer.summarise(measurements, out, console);
                } catch (IOException e) {
                    throw ResultFolder.unwritable(out, e);
                }
                return null;
            });
        }
    }

    /** The likelihoods of one observable, see {@link CardModel#model}. */
    public CardModel.Model model(String id, List<ToDoubleFunction<Candidate>> truths) {
        Observable<?> observable = observable(id);
        Toolbox tools = Toolbox.of(card, plugins);
        String inputs = Store.key(selection.keys(card.samples()).values());
        Prepared prepared = prepare(List.of(observable), tools, inputs);
        List<BinnedSample> samples = prepared.binned().get(0);
        Measurer measurer = prepared.measurer(job);
        Measurer.Built built = measurer.build(observable, samples, prepared.shared());
        var others = new ArrayList<Likelihood>();
        for (ToDoubleFunction<Candidate> truth : truths) {
            List<BinnedSample> changed =
                    samples.stream().map(sample -> reweighted(sample, truth)).toList();
            others.add(measurer.build(observable, changed, prepared.shared()).likelihood());
        }
        job.finish();
        return new CardModel.Model(
                analysis(),
                observable.info(),
                built.nominal().response(),
                built.sigma().reported(),
                built.likelihood(),
                others,
                tools.fitter(),
                tools.intervals());
    }

    private static BinnedSample reweighted(BinnedSample sample, ToDoubleFunction<Candidate> truth) {
        if (sample.sample().role() != Role.SIGNAL) {
            return sample;
        }
        List<SelectedEvent> events = sample.events().stream()
                .map(e ->
                        e.withWeight(e.weight() * truth.applyAsDouble(e.fiducial() == null ? e.reco() : e.fiducial())))
                .toList();
        return new BinnedSample(sample.sample(), events, sample.recoBin(), sample.fiducialBin());
    }

    /** What all observables share. */
    private record Prepared(
            Function<Progress, Measurer> measurers, List<List<BinnedSample>> binned, Measurer.Shared shared) {
        Measurer measurer(Progress progress) {
            return measurers.apply(progress);
        }
    }

    private Prepared prepare(List<Observable<?>> observables, Toolbox tools, String inputs) {
        Analysis analysis = analysis();
        List<SelectedSample> samples = select();
        requireEvents(analysis, samples, Role.DATA);
        requireEvents(analysis, samples, Role.SIGNAL);
        job.begin("binning", 0);
        List<Observable<?>> others = new ArrayList<>();
        for (Observable<?> other : plugins.all(Observable.class)) {
            boolean wanted = observables.stream().anyMatch(o -> o.id().equals(other.id()));
            if (!wanted && other.candidateType().isAssignableFrom(channel.candidateType())) {
                others.add(other);
            }
        }
        List<List<BinnedSample>> binned = new BinningStage(store, workers).bin(observables, others, samples, inputs);
        Function<Progress, Measurer> measurers = progress -> new Measurer(card, analysis, tools, workers, progress);
        return new Prepared(measurers, binned, measurers.apply(job).share(binned.get(0)));
    }

    /** Refuses to go on with nothing, and says which cut left nothing. */
    private static void requireEvents(Analysis analysis, List<SelectedSample> samples, Role role) {
        List<SelectedSample> concerned =
                samples.stream().filter(s -> s.sample().role() == role).toList();
        boolean any = concerned.stream()
                .flatMap(s -> s.events().stream())
                .anyMatch(e -> e.region() >= 0
                        && analysis.regions().get(e.region()).signal()
                        && analysis.inWindow(e.reco().p4().mass()));
        if (any) {
            return;
        }
        String who = role == Role.DATA ? "data" : "simulated signal";
        String remedy = "look at the cutflow with `select`, and check the files, the cuts and the window of the card";
        if (concerned.isEmpty()) {
            throw new FiduciaException(Kind.CARD, "the card has no " + who, "declare it in /eras or /samples");
        }
        List<String> cuts = concerned.get(0).cutflow().cuts();
        for (int cut = 0; cut < cuts.size(); cut++) {
            int index = cut;
            if (concerned.stream().allMatch(s -> s.cutflow().total(index) == 0)) {
                throw new FiduciaException(
                        Kind.INPUT, "no event of the " + who + " passes the cut \"" + cuts.get(cut) + '"', remedy);
            }
        }
        throw new FiduciaException(
                Kind.INPUT,
                "no event of the " + who + " is in the fit window of " + analysis.massLo() + " to " + analysis.massHi()
                        + " GeV",
                remedy);
    }

    private Observable<?> observable(String id) {
        requireKnownBinnings();
        Observable<?> observable = plugins.get(Observable.class, id);
        Class<?> needs = Plugins.guard(observable, observable::candidateType);
        if (!needs.isAssignableFrom(channel.candidateType())) {
            throw new FiduciaException(
                    Kind.USAGE,
                    "the observable " + id + " needs a " + needs.getSimpleName() + ", the channel " + channel.id()
                            + " gives a " + channel.candidateType().getSimpleName(),
                    "choose an observable of this channel, or a card of another channel");
        }
        CardBinning bins = card.binnings().get(id);
        return bins == null ? observable : rebinned(observable, bins);
    }

    private static <C extends Candidate> Observable<C> rebinned(Observable<C> observable, CardBinning bins) {
        return new RebinnedObservable<>(observable, bins.of(observable.info()));
    }

    /** Bins of an observable that is not installed are most likely those of a misspelt one. */
    private void requireKnownBinnings() {
        List<String> known =
                plugins.all(Observable.class).stream().map(Plugin::id).toList();
        for (CardBinning bins : card.binnings().values()) {
            String id = bins.at().substring(bins.at().lastIndexOf('/') + 1);
            if (!known.contains(id)) {
                throw new FiduciaException(
                        Kind.CARD,
                        card.file() + ": " + bins.at() + " is of no observable",
                        Suggestion.among(id, known));
            }
        }
    }

    private Analysis analysis() {
        return new Analysis(
                card.title(),
                card.energy(),
                card.eras(),
                channel.categories(),
                channel.regions(),
                channel.massTitle(),
                card.massLo(),
                card.massHi(),
                card.massHypothesis());
    }

    private Optional<Measurement> known(String key) {
        return store.get("measurement", key, in -> JSON.readValue(in.readAllBytes(), Measurement.class));
    }

    private void keep(String key, Measurement measurement) {
        store.put("measurement", key, out -> out.write(JSON.writeValueAsBytes(measurement)));
    }

    /** Writes one measurement. Returns what the writers print. */
    private static String write(
            Measurement measurement, List<ResultWriter> writers, ResultFolder folder, boolean json, Progress progress) {
        progress.begin(measurement.observable().id() + ": writing results", writers.size());
        var text = new StringWriter(); // shown when the files are there
        var buffer = new ResultWriter.Console(new PrintWriter(text), json);
        for (ResultWriter writer : writers) {
            progress.checkCancelled();
            Plugins.guard(writer, () -> {
                try {
                    writer.write(measurement, folder.path(), buffer);
                } catch (IOException e) {
                    throw ResultFolder.unwritable(folder.target(), e);
                }
                return null;
            });
            progress.advance(1);
        }
        folder.publish();
        buffer.out().flush();
        return text.toString();
    }

    private Map<String, Object> provenance(
            Map<SampleFiles, String> keys, Toolbox tools, Observable<?> observable, List<String> command) {
        var files = new LinkedHashMap<String, Object>();
        for (SampleFiles sample : keys.keySet()) {
            for (Path file : sample.files()) {
                files.put(file.getFileName().toString(), "sha256:" + selection.hash(file));
            }
        }
        var bundles = new ArrayList<>(tools.origins());
        bundles.add(Plugins.origin(channel));
        bundles.add(Plugins.origin(observable));
        bundles.add(Plugins.origin(this));
        var made = new LinkedHashMap<String, Object>();
        made.put("command", String.join(" ", command));
        files.put(card.file().getFileName().toString(), "sha256:" + selection.hash(card.file()));
        made.put("card", card.file().getFileName().toString());
        made.put("inputs", files);
        made.put("bundles", bundles.stream().distinct().sorted().toList());
        made.put("java", Runtime.version().toString());
        made.put("threads", workers.threads());
        made.put("seed", null);
        made.put("seconds", job.seconds());
        return made;
    }

    @Override
    public void close() {
        workers.close();
    }
}

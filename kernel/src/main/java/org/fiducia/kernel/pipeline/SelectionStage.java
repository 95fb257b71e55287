package org.fiducia.kernel.pipeline;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.fiducia.api.Progress;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.TreeInfo;
import org.fiducia.api.measurement.Sample;
import org.fiducia.kernel.card.AnalysisCard;
import org.fiducia.kernel.card.AnalysisCard.SampleFiles;
import org.fiducia.kernel.jobs.Workers;
import org.fiducia.kernel.plugins.Plugins;
import org.fiducia.kernel.store.Store;

/** From files to selected candidates: reads each file once, in parallel over files, and keeps what is selected. */
final class SelectionStage {
    private static final int RECO = 1;
    private static final int FIDUCIAL = 2;
    private static final int RESONANT = 4;

    private final AnalysisCard card;
    private final Channel channel;
    private final Selector selector;
    private final EventFiles files;
    private final Store store;
    private final Progress progress;

    SelectionStage(AnalysisCard card, Channel channel, EventFiles files, Store store, Progress progress) {
        this.card = card;
        this.channel = channel;
        this.selector =
                Plugins.guard(channel, () -> channel.selector(card.channel().settings()));
        this.files = files;
        this.store = store;
        this.progress = progress;
    }

    /** Key of the store for each sample: everything its selection depends on. */
    Map<SampleFiles, String> keys(List<SampleFiles> samples) {
        String code = Plugins.fingerprint(channel, store) + Plugins.fingerprint(this, store);
        var keys = new LinkedHashMap<SampleFiles, String>();
        for (SampleFiles sample : samples) {
            var hashes = new ArrayList<String>();
            for (Path file : sample.files()) {
                hashes.add(hash(file));
                if (Files.isRegularFile(file)) {
                    hashes.add(Plugins.fingerprint(
                            files.reader(file, sample.format().reader()), store));
                }
            }
            keys.put(
                    sample,
                    Store.key(
                            code,
                            channel.id(),
                            card.channel().settings().values(),
                            sample.role(),
                            sample.format(),
                            sample.crossSection(),
                            sample.sumOfWeights(),
                            hashes));
        }
        return keys;
    }

    /** SHA-256 of an input file. */
    String hash(Path file) {
        try {
            return Files.isRegularFile(file) ? store.hashOf(file) : "absent";
        } catch (IOException e) {
            throw EventFiles.unreadable(file, e);
        }
    }

    /** Selects every sample; largest files first, results in the order of the card. */
    List<SelectedSample> select(List<SampleFiles> samples, Workers workers) {
        Map<SampleFiles, String> keys = keys(samples);
        long bytes = samples.stream().mapToLong(SelectionStage::size).sum();
        progress.begin("reading " + samples.size() + " samples", bytes);
        List<SampleFiles> order = samples.stream()
                .sorted(Comparator.comparingLong(SelectionStage::size).reversed())
                .toList();
        var tasks = new ArrayList<Callable<SelectedSample>>();
        for (SampleFiles sample : order) {
            tasks.add(() -> {
                SelectedSample selected = selected(sample, keys.get(sample));
                progress.advance(size(sample));
                return selected;
            });
        }
        List<SelectedSample> done = workers.all(tasks);
        return samples.stream().map(sample -> done.get(order.indexOf(sample))).toList();
    }

    private SelectedSample selected(SampleFiles sample, String key) {
        return store.get("selection", key, in -> read(in, sample)).orElseGet(() -> {
            SelectedSample fresh = select(sample);
            store.put("selection", key, out -> write(out, fresh));
            return fresh;
        });
    }

    private SelectedSample select(SampleFiles sample) {
        var events = new ArrayList<SelectedEvent>();
        Cutflow cutflow = Cutflow.empty(selector.cuts(), channel.categories().size());
        var sink = new Selector.Sink() {
            @Override
            public void keep(SelectedEvent event) {
                events.add(event);
            }

            @Override
            public void pass(int cut, int category, double weight) {
                cutflow.count(cut, category, weight);
            }
        };
        long entries = 0;
        double crossSection = sample.crossSection();
        double sumOfWeights = Double.isNaN(sample.sumOfWeights()) ? 0 : sample.sumOfWeights();
        for (Path path : sample.files()) {
            try (EventFile file = files.open(path, sample.format().reader())) {
                TreeInfo tree = EventFiles.tree(path, file, sample.format().tree());
                entries += tree.entries();
                if (sample.role() != Role.DATA && (Double.isNaN(crossSection) || Double.isNaN(sample.sumOfWeights()))) {
                    double[] normalisation = files.normalisation(path, file, sample.format());
                    crossSection = Double.isNaN(sample.crossSection()) ? normalisation[0] : crossSection;
                    sumOfWeights += Double.isNaN(sample.sumOfWeights()) ? normalisation[1] : 0;
                }
                select(path, file, tree, sample, sink);
            } catch (IOException e) {
                throw EventFiles.unreadable(path, e);
            }
        }
        double scale = sample.role() == Role.DATA ? 1 : crossSection / sumOfWeights;
        return new SelectedSample(describe(sample, scale), entries, List.copyOf(events), cutflow, false);
    }

    private void select(Path path, EventFile file, TreeInfo tree, SampleFiles sample, Selector.Sink sink)
            throws IOException {
        var columns = new BoundColumns(
                path + ", tree " + tree.name(), sample.format(), selector.columns(sample.role()), tree);
        try (var cursor = file.read(tree.name(), columns.branches())) {
            for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
                progress.checkCancelled();
                EventBatch bound = columns.bind(batch);
                Plugins.guard(channel, () -> {
                    selector.select(bound, sample.role(), sink);
                    return null;
                });
            }
        }
    }

    private static Sample describe(SampleFiles sample, double scale) {
        return new Sample(sample.name(), sample.process(), sample.role(), sample.mass(), sample.era(), scale);
    }

    private static long size(SampleFiles sample) {
        return sample.files().stream().mapToLong(file -> file.toFile().length()).sum();
    }

    private void write(DataOutputStream out, SelectedSample selected) throws IOException {
        out.writeDouble(selected.sample().scale());
        out.writeLong(selected.entries());
        selected.cutflow().write(out);
        out.writeInt(selected.events().size());
        for (SelectedEvent event : selected.events()) {
            out.writeByte((event.reco() != null ? RECO : 0)
                    | (event.fiducial() != null ? FIDUCIAL : 0)
                    | (event.resonant() ? RESONANT : 0));
            out.writeDouble(event.weight());
            if (event.reco() != null) {
                out.writeByte(event.region());
                out.writeByte(event.category());
                channel.write(event.reco(), out);
            }
            if (event.fiducial() != null) {
                out.writeByte(event.fiducialCategory());
                channel.write(event.fiducial(), out);
            }
        }
    }

    private SelectedSample read(DataInputStream in, SampleFiles sample) throws IOException {
        double scale = in.readDouble();
        long entries = in.readLong();
        Cutflow cutflow = Cutflow.read(in);
        int size = in.readInt();
        var events = new ArrayList<SelectedEvent>(size);
        for (int i = 0; i < size; i++) {
            int flags = in.readByte();
            double weight = in.readDouble();
            int region = -1;
            int category = -1;
            Candidate reco = null;
            if ((flags & RECO) != 0) {
                region = in.readByte();
                category = in.readByte();
                reco = channel.read(in);
            }
            int fiducialCategory = -1;
            Candidate fiducial = null;
            if ((flags & FIDUCIAL) != 0) {
                fiducialCategory = in.readByte();
                fiducial = channel.read(in);
            }
            events.add(new SelectedEvent(
                    weight, region, category, reco, fiducialCategory, fiducial, (flags & RESONANT) != 0));
        }
        return new SelectedSample(describe(sample, scale), entries, events, cutflow, true);
    }
}

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
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.TreeInfo;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.measurement.Sample.Variation;
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
        var sink = new VariationSink() {
            @Override
            public void keep(SelectedEvent event) {
                events.add(
                        variations.isEmpty() || event.region() < 0 && event.fiducial() == null
                                ? event
                                : event.withVariations(relative()));
            }

            @Override
            public void pass(int cut, int category, double weight) {
                cutflow.count(cut, category, weight);
            }
        };
        long entries = 0;
        List<Variation> known = List.of();
        double crossSection = sample.crossSection();
        double sumOfWeights = Double.isNaN(sample.sumOfWeights()) ? 0 : sample.sumOfWeights();
        for (Path path : sample.files()) {
            try (EventFile file = files.open(path, sample.format().reader())) {
                TreeInfo tree = EventFiles.tree(path, file, sample.format().tree());
                entries += tree.entries();
                if (sample.role() == Role.SIGNAL) {
                    List<Variation> found = EventFiles.variations(path, file, tree, sample.format());
                    known = entries == tree.entries() ? found : agreeing(path, known, found);
                    sink.variations = found;
                }
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
        return new SelectedSample(describe(sample, scale, known), entries, List.copyOf(events), cutflow, false);
    }

    /** Files of one sample must have the same alternative weights; their means are those of the first. */
    private static List<Variation> agreeing(Path path, List<Variation> first, List<Variation> other) {
        boolean same = first.size() == other.size();
        for (int k = 0; same && k < first.size(); k++) {
            same = first.get(k).name().equals(other.get(k).name());
        }
        if (!same) {
            throw new FiduciaException(
                    Kind.INPUT,
                    path + " has other alternative weights than the files before it",
                    "make samples of their own of files with different weights");
        }
        return first;
    }

    /** Keeps the alternative weights of the event that is being selected. */
    private abstract static class VariationSink implements Selector.Sink {
        /** Those of the file that is being read. */
        List<Variation> variations = List.of();

        private EventBatch batch;
        private int event;

        void use(EventBatch next) {
            batch = next;
        }

        @Override
        public void begin(int index) {
            event = index;
        }

        float[] relative() {
            var weights = new float[variations.size()];
            for (int k = 0; k < weights.length; k++) {
                Variation variation = variations.get(k);
                Column column = batch.columns().get(variation.name());
                int at = column.offsets()[event] + variation.index();
                if (at >= column.offsets()[event + 1]) {
                    throw new FiduciaException(
                            Kind.INPUT,
                            batch.source() + ": event " + (batch.firstEntry() + event) + " has no " + variation.name()
                                    + "[" + variation.index() + "]",
                            "take these weights out of the format in the card, or leave the file out");
                }
                weights[k] = (float) column.reals()[at];
            }
            return weights;
        }
    }

    private void select(Path path, EventFile file, TreeInfo tree, SampleFiles sample, VariationSink sink)
            throws IOException {
        var wanted = new ArrayList<>(selector.columns(sample.role()));
        sink.variations.stream()
                .map(Variation::name)
                .distinct()
                .map(ColumnSpec::reals)
                .forEach(wanted::add);
        var columns = new BoundColumns(path + ", tree " + tree.name(), sample.format(), wanted, tree);
        try (var cursor = file.read(tree.name(), columns.branches())) {
            for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
                progress.checkCancelled();
                EventBatch bound = columns.bind(batch);
                sink.use(bound);
                Plugins.guard(channel, () -> {
                    selector.select(bound, sample.role(), sink);
                    return null;
                });
            }
        }
    }

    private static Sample describe(SampleFiles sample, double scale, List<Variation> variations) {
        return new Sample(
                sample.name(), sample.process(), sample.role(), sample.point(), sample.era(), scale, variations);
    }

    private static long size(SampleFiles sample) {
        return sample.files().stream().mapToLong(file -> file.toFile().length()).sum();
    }

    private void write(DataOutputStream out, SelectedSample selected) throws IOException {
        out.writeDouble(selected.sample().scale());
        List<Variation> variations = selected.sample().variations();
        out.writeInt(variations.size());
        for (Variation variation : variations) {
            out.writeUTF(variation.name());
            out.writeInt(variation.index());
            out.writeDouble(variation.mean());
        }
        out.writeLong(selected.entries());
        selected.cutflow().write(out);
        out.writeInt(selected.events().size());
        for (SelectedEvent event : selected.events()) {
            out.writeByte((event.reco() != null ? RECO : 0)
                    | (event.fiducial() != null ? FIDUCIAL : 0)
                    | (event.resonant() ? RESONANT : 0));
            out.writeDouble(event.weight());
            out.writeShort(event.variations().length);
            for (float weight : event.variations()) {
                out.writeFloat(weight);
            }
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
        var variations = new ArrayList<Variation>();
        int known = in.readInt();
        for (int k = 0; k < known; k++) {
            variations.add(new Variation(in.readUTF(), in.readInt(), in.readDouble()));
        }
        long entries = in.readLong();
        Cutflow cutflow = Cutflow.read(in);
        int size = in.readInt();
        var events = new ArrayList<SelectedEvent>(size);
        for (int i = 0; i < size; i++) {
            int flags = in.readByte();
            double weight = in.readDouble();
            float[] alternatives = new float[in.readUnsignedShort()];
            for (int k = 0; k < alternatives.length; k++) {
                alternatives[k] = in.readFloat();
            }
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
                    weight,
                    region,
                    category,
                    reco,
                    fiducialCategory,
                    fiducial,
                    (flags & RESONANT) != 0,
                    1,
                    alternatives));
        }
        return new SelectedSample(describe(sample, scale, variations), entries, events, cutflow, true);
    }
}

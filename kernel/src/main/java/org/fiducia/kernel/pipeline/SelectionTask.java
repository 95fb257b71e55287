package org.fiducia.kernel.pipeline;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.TreeInfo;
import org.fiducia.api.measurement.Sample.Variation;
import org.fiducia.api.schedule.Task;
import org.fiducia.kernel.plugins.Plugins;
import org.fiducia.kernel.store.Bytes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Selects the events of a unit. */
@Component(service = Task.class)
public final class SelectionTask implements Task {
    /** Its id. */
    static final String ID = "selection";

    private static final JsonMapper JSON = new JsonMapper();

    private final EventFiles files;
    private final Function<String, Channel> channels;
    private final boolean held;

    /** What was selected here, by the very array that it was written to: who gets that need not read it again. */
    private final Map<byte[], Selection> made = Collections.synchronizedMap(new IdentityHashMap<>());

    /** For whoever names a channel. */
    @Activate
    public SelectionTask(@Reference Plugins plugins) {
        this(new EventFiles(plugins), id -> plugins.get(Channel.class, id), false);
    }

    /** For the channel that somebody holds. */
    SelectionTask(EventFiles files, Channel channel) {
        this(files, id -> channel, true);
    }

    private SelectionTask(EventFiles files, Function<String, Channel> channels, boolean held) {
        this.files = files;
        this.channels = channels;
        this.held = held;
    }

    /**
     * The channel with the numbers of the card.
     *
     * @param path place of its settings in the card
     * @param folder to which files that they name are relative
     */
    private record Shared(String channel, String path, Map<String, Object> settings, String folder) {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "selection of events";
    }

    /** What all units have in common. */
    static byte[] shared(String channel, Settings settings, Path folder) {
        return bytes(new Shared(channel, settings.path(), settings.values(), folder.toString()));
    }

    /** A unit for {@link Work#of}. */
    static byte[] bytes(EventUnit unit) {
        return bytes((Object) unit);
    }

    /** What came of a unit. */
    Selection selection(Channel channel, List<String> cuts, int categories, byte[] result) {
        Selection own = made.remove(result);
        if (own != null) {
            return own;
        }
        return Plugins.guard(channel, () -> {
            var selection = new Selection(channel, cuts, categories);
            selection.read(Bytes.input(result));
            return selection;
        });
    }

    @Override
    public Work prepare(byte[] bytes) {
        Shared shared = read(bytes, Shared.class);
        Channel channel = channels.apply(shared.channel());
        var settings = new Settings(shared.path(), shared.settings(), Path.of(shared.folder()));
        Selector selector = Plugins.guard(channel, () -> channel.selector(settings));
        int categories =
                Plugins.guard(channel, () -> channel.categories(settings)).size();
        return (unit, progress) -> {
            Selection selection = select(channel, selector, categories, read(unit, EventUnit.class), progress);
            try {
                byte[] written = Bytes.of(selection::write);
                if (held) {
                    made.put(written, selection);
                }
                return written;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private Selection select(Channel channel, Selector selector, int categories, EventUnit unit, Progress progress) {
        Path path = Path.of(unit.file());
        var selection = new Selection(channel, selector.cuts(), categories);
        try (EventFile file = files.open(path, unit.format().reader())) {
            TreeInfo tree = EventFiles.tree(path, file, unit.tree());
            var wanted = new ArrayList<>(selector.columns(unit.role()));
            unit.variations().stream()
                    .map(Variation::name)
                    .distinct()
                    .map(ColumnSpec::reals)
                    .forEach(wanted::add);
            var columns = new BoundColumns(path + ", tree " + tree.name(), unit.format(), wanted, tree);
            try (var cursor = file.read(tree.name(), columns.branches(), unit.first(), unit.count())) {
                for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
                    progress.checkCancelled();
                    EventBatch bound = columns.bind(batch);
                    var sink = new VariationSink(selection, unit.variations(), bound);
                    Plugins.guard(channel, () -> {
                        selector.select(bound, unit.role(), sink);
                        return null;
                    });
                }
            }
        } catch (IOException e) {
            throw EventFiles.unreadable(path, e);
        }
        return selection;
    }

    /** Keeps the alternative weights of the event that is being selected. */
    private static final class VariationSink implements Selector.Sink {
        private final Selection selection;
        private final List<Variation> variations;
        private final EventBatch batch;
        private int event;

        VariationSink(Selection selection, List<Variation> variations, EventBatch batch) {
            this.selection = selection;
            this.variations = variations;
            this.batch = batch;
        }

        @Override
        public void begin(int index) {
            event = index;
        }

        @Override
        public void keep(SelectedEvent kept) {
            selection.keep(
                    variations.isEmpty() || kept.region() < 0 && kept.fiducial() == null
                            ? kept
                            : kept.withVariations(relative()));
        }

        @Override
        public void pass(int cut, int category, double weight) {
            selection.cutflow().count(cut, category, weight);
        }

        private float[] relative() {
            var weights = new float[variations.size()];
            for (int k = 0; k < weights.length; k++) {
                Variation variation = variations.get(k);
                Column column = batch.column(variation.name());
                int[] offsets = Objects.requireNonNull(column.offsets(), "an event has a list of them");
                int at = offsets[event] + variation.index();
                if (at >= offsets[event + 1]) {
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

    private static byte[] bytes(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T read(byte[] bytes, Class<T> type) {
        try {
            return JSON.readValue(bytes, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

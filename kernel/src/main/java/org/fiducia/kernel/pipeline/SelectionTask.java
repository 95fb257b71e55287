package org.fiducia.kernel.pipeline;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.channel.EventStep;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.TreeInfo;
import org.fiducia.api.measurement.Sample.Variation;
import org.fiducia.api.schedule.Task;
import org.fiducia.kernel.pipeline.EventUnit.StepOrder;
import org.fiducia.kernel.pipeline.Selection.Holding;
import org.fiducia.kernel.pipeline.UnitSteps.Held;
import org.fiducia.kernel.pipeline.UnitSteps.Passed;
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
    private final Function<String, EventStep> steps;
    private final LongPredicate room;
    private final boolean held;

    /** What was selected here, by the very array that it was written to: who gets that need not read it again. */
    private final Map<byte[], Selection> made = Collections.synchronizedMap(new IdentityHashMap<>());

    /** For whoever names a channel. */
    @Activate
    public SelectionTask(@Reference Plugins plugins) {
        this(
                new EventFiles(plugins),
                id -> plugins.get(Channel.class, id),
                id -> plugins.get(EventStep.class, id),
                events -> false,
                false);
    }

    /**
     * For the channel that somebody holds.
     *
     * @param steps gives the steps that somebody holds, by id
     * @param room whether so many events of a unit may be held as objects
     */
    SelectionTask(EventFiles files, Channel channel, Function<String, EventStep> steps, LongPredicate room) {
        this(files, id -> channel, steps, room, true);
    }

    private SelectionTask(
            EventFiles files,
            Function<String, Channel> channels,
            Function<String, EventStep> steps,
            LongPredicate room,
            boolean held) {
        this.files = files;
        this.channels = channels;
        this.steps = steps;
        this.room = room;
        this.held = held;
    }

    /**
     * The channel with the numbers of the card.
     *
     * @param path place of its settings in the card
     * @param folder to which files that they name are relative
     * @param counted whether events are only counted
     */
    private record Shared(String channel, String path, Map<String, Object> settings, String folder, boolean counted) {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "selection of events";
    }

    /**
     * What all units have in common.
     *
     * @param counted whether events are only counted
     */
    static byte[] shared(String channel, Settings settings, Path folder, boolean counted) {
        return bytes(new Shared(channel, settings.path(), settings.values(), folder.toString(), counted));
    }

    /** A unit for {@link Work#of}. */
    static byte[] bytes(EventUnit unit) {
        return bytes((Object) unit);
    }

    /** What came of a unit. */
    Selection selection(Channel channel, List<String> cuts, int categories, int steps, Holding holding, byte[] result) {
        Selection own = made.remove(result);
        if (own != null) {
            return own;
        }
        return Plugins.guard(channel, () -> {
            var selection = new Selection(channel, cuts, categories, steps, holding);
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
        var held = new ConcurrentHashMap<StepOrder, Held>(); // what a step reads of files is read once
        return (bytesOfUnit, progress) -> {
            EventUnit unit = read(bytesOfUnit, EventUnit.class);
            List<Held> own = unit.steps().stream()
                    .map(order -> held.computeIfAbsent(order, o -> step(o, shared.folder())))
                    .toList();
            List<String> lines = CardSteps.lines(
                    selector.cuts(), own.stream().map(Held::step).toList());
            Holding holding =
                    shared.counted() ? Holding.NONE : room.test(unit.count()) ? Holding.OBJECTS : Holding.PAGES;
            var selection = new Selection(channel, lines, categories, own.size(), holding);
            select(channel, selector, own, unit, selection, progress);
            try {
                byte[] written = Bytes.of(selection::write);
                if (this.held) {
                    made.put(written, selection);
                }
                return written;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private Held step(StepOrder order, String folder) {
        EventStep plugin = steps.apply(order.id());
        var settings = new Settings(order.path(), order.settings(), Path.of(folder));
        return new Held(plugin, Plugins.guard(plugin, () -> plugin.step(settings)));
    }

    private void select(
            Channel channel,
            Selector selector,
            List<Held> own,
            EventUnit unit,
            Selection selection,
            Progress progress) {
        Path path = files.file(unit.file());
        Role role = unit.origin().role();
        try (EventFile file = files.open(path, unit.format())) {
            TreeInfo tree = EventFiles.tree(path, file, unit.tree());
            var wanted = new ArrayList<>(selector.columns(role));
            unit.variations().stream()
                    .map(Variation::name)
                    .distinct()
                    .map(ColumnSpec::reals)
                    .forEach(wanted::add);
            String where = path + ", tree " + tree.name();
            var columns = new BoundColumns(where, unit.format(), wanted, tree).requireSome(where);
            var before = new UnitSteps(where, unit.format(), own, unit.origin(), tree);
            var branches = new LinkedHashSet<>(columns.branches());
            branches.addAll(before.branches());
            try (var cursor = file.read(tree.name(), List.copyOf(branches), unit.first(), unit.count())) {
                for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
                    progress.checkCancelled();
                    Passed passed = before.pass(batch, selection);
                    EventBatch bound = columns.bind(batch);
                    var sink = new SelectionSink(selection, unit.variations(), bound, passed);
                    Plugins.guard(channel, () -> {
                        selector.select(bound, role, sink);
                        return null;
                    });
                }
            }
        } catch (IOException e) {
            throw EventFiles.unreadable(path, e);
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

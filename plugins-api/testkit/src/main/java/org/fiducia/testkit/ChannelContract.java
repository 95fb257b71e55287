package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.junit.jupiter.api.Test;

/** What every channel keeps. The test of one extends it and says which events there are. */
public abstract class ChannelContract {
    private final Channel channel;
    private final Settings settings;

    /** A channel without settings. */
    protected ChannelContract(Channel channel) {
        this(channel, Settings.none());
    }

    /** A channel with the settings of a card. */
    protected ChannelContract(Channel channel, Settings settings) {
        this.channel = channel;
        this.settings = settings;
    }

    /** Some events of a sample, of which some are kept and some are not, with at least the columns that must be there. */
    protected abstract EventBatch events(Role role) throws IOException;

    /** What was kept, and the cuts that each event has passed. */
    private record Heard(List<SelectedEvent> kept, List<List<Integer>> passed) implements Selector.Sink {
        @Override
        public void begin(int event) {
            passed.add(new ArrayList<>());
        }

        @Override
        public void keep(SelectedEvent event) {
            kept.add(event);
        }

        @Override
        public void pass(int cut, int category, double weight) {
            passed.get(passed.size() - 1).add(cut);
            assertTrue(Double.isFinite(weight), () -> "weight " + weight);
        }
    }

    private Heard select(Role role, EventBatch... batches) {
        var heard = new Heard(new ArrayList<>(), new ArrayList<>());
        Selector selector = channel.selector(settings);
        for (EventBatch batch : batches) {
            selector.select(batch, role, heard);
        }
        return heard;
    }

    /** The columns that are declared, and no other. */
    private EventBatch declared(Role role) throws IOException {
        EventBatch all = events(role);
        var columns = new LinkedHashMap<String, Column>();
        for (ColumnSpec spec : channel.selector(settings).columns(role)) {
            Column column = all.columns().get(spec.name());
            assertTrue(column != null || spec.optional(), () -> "the events of the test have no " + spec.name());
            if (column != null) {
                assertEquals(spec.jagged(), column.jagged(), () -> spec.name() + " has several values per event");
                columns.put(spec.name(), column);
            }
        }
        return new EventBatch(all.source(), all.firstEntry(), all.size(), columns);
    }

    @Test
    void declaresItself() {
        assertFalse(channel.categories().isEmpty(), "categories");
        unique(channel.categories().stream().map(Category::id));
        assertFalse(categories().isEmpty(), "categories of the card");
        unique(categories().stream().map(Category::id));
        unique(channel.regions().stream().map(Region::id));
        assertTrue(channel.regions().stream().anyMatch(Region::signal), "a region in which the signal is measured");
        assertNotNull(channel.candidateType());
        assertFalse(channel.fitVariable().isBlank(), "the observable in which events are fitted");
        for (Role role : Role.values()) {
            unique(channel.selector(settings).columns(role).stream().map(ColumnSpec::name));
        }
    }

    private List<Category> categories() {
        return channel.categories(settings);
    }

    private static void unique(Stream<String> names) {
        var seen = new HashSet<String>();
        names.forEach(name -> assertTrue(!name.isBlank() && seen.add(name), () -> "a name of its own: " + name));
    }

    @Test
    void readsWhatItDeclaresAndNothingElse() throws IOException {
        for (Role role : Role.values()) {
            Heard all = select(role, events(role));
            assertFalse(all.kept().isEmpty(), () -> "the test has events of " + role + " that are kept");
            assertEquals(all, select(role, declared(role)));
        }
    }

    @Test
    void cutsAreNamedAndPassedInTheirOrder() throws IOException {
        List<String> cuts = channel.selector(settings).cuts();
        unique(cuts.stream());
        for (Role role : Role.values()) {
            List<List<Integer>> passed = select(role, events(role)).passed();
            assertEquals(events(role).size(), passed.size(), "every event begins");
            for (List<Integer> event : passed) {
                for (int k = 0; k < event.size(); k++) {
                    assertEquals(k, event.get(k), () -> "a cut after those before it, once: " + event);
                }
                assertTrue(event.size() <= cuts.size(), () -> "cuts that there are: " + event);
            }
        }
    }

    @Test
    void whatIsKeptIsInRange() throws IOException {
        int regions = channel.regions().size();
        int categories = categories().size();
        int generated = Category.generatedClasses(categories()).size();
        for (Role role : Role.values()) {
            for (SelectedEvent event : select(role, events(role)).kept()) {
                assertTrue(event.reco() != null || event.fiducial() != null, () -> "a candidate: " + event);
                within(event.region(), regions, event.reco(), event);
                within(event.category(), categories, event.reco(), event);
                within(event.fiducialCategory(), generated, event.fiducial(), event);
                assertTrue(Double.isFinite(event.selectedWeight()), event::toString);
                assertTrue(
                        role == Role.SIGNAL || event.fiducial() == null && !event.resonant(),
                        () -> "nothing but a signal has a truth: " + event);
                if (event.region() >= 0 && channel.regions().get(event.region()).signal()) {
                    assertTrue(channel.candidateType().isInstance(event.reco()), event::toString);
                }
                if (event.fiducial() != null) {
                    assertTrue(channel.candidateType().isInstance(event.fiducial()), event::toString);
                }
            }
        }
    }

    private static void within(int index, int size, Candidate candidate, SelectedEvent event) {
        assertTrue(
                candidate == null ? index == -1 : index >= 0 && index < size,
                () -> index + " of " + size + " in " + event);
    }

    /** What is kept of an event does not depend on those that are read with it, nor on what was selected before. */
    @Test
    void theSizeOfBatchesDoesNotMatter() throws IOException {
        for (Role role : Role.values()) {
            EventBatch all = events(role);
            assertTrue(all.size() > 3, "several events");
            Heard once = select(role, all);
            for (int size : new int[] {1, 3}) {
                var parts = new ArrayList<EventBatch>();
                for (int from = 0; from < all.size(); from += size) {
                    parts.add(all.part(from, Math.min(all.size(), from + size)));
                }
                assertEquals(once, select(role, parts.toArray(EventBatch[]::new)), "batches of " + size);
            }
        }
    }

    @Test
    void candidatesAreReadBackToTheLastBit() throws IOException {
        for (Role role : Role.values()) {
            List<SelectedEvent> kept = select(role, events(role)).kept();
            for (Function<SelectedEvent, Candidate> of :
                    List.<Function<SelectedEvent, Candidate>>of(SelectedEvent::reco, SelectedEvent::fiducial)) {
                for (SelectedEvent event : kept) {
                    if (of.apply(event) != null) {
                        readBack(of.apply(event));
                    }
                }
            }
        }
    }

    private void readBack(Candidate candidate) throws IOException {
        byte[] written = bytes(candidate);
        var in = new DataInputStream(new ByteArrayInputStream(written));
        Candidate read = channel.read(in);
        assertEquals(candidate, read);
        assertEquals(0, in.available(), "all is read");
        assertEquals(Contents.of(candidate), Contents.of(read));
        assertArrayEquals(written, bytes(read));
    }

    private byte[] bytes(Candidate candidate) throws IOException {
        var out = new ByteArrayOutputStream();
        channel.write(candidate, new DataOutputStream(out));
        return out.toByteArray();
    }

    @Test
    void refusesSettingsThatItDoesNotKnow() {
        Refusals.ofUnknown(settings, channel::selector);
    }
}

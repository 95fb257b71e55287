package org.fiducia.kernel.pipeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.schedule.Tally;
import org.fiducia.kernel.store.Bytes;

/** What is selected of a range of events, or of several in their order. */
final class Selection implements Tally<Selection> {
    private static final int RECO = 1;
    private static final int FIDUCIAL = 2;
    private static final int RESONANT = 4;
    private static final int FACTOR = 8;

    /** Events of a page: some hundred kilobytes. */
    static final int PAGE = 512;

    private final Channel channel;
    private final Cutflow cutflow;
    private final List<SelectedEvent> events = new ArrayList<>();

    /** Events that are held as they are written, the first of all. */
    private final List<byte[]> pages = new ArrayList<>();

    /** How many events there are in the pages. */
    private int paged;

    private final Holding holding;

    /** What each step counted, by name. */
    private final List<SortedMap<String, Long>> counts;

    /** How events are held. */
    enum Holding {
        /** Ready for whoever asks for them. */
        OBJECTS,
        /** Written as they come, so that they take less room. */
        PAGES,
        /** Not at all: they are only counted. */
        NONE
    }

    /** Nothing yet, without steps before the selection. */
    Selection(Channel channel, List<String> cuts, int categories) {
        this(channel, cuts, categories, 0, Holding.OBJECTS);
    }

    /**
     * Nothing yet.
     *
     * @param channel writes and reads its candidates
     * @param cuts names in order
     * @param categories how many there are
     * @param steps how many count things before the selection
     */
    Selection(Channel channel, List<String> cuts, int categories, int steps, Holding holding) {
        this.channel = channel;
        this.holding = holding;
        this.cutflow = Cutflow.empty(cuts, categories);
        this.counts = Stream.generate(() -> (SortedMap<String, Long>) new TreeMap<String, Long>())
                .limit(steps)
                .toList();
    }

    /** What each step counted, by name. */
    List<SortedMap<String, Long>> counts() {
        return counts;
    }

    void keep(SelectedEvent event) {
        if (holding == Holding.NONE) {
            return;
        }
        if (paged % PAGE != 0) {
            events(); // whatever comes behind a page that is not full is held as it is
        }
        events.add(event);
        if (holding == Holding.PAGES && events.size() == PAGE) {
            pages.add(page(events));
            paged += PAGE;
            events.clear();
        }
    }

    private byte[] page(List<SelectedEvent> some) {
        int before = pages.isEmpty() ? 0 : pages.get(pages.size() - 1).length;
        try {
            return Bytes.of(before + (before >> 3), out -> {
                for (SelectedEvent event : some) {
                    write(channel, event, out);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many events are kept. */
    int size() {
        return events.size() + paged;
    }

    Cutflow cutflow() {
        return cutflow;
    }

    /** What is kept, in the order of the file. */
    List<SelectedEvent> events() {
        if (paged > 0) {
            try {
                events.addAll(0, read());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            pages.clear();
            paged = 0;
        }
        return events;
    }

    private List<SelectedEvent> read() throws IOException {
        var all = new ArrayList<SelectedEvent>(size());
        for (byte[] page : pages) {
            DataInput in = Bytes.input(page);
            for (int left = Math.min(paged - all.size(), PAGE); left > 0; left--) {
                all.add(read(channel, in));
            }
        }
        return all;
    }

    /** The events as they are written, {@link #PAGE} in each piece but the last. */
    List<byte[]> pages() {
        var all = new ArrayList<byte[]>(pages);
        for (int from = 0; from < events.size(); from += PAGE) {
            all.add(page(events.subList(from, Math.min(events.size(), from + PAGE))));
        }
        return all;
    }

    @Override
    public void add(Selection other) {
        cutflow.add(other.cutflow);
        other.events().forEach(this::keep);
        for (int k = 0; k < counts.size(); k++) {
            SortedMap<String, Long> own = counts.get(k);
            other.counts.get(k).forEach((name, number) -> own.merge(name, number, Long::sum));
        }
    }

    @Override
    public void write(DataOutput out) throws IOException {
        cutflow.write(out);
        for (SortedMap<String, Long> each : counts) {
            out.writeInt(each.size());
            for (Map.Entry<String, Long> count : each.entrySet()) {
                out.writeUTF(count.getKey());
                out.writeLong(count.getValue());
            }
        }
        out.writeInt(size());
        for (byte[] page : pages()) {
            out.writeInt(page.length);
            out.write(page);
        }
    }

    /** Writes an event. */
    static void write(Channel channel, SelectedEvent event, DataOutput out) throws IOException {
        out.writeByte((event.reco() != null ? RECO : 0)
                | (event.fiducial() != null ? FIDUCIAL : 0)
                | (event.resonant() ? RESONANT : 0)
                | (event.factor() != 1 ? FACTOR : 0));
        if (event.factor() != 1) {
            out.writeDouble(event.factor());
        }
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

    @Override
    public void read(DataInput in) throws IOException {
        cutflow.read(in);
        for (SortedMap<String, Long> each : counts) {
            each.clear();
            for (int left = in.readInt(); left > 0; left--) {
                each.put(in.readUTF(), in.readLong());
            }
        }
        events.clear();
        pages.clear();
        paged = 0;
        if (holding == Holding.NONE) {
            return; // what else was written is not asked for
        }
        paged = in.readInt();
        for (int left = paged; left > 0; left -= PAGE) {
            int length = in.readInt();
            if (length < 0) {
                throw new InvalidObjectException("a page of " + length + " bytes");
            }
            byte[] page = new byte[length];
            in.readFully(page);
            pages.add(page);
        }
        if (holding == Holding.OBJECTS) {
            List<SelectedEvent> all = read();
            pages.clear();
            paged = 0;
            events.addAll(all);
        }
    }

    /** Reads an event. */
    static SelectedEvent read(Channel channel, DataInput in) throws IOException {
        int flags = in.readByte();
        double factor = (flags & FACTOR) != 0 ? in.readDouble() : 1;
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
        return new SelectedEvent(
                weight,
                region,
                category,
                reco,
                fiducialCategory,
                fiducial,
                (flags & RESONANT) != 0,
                factor,
                alternatives);
    }
}

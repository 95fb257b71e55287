package org.fiducia.kernel.pipeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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

/** What is selected of a range of events, or of several in their order. */
final class Selection implements Tally<Selection> {
    private static final int RECO = 1;
    private static final int FIDUCIAL = 2;
    private static final int RESONANT = 4;
    private static final int FACTOR = 8;

    private final Channel channel;
    private final Cutflow cutflow;
    private final List<SelectedEvent> events = new ArrayList<>();

    /** What each step counted, by name. */
    private final List<SortedMap<String, Long>> counts;

    /** Nothing yet, without steps before the selection. */
    Selection(Channel channel, List<String> cuts, int categories) {
        this(channel, cuts, categories, 0);
    }

    /**
     * Nothing yet.
     *
     * @param channel writes and reads its candidates
     * @param cuts names in order
     * @param categories how many there are
     * @param steps how many count things before the selection
     */
    Selection(Channel channel, List<String> cuts, int categories, int steps) {
        this.channel = channel;
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
        events.add(event);
    }

    Cutflow cutflow() {
        return cutflow;
    }

    /** What is kept, in the order of the file. */
    List<SelectedEvent> events() {
        return events;
    }

    @Override
    public void add(Selection other) {
        cutflow.add(other.cutflow);
        events.addAll(other.events);
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
        out.writeInt(events.size());
        for (SelectedEvent event : events) {
            write(channel, event, out);
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
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            events.add(read(channel, in));
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

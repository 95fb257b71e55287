package org.fiducia.kernel.pipeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.schedule.Tally;

/** What is selected of a range of events, or of several in their order. */
final class Selection implements Tally<Selection> {
    private static final int RECO = 1;
    private static final int FIDUCIAL = 2;
    private static final int RESONANT = 4;

    private final Channel channel;
    private final Cutflow cutflow;
    private final List<SelectedEvent> events = new ArrayList<>();

    /**
     * Nothing yet.
     *
     * @param channel writes and reads its candidates
     * @param cuts names in order
     * @param categories how many there are
     */
    Selection(Channel channel, List<String> cuts, int categories) {
        this.channel = channel;
        this.cutflow = Cutflow.empty(cuts, categories);
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
    }

    @Override
    public void write(DataOutput out) throws IOException {
        cutflow.write(out);
        out.writeInt(events.size());
        for (SelectedEvent event : events) {
            write(channel, event, out);
        }
    }

    /** Writes an event, without the factor of its candidate. */
    static void write(Channel channel, SelectedEvent event, DataOutput out) throws IOException {
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

    @Override
    public void read(DataInput in) throws IOException {
        cutflow.read(in);
        events.clear();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            events.add(read(channel, in));
        }
    }

    /** Reads an event. */
    static SelectedEvent read(Channel channel, DataInput in) throws IOException {
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
        return new SelectedEvent(
                weight, region, category, reco, fiducialCategory, fiducial, (flags & RESONANT) != 0, 1, alternatives);
    }
}

package org.fiducia.kernel.pipeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.measurement.Sample.Variation;

/**
 * What a file of events tells before any event is read.
 *
 * @param file the file
 * @param tree name of the tree of events
 * @param ranges whether a range of its events is read without those before it
 * @param variations alternative weights that are known of its events
 * @param generated how much there is in it
 */
record FileHeader(Path file, String tree, boolean ranges, List<Variation> variations, Generated generated) {
    void write(DataOutput out) throws IOException {
        out.writeUTF(tree);
        out.writeBoolean(ranges);
        out.writeInt(variations.size());
        for (Variation variation : variations) {
            out.writeUTF(variation.name());
            out.writeInt(variation.index());
            out.writeDouble(variation.mean());
        }
        generated.write(out);
    }

    static FileHeader read(Path file, DataInput in) throws IOException {
        String tree = in.readUTF();
        boolean ranges = in.readBoolean();
        var variations = new ArrayList<Variation>();
        for (int left = in.readInt(); left > 0; left--) {
            variations.add(new Variation(in.readUTF(), in.readInt(), in.readDouble()));
        }
        var generated = new Generated(0);
        generated.read(in);
        return new FileHeader(file, tree, ranges, List.copyOf(variations), generated);
    }
}

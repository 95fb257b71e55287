package org.fiducia.kernel.pipeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.channel.Role;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.measurement.Sample.Variation;
import org.fiducia.kernel.card.AnalysisCard.SampleFiles;

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

    /**
     * A sample with its normalisation, from what its files tell together.
     *
     * @param further alternative weights beside those of the files
     */
    static Sample sample(SampleFiles sample, FileHeader[] headers, UnaryOperator<List<Variation>> further) {
        var generated = new Generated(0);
        List<Variation> variations = List.of();
        for (FileHeader header : headers) {
            boolean without = header.generated().entries() == 0 && generated.entries() > 0;
            if (generated.entries() == 0) {
                variations = header.variations();
            } else if (!without) {
                agree(header.file(), variations, header.variations());
            }
            generated.add(header.generated());
        }
        var all = new ArrayList<Variation>(variations);
        all.addAll(further.apply(variations));
        double crossSection = Double.isNaN(sample.crossSection()) ? generated.crossSection() : sample.crossSection();
        double sumOfWeights = Double.isNaN(sample.sumOfWeights()) ? generated.sumOfWeights() : sample.sumOfWeights();
        if (sample.role() != Role.DATA && (Double.isNaN(crossSection) || !(sumOfWeights > 0))) {
            throw EventFiles.noNormalisation("the sample " + sample.name(), crossSection, sumOfWeights);
        }
        return new Sample(
                sample.name(),
                sample.process(),
                sample.role(),
                sample.point(),
                sample.era(),
                sample.role() == Role.DATA ? 1 : crossSection / sumOfWeights,
                all);
    }

    /** Files of one sample must have the same alternative weights; their means are those of the first. */
    private static void agree(Path path, List<Variation> first, List<Variation> other) {
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
    }
}

package org.fiducia.objects.jets;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.channel.JetChange;

/**
 * The jets of a candidate, with what is needed to select them anew when their momenta change.
 *
 * @param selected by falling transverse momentum
 * @param soft jets that pass the selection but for their transverse momentum, which is not far below the threshold, by
 *     falling transverse momentum
 * @param minPt the threshold, GeV; 0 for jets that do not change
 * @param generatedPt of each of the selected jets and then of the soft ones, the transverse momentum of the generated jet it
 *     comes from, GeV, NaN for none; empty when nothing is known of generated jets
 */
public record CandidateJets(
        List<FourMomentum> selected, List<FourMomentum> soft, double minPt, List<Double> generatedPt) {
    public CandidateJets {
        selected = List.copyOf(selected);
        soft = List.copyOf(soft);
        generatedPt = List.copyOf(generatedPt);
        if (!generatedPt.isEmpty() && generatedPt.size() != selected.size() + soft.size()) {
            throw new IllegalArgumentException(generatedPt.size() + " generated jets of "
                    + (selected.size() + soft.size()) + " reconstructed ones");
        }
    }

    /** Jets that do not change. */
    public CandidateJets(List<FourMomentum> selected) {
        this(selected, List.of(), 0, List.of());
    }

    /** A jet and the generated one it comes from. */
    private record Matched(FourMomentum jet, double generatedPt) {}

    /** The same with other momenta, selected anew; itself when nothing changes. */
    public CandidateJets changed(JetChange change) {
        if (minPt == 0 || (selected.isEmpty() && soft.isEmpty())) {
            return this;
        }
        var all = new ArrayList<Matched>(selected.size() + soft.size());
        boolean same = true;
        for (List<FourMomentum> list : List.of(selected, soft)) {
            for (FourMomentum jet : list) {
                double from = generatedPt.isEmpty() ? Double.NaN : generatedPt.get(all.size());
                FourMomentum changed = change.of(jet, from);
                same &= changed == jet;
                all.add(new Matched(changed, from));
            }
        }
        if (same) {
            return this;
        }
        all.sort(Comparator.comparingDouble((Matched matched) -> matched.jet().pt())
                .reversed());
        List<FourMomentum> changed = all.stream().map(Matched::jet).toList();
        int over = (int) changed.stream().filter(jet -> jet.pt() > minPt).count();
        return new CandidateJets(
                changed.subList(0, over),
                changed.subList(over, changed.size()),
                minPt,
                generatedPt.isEmpty()
                        ? List.of()
                        : all.stream().map(Matched::generatedPt).toList());
    }

    /** Writes them so that {@link #read} gives them back to the last bit; the threshold only where there are jets. */
    public void write(DataOutput out) throws IOException {
        write(selected, out);
        write(soft, out);
        if (!selected.isEmpty() || !soft.isEmpty()) {
            out.writeDouble(minPt);
            out.writeBoolean(!generatedPt.isEmpty());
            for (double pt : generatedPt) {
                out.writeDouble(pt);
            }
        }
    }

    /** Reads what {@link #write(DataOutput)} wrote. */
    public static CandidateJets read(DataInput in) throws IOException {
        List<FourMomentum> selected = readJets(in);
        List<FourMomentum> soft = readJets(in);
        int count = selected.size() + soft.size();
        double minPt = count == 0 ? 0 : in.readDouble();
        var generated = new ArrayList<Double>();
        if (count > 0 && in.readBoolean()) {
            for (int i = 0; i < count; i++) {
                generated.add(in.readDouble());
            }
        }
        return new CandidateJets(selected, soft, minPt, generated);
    }

    /** Writes some jets. */
    public static void write(List<FourMomentum> jets, DataOutput out) throws IOException {
        out.writeShort(jets.size());
        for (FourMomentum jet : jets) {
            out.writeDouble(jet.px());
            out.writeDouble(jet.py());
            out.writeDouble(jet.pz());
            out.writeDouble(jet.e());
        }
    }

    /** Reads what {@link #write(List, DataOutput)} wrote. */
    public static List<FourMomentum> readJets(DataInput in) throws IOException {
        int count = in.readUnsignedShort();
        var jets = new ArrayList<FourMomentum>();
        for (int i = 0; i < count; i++) {
            jets.add(new FourMomentum(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()));
        }
        return jets;
    }
}

package org.fiducia.channel.hgg.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.channel.Role;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.fiducia.channel.hgg.Photon;
import org.fiducia.channel.hgg.internal.SelectionCuts.PhotonCuts;
import org.fiducia.objects.columns.BatchColumns;
import org.fiducia.objects.photon.PhotonEnergy.Correction;
import org.fiducia.objects.photon.PhotonEnergy.Origin;

/** Reconstructed photons in a batch of events. One belongs to one thread. */
final class PhotonColumns {
    private static final int ABSENT = -1;

    private final PhotonCuts cuts;
    private final Optional<Correction> energy;
    private final boolean data;
    private final int[] offsets;
    private final double[] pt;
    private final double[] eta;
    private final double[] phi;
    private final double[] r9;
    private final double[] energyErr;
    private final double[] mvaID;
    private final long[] run;
    private final long[] event;

    /**
     * Takes the columns.
     *
     * @param energy corrects the energies
     * @param resolution whether the estimate of the resolution is needed
     */
    PhotonColumns(
            EventBatch batch,
            BatchColumns columns,
            Role role,
            PhotonCuts cuts,
            Optional<Correction> energy,
            boolean resolution) {
        this.cuts = cuts;
        this.energy = energy;
        this.data = role == Role.DATA;
        offsets = columns.offsets("Photon_pt");
        int n = offsets[offsets.length - 1];
        pt = columns.reals("Photon_pt", n);
        eta = columns.reals("Photon_eta", n);
        phi = columns.reals("Photon_phi", n);
        r9 = columns.reals("Photon_r9", n);
        energyErr = columns.reals("Photon_energyErr", n, ABSENT);
        mvaID = columns.reals("Photon_mvaID", n);
        run = data && energy.isPresent() ? columns.integers("run", batch.size()) : new long[batch.size()];
        event = energy.isPresent() ? columns.integers("event", batch.size()) : new long[batch.size()];
        for (int e = 0; data && energy.isPresent() && e < batch.size(); e++) {
            if (run[e] <= 0) {
                throw columns.damaged(e, "run " + run[e]);
            }
        }
        for (int k = 0; resolution && k < n; k++) {
            if (energyErr[k] < 0) {
                throw new FiduciaException(
                        Kind.INPUT,
                        batch.source() + " has no Photon_energyErr, without which there is no sigmaMOverM",
                        "map Photon_energyErr in the format of the card, or give the channel categories without"
                                + " sigmaMOverM");
            }
        }
    }

    /** What it reads. */
    static List<ColumnSpec> specs(Role role, boolean corrected) {
        var specs = new ArrayList<>(List.of(
                ColumnSpec.reals("Photon_pt"),
                ColumnSpec.reals("Photon_eta"),
                ColumnSpec.reals("Photon_phi"),
                ColumnSpec.reals("Photon_r9"),
                ColumnSpec.reals("Photon_energyErr").or(ABSENT),
                ColumnSpec.reals("Photon_mvaID")));
        if (corrected) {
            specs.add(ColumnSpec.integer("event"));
        }
        if (corrected && role == Role.DATA) {
            specs.add(ColumnSpec.integer("run"));
        }
        return specs;
    }

    /** Photons of an event in the acceptance, in the order of the file. */
    List<Photon> accepted(int index) {
        var accepted = new ArrayList<Photon>(offsets[index + 1] - offsets[index]);
        for (int k = offsets[index]; k < offsets[index + 1]; k++) {
            if (cuts.accepts(eta[k])) {
                accepted.add(photon(index, k));
            }
        }
        return accepted;
    }

    private Photon photon(int index, int k) {
        double estimate = energyErr[k] < 0 ? Double.NaN : energyErr[k];
        if (energy.isEmpty()) {
            return new Photon(pt[k], eta[k], phi[k], r9[k], estimate, mvaID[k], 1, 0);
        }
        var origin = new Origin(data ? Math.toIntExact(run[index]) : Origin.SIMULATED, event[index]);
        return new Photon(
                pt[k],
                eta[k],
                phi[k],
                r9[k],
                estimate,
                mvaID[k],
                energy.get().factor(origin, k - offsets[index], pt[k], eta[k], r9[k]),
                energy.get().resolution(origin, pt[k], eta[k], r9[k]));
    }
}

package org.fiducia.objects.production;

import java.util.List;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;

/** A generated candidate of which it is known what was produced beside it. */
public interface Produced extends Candidate {
    /** How a vector boson decayed that was produced beside the Higgs boson. */
    enum VectorDecay {
        /** There is none. */
        NONE,
        /** To quarks. */
        HADRONIC,
        /** W to a charged lepton and a neutrino. */
        LEPTON_NEUTRINO,
        /** Z to two charged leptons. */
        LEPTONS,
        /** Z to neutrinos. */
        NEUTRINOS
    }

    /** How the vector boson decayed. */
    VectorDecay vectorDecay();

    /** Transverse momentum of the vector boson, GeV; NaN where there is none. */
    double vectorPt();

    /**
     * Generated jets of stable particles without those of the Higgs boson and of leptonically decaying vector bosons, without a cut on η, by falling
     * transverse momentum.
     *
     * @param minPt transverse momentum, GeV
     */
    List<FourMomentum> generatedJets(double minPt);
}

package org.fiducia.objects.photon;

import java.util.List;

/** What decayed into two photons: a candidate of a channel that implements this has uncertainties of photon energies. */
public interface PhotonPair {
    /** The two photons, that of the higher transverse momentum first. */
    List<Photon> photons();
}

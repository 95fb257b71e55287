package org.fiducia.observable.dphijj;

import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.osgi.service.component.annotations.Component;

/**
 * Azimuthal angle between the two leading jets, in [−π, π]: acos(t̂1·t̂2) · sign[(t̂1×t̂2)_z] · sign[(p1 − p2)_z] with the
 * unit transverse directions t̂. It does not depend on which jet is called the first.
 */
@Component(service = Observable.class)
public final class DijetAzimuth implements Observable<Candidate> {
    private static final ObservableInfo INFO =
            ObservableInfo.jets("dPhijj", 2, "$\\Delta\\phi_{jj}$", "", Binning.uniformEdges(4, -Math.PI, Math.PI));

    @Override
    public ObservableInfo info() {
        return INFO;
    }

    @Override
    public Class<Candidate> candidateType() {
        return Candidate.class;
    }

    @Override
    public double value(Candidate candidate) {
        FourMomentum first = candidate.jets().get(0);
        FourMomentum second = candidate.jets().get(1);
        double cross = first.px() * second.py() - first.py() * second.px();
        double dot = first.px() * second.px() + first.py() * second.py();
        // atan2 is the acos of the formula, without its loss of digits near 0 and π
        return Math.atan2(Math.abs(cross), dot) * Math.signum(cross) * Math.signum(first.pz() - second.pz());
    }
}

package org.fiducia.observable.tbmax;

import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.osgi.service.component.annotations.Component;

/**
 * Largest rapidity-weighted transverse mass of a jet, T_B = m_T exp(−|y_j − y_H|) with m_T² = pT² + m², over all selected
 * jets; y_H is the rapidity of the measured system (arXiv:1412.4792).
 */
@Component(service = Observable.class)
public final class JetThrustB implements Observable<Candidate> {
    private static final ObservableInfo INFO = ObservableInfo.jets(
            "tBMax", 1, "$T_{B}^{\\mathrm{max}}$", "GeV", 0, 4, 8, 16, 25, 45, Double.POSITIVE_INFINITY);

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
        double rapidity = candidate.p4().rapidity();
        double largest = 0;
        for (FourMomentum jet : candidate.jets()) {
            largest = Math.max(largest, jet.mt() * Math.exp(-Math.abs(jet.rapidity() - rapidity)));
        }
        return largest;
    }
}

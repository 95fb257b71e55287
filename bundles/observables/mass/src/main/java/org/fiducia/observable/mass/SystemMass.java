package org.fiducia.observable.mass;

import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.osgi.service.component.annotations.Component;

/** Mass of the measured system, whatever it decays to: one bin, the inclusive cross section. Physics of the decay, such as a
 * floating mass, may be its own. */
@Component(service = Observable.class)
public final class SystemMass implements Observable<Candidate> {
    private static final ObservableInfo INFO = ObservableInfo.decay("mass", "$m$", "GeV", 0, Double.POSITIVE_INFINITY);

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
        return candidate.p4().mass();
    }
}

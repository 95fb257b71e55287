package org.fiducia.observable.m4l;

import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.osgi.service.component.annotations.Component;

/** Mass of the four-lepton system: one bin, the inclusive cross section. */
@Component(service = Observable.class)
public final class Mass implements Observable<Candidate> {
    private static final ObservableInfo INFO = ObservableInfo.production("m4l", "$m_{4\\ell}$", "GeV", 105, 160);

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

package org.fiducia.api.observable;

import org.fiducia.api.PluginKind;
import org.fiducia.api.channel.Candidate;

/**
 * A number measured of a candidate, by the same code at reconstruction and generator level.
 *
 * @param <C> least specific candidate it can be computed from
 */
@PluginKind(plural = "observables", singular = "observable", order = 20)
public interface Observable<C extends Candidate> extends Classification<C> {
    /**
     * The value, finite. It is asked only for candidates with at least the declared number of jets.
     *
     * @param candidate reconstructed or fiducial
     */
    double value(C candidate);

    /**
     * Every coordinate of a candidate, NaN where it does not exist.
     *
     * @return one number per axis
     */
    default double[] coordinates(C candidate) {
        boolean exists = candidate.jets().size() >= info().axes().get(0).minJets();
        return new double[] {exists ? value(candidate) : Double.NaN};
    }

    @Override
    default int fiducial(String process, C candidate) {
        return info().binning().find(coordinates(candidate));
    }

    @Override
    default int reconstructed(C candidate, int category) {
        return info().reconstructed().find(coordinates(candidate));
    }
}

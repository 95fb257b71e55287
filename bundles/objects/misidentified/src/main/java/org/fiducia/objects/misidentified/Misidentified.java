package org.fiducia.objects.misidentified;

import java.util.List;
import org.fiducia.api.channel.Candidate;

/** A candidate some objects of which may not be what they seem. */
public interface Misidentified extends Candidate {
    /** Those of its objects that simulation knows to be misidentified; none in data. */
    FakeContent fakes();

    /**
     * Number of its objects of a type, e.g. {@code tau}, that simulation knows to be what they seem.
     *
     * @param type as the channel calls it
     * @return 0 for a type that the candidate does not have
     */
    int genuine(String type);

    /** Those of its objects that pass the loose identification and fail the tight one. */
    List<Loose> loose();

    /** Those objects of which it is known how often they are misidentified, whether they pass the tight identification or not. */
    List<Loose> candidates();

    /**
     * An object by what it seems to be, as far as data tell.
     *
     * @param kind of the objects with one fake factor, e.g. a τ with one prong, {@code t1}
     * @param pt transverse momentum, GeV
     */
    record Loose(String kind, double pt) {}
}

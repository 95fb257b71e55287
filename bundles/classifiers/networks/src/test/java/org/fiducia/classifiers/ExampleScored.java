package org.fiducia.classifiers;

import java.util.List;
import org.fiducia.api.channel.FourMomentum;

/** A candidate of no channel in particular that can be scored. */
public record ExampleScored(String scoredAs, List<String> featureNames, double[] features, long event)
        implements Scored {
    @Override
    public FourMomentum p4() {
        return FourMomentum.ZERO;
    }

    @Override
    public List<FourMomentum> jets() {
        return List.of();
    }
}

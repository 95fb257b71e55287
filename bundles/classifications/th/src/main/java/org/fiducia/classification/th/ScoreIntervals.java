package org.fiducia.classification.th;

import java.util.List;
import org.fiducia.api.Plugin;
import org.fiducia.api.Settings;
import org.fiducia.api.observable.Axis;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Classification;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.api.observable.Range;
import org.fiducia.api.observable.Target;
import org.fiducia.classifiers.Scored;

/**
 * Every generated event is one class; events are counted in the intervals of the observable {@code score}.
 *
 * @param score with its networks
 * @param info has the intervals
 */
record ScoreIntervals(Classification<Scored> score, ObservableInfo info) implements Classification<Scored> {
    private static final Binning ALL = new Binning(List.of(new Bin("all", List.of(new Range(0, 1)))));

    ScoreIntervals(Classification<Scored> score) {
        this(
                score,
                new ObservableInfo(
                        ThScore.ID,
                        Target.PRODUCTION,
                        List.of(new Axis("interval of the score", "", 0)),
                        ALL,
                        score.info().reconstructed()));
    }

    @Override
    public Class<Scored> candidateType() {
        return Scored.class;
    }

    @Override
    public int fiducial(String process, Scored candidate) {
        return 0;
    }

    @Override
    public int reconstructed(Scored candidate, int category) {
        return candidate.scoredAs().isEmpty() ? -1 : score.reconstructed(candidate, category);
    }

    @Override
    public Classification<Scored> configured(Settings settings) {
        settings.refuseUnknown();
        return this;
    }

    @Override
    public List<Plugin> uses(Settings settings) {
        return List.of();
    }
}

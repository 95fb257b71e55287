package org.fiducia.classification.th;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.Plugin;
import org.fiducia.api.Settings;
import org.fiducia.api.observable.Classification;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.classifiers.Scored;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The cross section of tH as a whole: every generated event is one class, and events are counted in the intervals of the
 * observable {@code score}, whose settings are those of this classification. Each of them is a place of the model with a
 * number of events, of which the statistics of simulation is one factor.
 */
@Component(service = Classification.class)
public final class ThScore implements Classification<Scored> {
    static final String ID = "th";

    private final Classification<Scored> score;
    private final ScoreIntervals plain;

    /** @param score without its networks */
    @Activate
    public ThScore(
            @Reference(target = "(component.name=org.fiducia.observable.score.Score)") Observable<Scored> score) {
        this((Classification<Scored>) score);
    }

    ThScore(Classification<Scored> score) {
        this.score = score;
        plain = new ScoreIntervals(score);
    }

    @Override
    public String title() {
        return "$tH$ in intervals of the score of a network";
    }

    @Override
    public ObservableInfo info() {
        return plain.info();
    }

    @Override
    public Class<Scored> candidateType() {
        return Scored.class;
    }

    @Override
    public int fiducial(String process, Scored candidate) {
        return plain.fiducial(process, candidate);
    }

    /** As the observable without its networks: it says which are missing. */
    @Override
    public int reconstructed(Scored candidate, int category) {
        return plain.reconstructed(candidate, category);
    }

    /** {@inheritDoc} Settings are those of the observable {@code score}. */
    @Override
    public Classification<Scored> configured(Settings settings) {
        return new ScoreIntervals(score.configured(settings));
    }

    @Override
    public List<Plugin> uses(Settings settings) {
        var uses = new ArrayList<Plugin>(score.uses(settings));
        uses.add(score);
        return uses;
    }
}

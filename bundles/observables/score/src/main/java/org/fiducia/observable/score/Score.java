package org.fiducia.observable.score;

import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Plugin;
import org.fiducia.api.Settings;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.classifiers.Classifier;
import org.fiducia.classifiers.Scored;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The score of a candidate by networks that a card names in its settings, see {@link NetworkScore}. Without settings there are
 * no networks and it has no values.
 */
@Component(service = Observable.class)
public final class Score implements Observable<Scored> {
    static final String ID = "score";

    private static final ObservableInfo INFO = ObservableInfo.production(ID, ID, "", 0, .2, .4, .6, .8, 1);

    private final List<Classifier> classifiers;

    /** With the classifiers among which a card may choose. */
    @Activate
    public Score(
            @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE, policyOption = ReferencePolicyOption.GREEDY)
                    List<Classifier> classifiers) {
        this.classifiers = List.copyOf(classifiers);
    }

    @Override
    public ObservableInfo info() {
        return INFO;
    }

    @Override
    public Class<Scored> candidateType() {
        return Scored.class;
    }

    @Override
    public double value(Scored candidate) {
        throw new FiduciaException(
                Kind.CARD,
                "the observable " + ID + " has no networks",
                "name them in the card, in /plugins/observables: {\"id\": \"" + ID
                        + "\", \"settings\": {\"networks\": {…}}}");
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@code classifier}: who evaluates the networks; {@code networks}: of each set the files of its networks, in the order
     * of their folds, relative to the card; {@code features}: names of the features of a set whose files do not tell;
     * {@code edges}: of every set or of none edges of the score.
     */
    @Override
    public Observable<Scored> configured(Settings settings) {
        if (settings.values().isEmpty()) {
            return this;
        }
        NetworkScore score = NetworkScore.of(Classifier.chosen(settings, classifiers), settings);
        settings.refuseUnknown();
        return score;
    }

    @Override
    public List<Plugin> uses(Settings settings) {
        return settings.values().isEmpty() ? List.of() : List.of(Classifier.chosen(settings, classifiers));
    }
}

package org.fiducia.api.observable;

import java.util.List;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Candidate;

/**
 * Sorts fiducial candidates into the classes whose cross sections are measured, and reconstructed candidates into those in
 * which events are counted; the two sides may have nothing in common but the event. Stateless and thread-safe.
 *
 * <p>An {@link Observable} is the one whose two sides are ranges of the same numbers. What is no observable has one axis, the
 * number of the class, and one bin per class: the range from its number to the next, labelled with the name of the class.
 *
 * @param <C> least specific candidate that it can sort
 */
@PluginKind(plural = "classifications", singular = "classification", order = 25)
public interface Classification<C extends Candidate> extends Plugin {
    /** Its declaration; the same at every call, and asked for often: keep it in a constant. */
    ObservableInfo info();

    /** The candidate it needs, {@code Candidate.class} for one that every channel gives. */
    Class<C> candidateType();

    /**
     * The generated class.
     *
     * @param process of the sample, e.g. {@code ggH}
     * @param candidate fiducial one
     * @return index into the bins of the declaration, −1 for none
     */
    int fiducial(String process, C candidate);

    /**
     * The finest class of which what is measured is made, where classes are measured together.
     *
     * @param process of the sample
     * @param candidate fiducial one
     * @return its name; empty where the class that is measured is made of no others
     */
    default String member(String process, C candidate) {
        return "";
    }

    /**
     * The class in which an event is counted.
     *
     * @param candidate reconstructed one
     * @param category index of its category in the channel
     * @return index into the reconstructed bins of the declaration, −1 for none
     */
    int reconstructed(C candidate, int category);

    /**
     * The same with what a card says of it in {@code /plugins/classifications}, or of an observable in {@code
     * /plugins/observables}: then it is an observable again.
     *
     * @throws org.fiducia.api.FiduciaException for settings that it does not know
     */
    default Classification<C> configured(Settings settings) {
        settings.refuseUnknown();
        return this;
    }

    /**
     * Other plug-ins that it uses with these settings, e.g. one that evaluates networks: what was computed with it is
     * computed anew when one of them changes.
     */
    default List<Plugin> uses(Settings settings) {
        return List.of();
    }

    @Override
    default String id() {
        return info().id();
    }

    @Override
    default String title() {
        return info().title();
    }
}

package org.fiducia.api.measurement;

import java.util.List;

/**
 * A source of systematic uncertainty: one parameter θ with a unit Gaussian constraint around 0.
 *
 * @param name unique; effects of one name are fully correlated
 * @param group group of the breakdown, e.g. {@code luminosity}
 * @param effects what it does
 */
public record Nuisance(String name, String group, List<Effect> effects) {
    public Nuisance {
        effects = List.copyOf(effects);
    }

    /**
     * What an effect acts on.
     *
     * @param process name of a process; empty for any
     */
    public record Target(String process, Place place) {
        /** In every region; empty text means any. */
        public Target(String process, String era, String category, String bin) {
            this(process, new Place("", era, category, bin));
        }

        /** Whether a process in a place that names everything is meant. */
        public boolean matches(String other, Place where) {
            return (process.isEmpty() || process.equals(other)) && place.contains(where);
        }
    }

    /** What a nuisance does to a component. */
    public sealed interface Effect {
        /** What it acts on. */
        Target target();
    }

    /**
     * A log-normal change of the yield.
     *
     * @param up relative change at θ = +1, &gt; −1
     * @param down relative change at θ = −1, &gt; −1
     */
    public record YieldEffect(Target target, double up, double down) implements Effect {}

    /**
     * A change of a parameter of the shape: p → p + size θ, or p → p (1 + size θ) when relative.
     *
     * @param parameter name of the shape's parameter
     */
    public record ShapeEffect(Target target, String parameter, double size, boolean relative) implements Effect {}

    /**
     * Vertical morphing of a histogram shape: contents → contents · (1 + change θ), normalised again.
     *
     * @param change relative change of each interval at θ = +1
     */
    public record MorphEffect(Target target, double[] change) implements Effect {}
}

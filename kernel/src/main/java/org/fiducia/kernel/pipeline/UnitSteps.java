package org.fiducia.kernel.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.channel.EventStep;
import org.fiducia.api.channel.EventStep.Alternative;
import org.fiducia.api.channel.EventStep.Alternatives;
import org.fiducia.api.channel.EventStep.Counts;
import org.fiducia.api.channel.EventStep.Side;
import org.fiducia.api.channel.EventStep.Step;
import org.fiducia.api.channel.SampleOrigin;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.TreeInfo;
import org.fiducia.kernel.card.AnalysisCard.InputFormat;
import org.fiducia.kernel.plugins.Plugins;

/** The steps of a unit with the columns that they read. */
final class UnitSteps {
    private final SampleOrigin origin;
    private final List<Bound> steps = new ArrayList<>();

    /** A step of a plug-in. */
    record Held(EventStep plugin, Step step) {}

    private record Bound(EventStep plugin, Step step, Side side, BoundColumns columns, List<Alternative> alternatives) {
        String who() {
            return "the event step " + plugin.id() + " (" + Plugins.origin(plugin) + ")";
        }
    }

    /** @param where file and tree, for messages */
    UnitSteps(String where, InputFormat format, List<Held> held, SampleOrigin origin, TreeInfo tree) {
        this.origin = origin;
        for (Held each : held) {
            var specs = Plugins.guard(each.plugin(), () -> each.step().columns(origin));
            var alternatives = Plugins.guard(each.plugin(), () -> each.step().alternatives(origin));
            var columns = new BoundColumns(where, format, specs, tree);
            steps.add(new Bound(each.plugin(), each.step(), each.step().side(), columns, alternatives));
        }
    }

    /** Branches to be read. */
    Set<String> branches() {
        var branches = new LinkedHashSet<String>();
        steps.forEach(step -> branches.addAll(step.columns().branches()));
        return branches;
    }

    /**
     * What the steps say of the events of a batch.
     *
     * @param factors [step][event]
     * @param event product of the factors of the event itself
     * @param reconstructed product of the factors of what is reconstructed
     * @param varied what the alternatives of the steps make of them
     * @param selected is told of each that is selected
     */
    record Passed(
            double[][] factors, double[] event, double[] reconstructed, List<Varied> varied, IntConsumer selected) {
        int steps() {
            return factors.length;
        }

        /** What an event that is reconstructed counts in all, 0 when it is not. */
        double of(int index) {
            return event[index] * reconstructed[index];
        }
    }

    /** An alternative of the factors of a step in a batch. */
    static final class Varied {
        private final EventBatch raw;
        private final Bound step;
        private final Alternatives alternatives;
        private final int place;

        private Varied(EventBatch raw, Bound step, Alternatives alternatives, int place) {
            this.raw = raw;
            this.step = step;
            this.alternatives = alternatives;
            this.place = place;
        }

        /**
         * The weight of an event that counts, relative to the nominal one.
         *
         * @param reconstructed whether it counts as reconstructed, and not only as generated
         */
        float of(int event, boolean reconstructed) {
            if (step.side() == Side.RECONSTRUCTED && !reconstructed) {
                return 1;
            }
            double factor = Plugins.guard(step.plugin(), () -> alternatives.of(place, event));
            if (!Double.isFinite(factor)) {
                Alternative own = step.alternatives().get(place);
                throw new FiduciaException(
                        Kind.INPUT,
                        raw.source() + ", entry " + (raw.firstEntry() + event) + ": " + step.who()
                                + " gives the factor " + factor + " in " + own.name() + "/" + own.label(),
                        "look at what it reads of this event, or leave the alternative out of the card");
            }
            return (float) factor;
        }
    }

    /** Asks every step for every event of a batch. */
    Passed pass(EventBatch raw, Selection selection) {
        var factors = new double[steps.size()][];
        double[][] products = new double[2][raw.size()];
        Arrays.fill(products[0], 1);
        Arrays.fill(products[1], 1);
        var varied = new ArrayList<Varied>();
        IntConsumer selected = event -> {};
        for (int k = 0; k < factors.length; k++) {
            Bound step = steps.get(k);
            var own = selection.counts().get(k);
            Counts counts = (name, number) -> own.merge(name, number, Long::sum);
            EventBatch bound = step.columns().bind(raw);
            factors[k] = Plugins.guard(step.plugin(), () -> step.step().factors(bound, origin, counts));
            selected = selected.andThen(event -> Plugins.guard(step.plugin(), () -> {
                step.step().selected(bound, origin, event, counts);
                return null;
            }));
            check(raw, step, factors[k]);
            double[] product = products[step.side() == Side.EVENT ? 0 : 1];
            for (int e = 0; e < product.length; e++) {
                product[e] *= factors[k][e];
            }
            if (!step.alternatives().isEmpty()) {
                Alternatives of = Plugins.guard(step.plugin(), () -> step.step().alternatives(bound, origin));
                for (int place = 0; place < step.alternatives().size(); place++) {
                    varied.add(new Varied(raw, step, of, place));
                }
            }
        }
        return new Passed(factors, products[0], products[1], varied, selected);
    }

    private static void check(EventBatch raw, Bound step, double[] factors) {
        String who = step.who();
        if (factors.length != raw.size()) {
            throw new FiduciaException(
                    Kind.PLUGIN,
                    who + " gives " + factors.length + " factors for " + raw.size() + " events",
                    "leave it out of the card; tell its author");
        }
        for (int e = 0; e < factors.length; e++) {
            if (!Double.isFinite(factors[e])) {
                throw new FiduciaException(
                        Kind.INPUT,
                        raw.source() + ", entry " + (raw.firstEntry() + e) + ": " + who + " gives the factor "
                                + factors[e],
                        "look at what it reads of this event, or leave it out of the card");
            }
        }
    }
}

package org.fiducia.kernel.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.channel.EventStep;
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

    private record Bound(EventStep plugin, Step step, Side side, BoundColumns columns) {}

    /** @param where file and tree, for messages */
    UnitSteps(String where, InputFormat format, List<Held> held, SampleOrigin origin, TreeInfo tree) {
        this.origin = origin;
        for (Held each : held) {
            var specs = Plugins.guard(each.plugin(), () -> each.step().columns(origin));
            steps.add(new Bound(
                    each.plugin(), each.step(), each.step().side(), new BoundColumns(where, format, specs, tree)));
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
     */
    record Passed(double[][] factors, double[] event, double[] reconstructed) {
        int steps() {
            return factors.length;
        }

        /** What an event that is reconstructed counts in all, 0 when it is not. */
        double of(int index) {
            return event[index] * reconstructed[index];
        }
    }

    /** Asks every step for every event of a batch. */
    Passed pass(EventBatch raw, Selection selection) {
        var factors = new double[steps.size()][];
        double[][] products = new double[2][raw.size()];
        Arrays.fill(products[0], 1);
        Arrays.fill(products[1], 1);
        for (int k = 0; k < factors.length; k++) {
            Bound step = steps.get(k);
            var counts = selection.counts().get(k);
            EventBatch bound = step.columns().bind(raw);
            factors[k] = Plugins.guard(
                    step.plugin(),
                    () -> step.step().factors(bound, origin, (name, number) -> counts.merge(name, number, Long::sum)));
            check(raw, step, factors[k]);
            double[] product = products[step.side() == Side.EVENT ? 0 : 1];
            for (int e = 0; e < product.length; e++) {
                product[e] *= factors[k][e];
            }
        }
        return new Passed(factors, products[0], products[1]);
    }

    private static void check(EventBatch raw, Bound step, double[] factors) {
        String who = "the event step " + step.plugin().id() + " (" + Plugins.origin(step.plugin()) + ")";
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

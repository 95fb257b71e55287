package org.fiducia.kernel.pipeline;

import java.util.List;
import java.util.Objects;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.measurement.Sample.Variation;
import org.fiducia.kernel.pipeline.UnitSteps.Passed;

/**
 * Takes what a channel selects of a batch: with what the steps before it say of the event, and with its alternative weights.
 * The lines of the steps follow the first cut of the channel, which every event passes.
 */
final class SelectionSink implements Selector.Sink {
    private final Selection selection;
    private final List<Variation> variations;
    private final EventBatch batch;
    private final Passed passed;
    private int event = -1;
    private boolean told;

    SelectionSink(Selection selection, List<Variation> variations, EventBatch batch, Passed passed) {
        this.selection = selection;
        this.variations = variations;
        this.batch = batch;
        this.passed = passed;
    }

    @Override
    public void begin(int index) {
        event = index;
        told = false;
    }

    @Override
    public void keep(SelectedEvent kept) {
        SelectedEvent weighted = kept;
        if (passed.steps() > 0) {
            double factor = passed.event()[known()];
            if (factor == 0) {
                return; // it was never there
            }
            weighted = factor == 1 ? kept : kept.withWeight(kept.weight() * factor);
            weighted = reconstructed(weighted, passed.reconstructed()[event]);
            if (weighted.reco() == null && weighted.fiducial() == null && kept.reco() != null) {
                return;
            }
            if (weighted.reco() != null && !told) {
                passed.selected().accept(event);
                told = true;
            }
        }
        boolean plain = variations.isEmpty() && passed.varied().isEmpty()
                || weighted.region() < 0 && weighted.fiducial() == null;
        selection.keep(plain ? weighted : weighted.withVariations(relative(weighted.reco() != null)));
    }

    /** The event as it is reconstructed with a factor; one that is rejected still counts as generated. */
    private static SelectedEvent reconstructed(SelectedEvent kept, double factor) {
        if (factor != 0) {
            return factor == 1 || kept.reco() == null ? kept : kept.withFactor(kept.factor() * factor);
        }
        return new SelectedEvent(
                kept.weight(), -1, -1, null, kept.fiducialCategory(), kept.fiducial(), false, 1, kept.variations());
    }

    @Override
    public void pass(int cut, int category, double weight) {
        int steps = passed.steps();
        if (cut == 0 || steps == 0) {
            selection.cutflow().count(cut, category, weight);
            double counted = weight;
            for (int k = 0; k < steps && counted(k); k++) {
                counted *= passed.factors()[k][event];
                selection.cutflow().count(1 + k, -1, counted);
            }
        } else if (passed.of(known()) != 0) {
            selection.cutflow().count(steps + cut, category, weight * passed.of(event));
        }
    }

    private boolean counted(int step) {
        return passed.factors()[step][known()] != 0;
    }

    /** Index of the event, which the channel has to tell. */
    private int known() {
        if (event < 0) {
            throw new IllegalStateException("a selection must begin each event (Sink.begin) for steps before it");
        }
        return event;
    }

    /** Alternative weights of the event: those of the file, then those of the steps. */
    private float[] relative(boolean reconstructed) {
        int own = variations.size();
        var weights = new float[own + passed.varied().size()];
        for (int k = own; k < weights.length; k++) {
            weights[k] = passed.varied().get(k - own).of(known(), reconstructed);
        }
        for (int k = 0; k < own; k++) {
            Variation variation = variations.get(k);
            Column column = batch.column(variation.name());
            int[] offsets = Objects.requireNonNull(column.offsets(), "an event has a list of them");
            int at = offsets[known()] + variation.index();
            if (at >= offsets[event + 1]) {
                throw new FiduciaException(
                        Kind.INPUT,
                        batch.source() + ": event " + (batch.firstEntry() + event) + " has no " + variation.name() + "["
                                + variation.index() + "]",
                        "take these weights out of the format in the card, or leave the file out");
            }
            weights[k] = (float) column.reals()[at];
        }
        return weights;
    }
}

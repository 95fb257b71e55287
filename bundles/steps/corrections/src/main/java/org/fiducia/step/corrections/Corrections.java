package org.fiducia.step.corrections;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.EventStep;
import org.osgi.service.component.annotations.Component;

/**
 * Multiplies the weight of simulated events by corrections of correctionlib files. Settings: {@code corrections}, objects by a
 * name of one's own, each with {@code file}, {@code correction} (its name in the file, when that has several) and {@code
 * inputs}, input of the correction to what it is given: {@code {"column": NAME}}, a number, or a text, of which {@code
 * {era}}, {@code {sample}} and {@code {process}} are those of the sample; {@code absolute} of a column takes its absolute value.
 * With a column of a collection ({@code "objects": true}) a correction is the product over its objects; {@code outside} is what
 * bins that are an error outside give there. {@code side}: {@code event} (default) for what is of the event, e.g. pile-up, or
 * {@code reconstructed} for efficiencies.
 *
 * <p>{@code variations} of a correction: by a label such as {@code up}, an object of what differs from the correction: {@code
 * inputs}, {@code correction}, {@code file}, {@code outside}; with {@code sigmas} the value is an absolute uncertainty, which
 * is added so often to the nominal value of each object. Each is an alternative weight of the event, of which a nuisance can be
 * made.
 */
@Component(service = EventStep.class)
public final class Corrections implements EventStep {
    @Override
    public String id() {
        return "corrections";
    }

    @Override
    public String title() {
        return "corrections of simulated events from correctionlib files";
    }

    @Override
    public Step step(Settings settings) {
        Settings blocks = settings.block("corrections");
        var factors = new ArrayList<EventFactor>();
        for (String name : blocks.names()) {
            factors.add(EventFactor.of(name, blocks.block(name)));
        }
        if (factors.isEmpty()) {
            throw settings.wrong("corrections", "an object of corrections, each with file and inputs");
        }
        String side = settings.text("side", "event");
        if (!List.of("event", "reconstructed").contains(side)) {
            throw settings.wrong("side", "event or reconstructed");
        }
        String title = settings.text("title", String.join(", ", blocks.names()));
        settings.refuseUnknown();
        return new Weighed(title, Side.valueOf(side.toUpperCase(Locale.ROOT)), List.copyOf(factors));
    }
}

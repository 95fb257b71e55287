package org.fiducia.background.analytic.internal;

import java.util.List;
import org.fiducia.api.Settings;
import org.fiducia.background.analytic.BackgroundFamily;

/**
 * What the card chooses.
 *
 * @param families whose functions are tried
 * @param mostOrder largest order
 * @param envelope whether all functions that pass are taken, or only the one that describes the data best
 * @param function the only one that is taken, e.g. {@code bernstein 4}; empty for those that the data choose
 * @param process name of the process
 * @param minEvents events in the window below which a category has no function
 * @param orderEvents events below which the lowest order of each family is taken
 */
record Choosing(
        List<BackgroundFamily> families,
        int mostOrder,
        boolean envelope,
        String function,
        String process,
        double minEvents,
        double orderEvents) {
    static Choosing of(Settings settings, List<BackgroundFamily> installed) {
        List<String> known =
                installed.stream().map(BackgroundFamily::id).sorted().toList();
        List<String> wanted = settings.texts("families", known.toArray(String[]::new));
        if (wanted.isEmpty() || !known.containsAll(wanted)) {
            throw settings.wrong("families", "some of " + String.join(", ", known));
        }
        int mostOrder = settings.integer("maxOrder", 5);
        if (mostOrder < 1 || mostOrder > 10) {
            throw settings.wrong("maxOrder", "from 1 to 10");
        }
        boolean envelope = settings.flag("envelope", true);
        String function = settings.text("function", "");
        List<BackgroundFamily> families = wanted.stream()
                .map(id -> installed.stream()
                        .filter(f -> f.id().equals(id))
                        .findFirst()
                        .orElseThrow())
                .toList();
        if (!function.isEmpty()
                && families.stream()
                        .noneMatch(family -> family.orders(mostOrder).stream()
                                .anyMatch(order -> function.equals(family.id() + " " + order)))) {
            throw settings.wrong("function", "a family and an order up to maxOrder, e.g. " + wanted.get(0) + " 1");
        }
        String process = settings.text("process", "background");
        double minEvents = settings.real("minEvents", 10);
        double orderEvents = settings.real("orderEvents", 100);
        if (!(minEvents >= 1)) {
            throw settings.wrong("minEvents", "at least 1");
        }
        if (!(orderEvents >= minEvents)) {
            throw settings.wrong("orderEvents", "at least minEvents");
        }
        settings.refuseUnknown();
        return new Choosing(families, mostOrder, envelope, function, process, minEvents, orderEvents);
    }
}

package org.fiducia.channel.hgg.internal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.fiducia.api.Settings;
import org.fiducia.channel.hgg.Diphoton;
import org.fiducia.objects.categories.Categories;
import org.fiducia.objects.categories.Quantities;

/** Classes of pairs of photons: those of the card, or one for vector boson fusion and four of the resolution of the mass. */
final class DiphotonCategories {
    /** The class of generated events. */
    static final String GENERATED = "gg";

    private static final List<Map<String, Object>> USUAL = List.of(
            Map.of("id", "VBF", "where", List.of("nJets >= 2", "mjj > 350", "absDEtajj > 3")),
            Map.of(
                    "id",
                    "res",
                    "title",
                    "$\\sigma_m/m$",
                    "axis",
                    Quantity.RESOLUTION.title(),
                    "boundaries",
                    List.of(0.0087, 0.0119, 0.0137)));

    private static final Quantities<Diphoton> QUANTITIES = quantities();

    private DiphotonCategories() {}

    private static Quantities<Diphoton> quantities() {
        var values = new LinkedHashMap<String, ToDoubleFunction<Diphoton>>();
        Arrays.stream(Quantity.values()).forEach(quantity -> values.put(quantity.title(), quantity::of));
        return new Quantities<>("a pair of photons", values);
    }

    /** Those of the card's block of the channel. */
    static Categories<Diphoton> of(Settings settings) {
        return Categories.of(settings, USUAL, GENERATED, QUANTITIES);
    }

    /** Whether some depend on the resolution of the mass. */
    static boolean needResolution(Categories<Diphoton> categories) {
        return categories.use(Quantity.RESOLUTION.title());
    }
}

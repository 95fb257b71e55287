package org.fiducia.systematics.card;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Nuisance.Effect;
import org.fiducia.api.measurement.Nuisance.MorphEffect;
import org.fiducia.api.measurement.Nuisance.ShapeEffect;
import org.fiducia.api.measurement.Nuisance.Target;
import org.fiducia.api.measurement.Nuisance.YieldEffect;
import org.fiducia.api.measurement.NuisanceSource;
import org.osgi.service.component.annotations.Component;

/**
 * Nuisances as the card declares them. One block has
 *
 * <ul>
 *   <li>{@code name}: blocks of one name are fully correlated; {@code uncorrelated: ["era"]} (or {@code "category"}) appends
 *       the era (category) to the name, so that each has a nuisance of its own;
 *   <li>{@code group}: for the breakdown;
 *   <li>{@code kind}: {@code logNormal} on yields, {@code shape} on the {@code parameter} of shapes, absolute, or {@code
 *       relative} to the parameter, or {@code of} a coordinate of the point, e.g. {@code mH}, or {@code template} with the relative {@code change} of
 *       each interval of a template at θ = +1;
 *   <li>{@code targets}: names of components, {@code *} at the end of one standing for any characters;
 *   <li>{@code sizes}: a number, [down, up] as signed relative changes, or an object with era names or category ids as keys
 *       and sizes as values, one level for each.
 * </ul>
 */
@Component(service = NuisanceSource.class)
public final class CardNuisances implements NuisanceSource, Configured {
    /** What cards of the first version call the mass of the resonance. */
    private static final String FIRST_VERSION = "massHypothesis";

    @Override
    public String id() {
        return "card";
    }

    @Override
    public String title() {
        return "nuisances declared in the analysis card";
    }

    @Override
    public void check(Analysis analysis, Settings settings) {
        // which components there are is known later
        for (Effect effect :
                effects(settings, settings.text("kind", "logNormal"), analysis, settings.texts("targets"))) {
            suffix(settings.texts("uncorrelated"), effect.target(), settings);
        }
        settings.text("name");
        settings.text("group", "other");
        settings.text("source", id());
        settings.refuseUnknown();
    }

    private record Size(String era, String category, double down, double up) {}

    @Override
    public ModelPart part(Nominal nominal, List<Settings> declarations) {
        var effects = new LinkedHashMap<String, List<Effect>>();
        var groups = new LinkedHashMap<String, String>();
        var kinds = new LinkedHashMap<String, String>();
        for (Settings block : declarations) {
            String name = block.text("name");
            String kind = block.text("kind", "logNormal");
            String group = block.text("group", "other");
            List<String> uncorrelated = block.texts("uncorrelated");
            for (Effect effect : effects(block, kind, nominal.analysis(), nominal.components())) {
                String full = name + suffix(uncorrelated, effect.target(), block);
                if (!kinds.computeIfAbsent(full, k -> kind).equals(kind)) {
                    throw new FiduciaException(
                            Kind.CARD,
                            block.path() + ": " + full + " is declared as " + kinds.get(full) + " and as " + kind,
                            "give one of them another name");
                }
                String known = groups.computeIfAbsent(full, k -> group);
                if (block.has("group") && !known.equals(group)) {
                    throw new FiduciaException(
                            Kind.CARD,
                            block.path() + ": " + full + " is declared in the groups " + known + " and " + group,
                            "give both the same group, or one of them another name");
                }
                effects.computeIfAbsent(full, k -> new ArrayList<>()).add(effect);
            }
            block.refuseUnknown();
        }
        return ModelPart.of(effects.entrySet().stream()
                .map(entry -> new Nuisance(entry.getKey(), groups.getOrDefault(entry.getKey(), ""), entry.getValue()))
                .toList());
    }

    private static String suffix(List<String> uncorrelated, Target target, Settings block) {
        var suffix = new StringBuilder();
        for (String by : uncorrelated) {
            String part = by.equals("era")
                    ? target.place().era()
                    : by.equals("category") ? target.place().category() : null;
            if (part == null) {
                throw block.wrong("uncorrelated", "a list of era, category");
            }
            if (!part.isEmpty()) {
                suffix.append('_').append(part);
            }
        }
        return suffix.toString();
    }

    private static List<Effect> effects(Settings block, String kind, Analysis analysis, List<String> components) {
        List<String> targets = block.texts("targets");
        if (targets.isEmpty()) {
            throw new FiduciaException(
                    Kind.CARD,
                    block.path() + "/targets is missing",
                    "name the components it acts on: " + String.join(", ", components));
        }
        for (String target : targets) {
            if (meant(target, components).isEmpty()) {
                throw new FiduciaException(
                        Kind.CARD,
                        block.path() + "/targets has " + target + ", which is no component of the model",
                        "one of " + String.join(", ", components));
            }
        }
        List<Size> sizes = sizes(block, analysis);
        var effects = new ArrayList<Effect>();
        var meant = new LinkedHashSet<String>();
        targets.forEach(target -> meant.addAll(meant(target, components)));
        for (String component : meant) {
            for (Size size : sizes) {
                var target = new Target(component, size.era(), size.category(), "");
                effects.add(
                        switch (kind) {
                            case "logNormal" -> logNormal(block, target, size);
                            case "shape" -> shape(block, target, size, analysis);
                            case "template" -> template(block, target, size);
                            default -> throw block.wrong("kind", "one of logNormal, shape, template");
                        });
            }
        }
        return effects;
    }

    /** The components that a target names; a name may be a pattern itself where components are not known yet. */
    private static List<String> meant(String target, List<String> components) {
        if (!target.endsWith("*") || components.contains(target)) {
            return components.contains(target) ? List.of(target) : List.of();
        }
        String start = target.substring(0, target.length() - 1);
        return components.stream().filter(name -> name.startsWith(start)).toList();
    }

    private static Effect logNormal(Settings block, Target target, Size size) {
        if (size.up() <= -1 || size.down() <= -1) {
            throw belowAll(block, List.of(size.down(), size.up()));
        }
        return new YieldEffect(target, size.up(), size.down());
    }

    private static FiduciaException belowAll(Settings block, Object size) {
        return new FiduciaException(
                Kind.CARD,
                block.path() + "/sizes has " + size + ": a yield cannot fall by 100 % or more",
                "give relative changes above −1");
    }

    private static Effect shape(Settings block, Target target, Size size, Analysis analysis) {
        boolean relative = block.flag("relative", false);
        double unit = 1;
        if (block.has("of")) {
            String name = block.text("of").equals(FIRST_VERSION) ? Analysis.MASS : block.text("of");
            unit = analysis.point().get(name);
            if (Double.isNaN(unit) || relative) {
                throw block.wrong(
                        "of",
                        "a coordinate of the point ("
                                + String.join(", ", analysis.point().values().keySet()) + "), and not with relative");
            }
        }
        return new ShapeEffect(target, block.text("parameter"), size.up() * unit, relative);
    }

    private static Effect template(Settings block, Target target, Size size) {
        double[] change = block.reals("change");
        if (change.length == 0) {
            throw block.wrong("change", "a relative change for each interval of the template");
        }
        for (int i = 0; i < change.length; i++) {
            change[i] *= size.up();
            if (change[i] <= -1) {
                throw block.wrong("change", "relative changes above −1");
            }
        }
        return new MorphEffect(target, change);
    }

    private static List<Size> sizes(Settings block, Analysis analysis) {
        if (!block.has("sizes") && block.text("kind", "logNormal").equals("template")) {
            return List.of(new Size("", "", -1, 1));
        }
        if (!block.has("sizes")) {
            throw new FiduciaException(Kind.CARD, block.path() + "/sizes is missing", "give the size of the effect");
        }
        var sizes = new ArrayList<Size>();
        collect(block, block.values().get("sizes"), "", "", analysis, sizes);
        return sizes;
    }

    private static void collect(
            Settings block, @Nullable Object value, String era, String category, Analysis analysis, List<Size> sizes) {
        if (value instanceof Number number) {
            // a symmetric log-normal: κ up, 1/κ down
            double up = number.doubleValue();
            if (up <= -1 && block.text("kind", "logNormal").equals("logNormal")) {
                throw belowAll(block, value);
            }
            sizes.add(new Size(era, category, 1 / (1 + up) - 1, up));
        } else if (value instanceof List<?> pair
                && pair.size() == 2
                && pair.get(0) instanceof Number down
                && pair.get(1) instanceof Number up) {
            sizes.add(new Size(era, category, down.doubleValue(), up.doubleValue()));
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String key = String.valueOf(entry.getKey());
                if (era.isEmpty() && analysis.eras().stream().map(Era::name).anyMatch(key::equals)) {
                    collect(block, entry.getValue(), key, category, analysis, sizes);
                } else if (category.isEmpty() && analysis.categories().stream().anyMatch(c -> c.id().equals(key))) {
                    collect(block, entry.getValue(), era, key, analysis, sizes);
                } else {
                    throw new FiduciaException(
                            Kind.CARD,
                            block.path() + "/sizes has the key " + key + ", which is no era and no final state",
                            "eras: "
                                    + String.join(
                                            ", ",
                                            analysis.eras().stream()
                                                    .map(Era::name)
                                                    .toList())
                                    + "; final states: "
                                    + String.join(
                                            ", ",
                                            analysis.categories().stream()
                                                    .map(c -> c.id())
                                                    .toList()));
                }
            }
        } else {
            throw block.wrong("sizes", "a number, [down, up], or an object of these by era or final state");
        }
    }
}

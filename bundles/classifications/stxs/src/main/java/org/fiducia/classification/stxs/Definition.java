package org.fiducia.classification.stxs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.exchange.json.JsonElement;
import org.fiducia.exchange.json.JsonFile;
import org.fiducia.objects.categories.Condition;
import org.fiducia.objects.categories.Quantities;
import org.fiducia.objects.production.Produced;
import org.fiducia.objects.production.Produced.VectorDecay;

/**
 * Bins of generated events, as a file defines them: groups of production modes, and in each an ordered list of bins of which the first whose conditions
 * are met has the event. Jets are those of the event above {@code minJetPt}.
 *
 * @param name short
 * @param title for people
 * @param minJetPt transverse momentum of jets, GeV
 * @param groups group of each production mode with a decay of its vector boson
 * @param bins in the order of the file
 */
record Definition(String name, String title, double minJetPt, Map<String, String> groups, List<Bin> bins) {
    /** Shipped ones. */
    static final List<String> SHIPPED = List.of("stage1.2", "stage1.2-fine", "stage1.3-proposal");

    private static final String SETTING = "definition";
    private static final String FORWARD = "_FWDH";

    Definition {
        groups = new HashMap<>(groups);
        bins = List.copyOf(bins);
    }

    /** A bin. */
    record Bin(int number, String name, String group, List<Condition<Event>> where) {
        Bin {
            where = List.copyOf(where);
        }

        /** Whether it is of Higgs bosons that nothing measures. */
        boolean forward() {
            return name.endsWith(FORWARD);
        }

        boolean has(Event event) {
            for (Condition<Event> condition : where) {
                if (!condition.holds(event)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** A generated event with its jets. */
    record Event(Produced candidate, List<FourMomentum> jets) {}

    /** What conditions may ask of a generated event. */
    static final Quantities<Event> QUANTITIES = quantities();

    private static Quantities<Event> quantities() {
        var values = new LinkedHashMap<String, ToDoubleFunction<Event>>();
        values.put("pTH", event -> event.candidate().p4().pt());
        values.put("absYH", event -> Math.abs(event.candidate().p4().rapidity()));
        values.put("pTV", event -> event.candidate().vectorPt());
        values.put("nJets", event -> event.jets().size());
        values.put(
                "mjj",
                event -> event.jets().size() < 2 ? Double.NaN : dijet(event).mass());
        values.put(
                "pTHjj",
                event -> event.jets().size() < 2
                        ? Double.NaN
                        : event.candidate().p4().plus(dijet(event)).pt());
        values.put(
                "pTj1OverPTH",
                event -> event.jets().isEmpty()
                        ? Double.NaN
                        : event.jets().get(0).pt() / event.candidate().p4().pt());
        values.put("dPhijj", Definition::azimuth);
        return new Quantities<>("a generated event", values);
    }

    private static FourMomentum dijet(Event event) {
        return event.jets().get(0).plus(event.jets().get(1));
    }

    /** Azimuth between the two leading jets with its sign, as the observable {@code dPhijj} has it, in [−π, π]. */
    private static double azimuth(Event event) {
        if (event.jets().size() < 2) {
            return Double.NaN;
        }
        FourMomentum a = event.jets().get(0);
        FourMomentum b = event.jets().get(1);
        double cross = a.px() * b.py() - a.py() * b.px();
        double dot = a.px() * b.px() + a.py() * b.py();
        return Math.atan2(Math.abs(cross), dot) * Math.signum(cross) * Math.signum(a.pz() - b.pz());
    }

    /** A shipped one. */
    static Definition shipped(String name) {
        try (InputStream in =
                Objects.requireNonNull(Definition.class.getResourceAsStream(name + ".json"), "it is shipped")) {
            Path file = Files.createTempFile("definition", ".json");
            try {
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                return of(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** That of a file. */
    static Definition of(Path file) {
        try {
            JsonElement root = JsonFile.read(file, List.of());
            root.allow(Set.of("name", "title", "minJetPt", "groups", "bins", "note"));
            var groups = new HashMap<String, String>();
            JsonElement all = root.get("groups").object();
            for (String group : all.names()) {
                for (JsonElement mode : all.get(group).list()) {
                    List<String> words = mode.texts();
                    if (words.isEmpty() || words.size() > 2) {
                        throw mode.wrong("no production mode", "name it, and perhaps the decay of its vector boson");
                    }
                    for (VectorDecay decay : decays(words, mode)) {
                        String before = groups.put(key(words.get(0), decay), group);
                        if (before != null) {
                            throw mode.wrong("it is in " + before + ", too", "put each mode into one group");
                        }
                    }
                }
            }
            double minJetPt = root.get("minJetPt").number();
            var bins = new ArrayList<Bin>();
            var names = new HashSet<String>();
            for (JsonElement bin : root.get("bins").list()) {
                bin.allow(Set.of("number", "name", "group", "where", "note"));
                String name = bin.text("name");
                if (!names.add(name)) {
                    throw bin.wrong("a second bin " + name, "call it otherwise");
                }
                if (!all.names().contains(bin.text("group"))) {
                    throw bin.get("group").wrong("no such group", "one of " + String.join(", ", all.names()));
                }
                bins.add(new Bin(
                        (int) bin.get("number").number(),
                        name,
                        bin.text("group"),
                        bin.get("where").texts().stream()
                                .map(text -> Condition.of(text, bin.place() + "/where", QUANTITIES))
                                .toList()));
            }
            return new Definition(root.text("name"), root.text("title", root.text("name")), minJetPt, groups, bins);
        } catch (IOException e) {
            throw new FiduciaException(
                    Kind.CARD, file + " cannot be read: " + e.getMessage(), "correct the path of the definition", e);
        }
    }

    /**
     * A shipped one or that of a file, as a setting says.
     *
     * @param usual where the setting is absent
     */
    static Definition of(Settings settings, Definition usual) {
        String chosen = settings.text(SETTING, usual.name());
        if (chosen.equals(usual.name())) {
            return usual;
        }
        if (SHIPPED.contains(chosen)) {
            return shipped(chosen);
        }
        Path file = settings.file(SETTING);
        if (!file.toString().endsWith(".json")) {
            throw settings.wrong(SETTING, "a file in JSON, or one of " + String.join(", ", SHIPPED));
        }
        return of(file);
    }

    private static List<VectorDecay> decays(List<String> words, JsonElement at) {
        if (words.size() == 1) {
            return List.of(VectorDecay.values());
        }
        try {
            return List.of(VectorDecay.valueOf(words.get(1)));
        } catch (IllegalArgumentException e) {
            throw at.wrong("no decay " + words.get(1), "one of " + List.of(VectorDecay.values()));
        }
    }

    private static String key(String production, VectorDecay decay) {
        return production + " " + decay;
    }

    /** Production modes that are in a group. */
    Set<String> productions() {
        var modes = new TreeSet<String>();
        groups.keySet().forEach(key -> modes.add(key.substring(0, key.indexOf(' '))));
        return modes;
    }

    /** The bin of an event; none where its production belongs to no group, or no bin of it has the event. */
    Optional<Bin> of(String production, Produced candidate) {
        String group = groups.get(key(production, candidate.vectorDecay()));
        if (group == null) {
            return Optional.empty();
        }
        var event = new Event(candidate, candidate.generatedJets(minJetPt));
        for (Bin bin : bins) {
            if (bin.group().equals(group) && bin.has(event)) {
                return Optional.of(bin);
            }
        }
        return Optional.empty();
    }
}

package org.fiducia.kernel.card;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Nullable;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Role;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.Point;
import org.fiducia.api.measurement.SignalRates;
import org.fiducia.api.observable.Target;
import org.fiducia.kernel.card.AnalysisCard.Choice;
import org.fiducia.kernel.card.AnalysisCard.InputFormat;
import org.fiducia.kernel.card.AnalysisCard.SampleFiles;
import org.fiducia.kernel.card.Card.Rates;

/** Reads analysis cards. A card that makes no sense is refused with the place in it and the remedy. */
public final class CardReader {
    /** Versions of the card's format that this kernel reads, the newest last. */
    public static final List<Integer> SCHEMA_VERSIONS = List.of(1, 2);

    private final Path file;
    private final CardJson json;

    private final Consumer<Path> seen;
    private final boolean twice;
    private final Function<String, Path> remote;

    private CardReader(Path file, CardJson json, Consumer<Path> seen, boolean twice, Function<String, Path> remote) {
        this.file = file;
        this.json = json;
        this.seen = seen;
        this.twice = twice;
        this.remote = remote;
    }

    /**
     * Reads and checks a card.
     *
     * @param changes values to set before, as {@code path=value}: the path of names is separated by slashes, an element of a
     *     list goes by its number, id or name; the value is JSON, or text
     * @throws FiduciaException when it cannot be read or makes no sense
     */
    public static AnalysisCard read(Path file, List<String> changes) {
        return read(file, changes, seen -> {}, CardReader::nobody);
    }

    /** Finds none. */
    static Path nobody(String name) {
        throw new FiduciaException(
                FiduciaException.Kind.INPUT,
                RemoteName.shown(name) + ", which is elsewhere",
                "copy it, and name the copy");
    }

    /**
     * The same, and tells what else the card depends on.
     *
     * @param seen hears of every list of files, and of every folder in which a pattern looks for files, before it is read
     * @param remote finds files by names that have a scheme
     */
    public static AnalysisCard read(
            Path file, List<String> changes, Consumer<Path> seen, Function<String, Path> remote) {
        var json = new CardJson(file, changes);
        return new CardReader(file, json, seen, false, remote).check(json.card(), json.text());
    }

    /** The same for whoever looks after the files: one that is named twice is not refused. */
    public static AnalysisCard readLeniently(Path file, List<String> changes, Function<String, Path> remote) {
        var json = new CardJson(file, changes);
        return new CardReader(file, json, seen -> {}, true, remote).check(json.card(), json.text());
    }

    private AnalysisCard check(Card card, String text) {
        require(
                SCHEMA_VERSIONS.contains(card.schemaVersion()),
                "/schemaVersion",
                "is " + card.schemaVersion(),
                "this version reads 1 and 2");
        String title = required(card.title(), "/title", "say what is analysed");
        require(card.energy() > 0, "/energy", "is " + card.energy(), "give the centre-of-mass energy in TeV");
        Fitted fit = fit(card);
        Point point = point(card);
        Choice channel = choice(card.channel(), "/channel", "the channel");
        var eras = new ArrayList<Era>();
        var samples = new ArrayList<SampleFiles>();
        var formats = new CardFormats(json, card.formats());
        var files = new CardFiles(json, folder(), card.directory(), seen, twice, remote);
        for (int i = 0; i < card.eras().size(); i++) {
            Card.EraBlock era = card.eras().get(i);
            String at = "/eras/" + i;
            String name = named(era.name(), at + "/name", "name the era");
            require(
                    era.luminosity() > 0,
                    at + "/luminosity",
                    "is " + era.luminosity(),
                    "give the integrated luminosity in fb⁻¹");
            eras.add(new Era(name, era.luminosity()));
            samples.addAll(data(era.data(), name, at + "/data", files, formats.of(era.format(), at + "/format")));
        }
        require(!eras.isEmpty(), "/eras", "is empty", "declare at least one era");
        Set<String> eraNames = eras.stream().map(Era::name).collect(Collectors.toSet());
        require(eraNames.size() == eras.size(), "/eras", "has a name twice", "name each era once");
        for (int i = 0; i < card.samples().size(); i++) {
            samples.add(sample(card, card.samples().get(i), "/samples/" + i, files, formats, eraNames));
        }
        require(
                card.eventsInMemory() >= 0,
                "/eventsInMemory",
                "is " + card.eventsInMemory(),
                "give the number of selected events that may be held in memory");
        require(!samples.isEmpty(), "/samples", "is empty", "declare at least one sample");
        var names = new HashSet<String>();
        for (SampleFiles sample : samples) {
            require(names.add(sample.name()), "/samples", "has " + sample.name() + " twice", "name each sample once");
        }
        return new AnalysisCard(
                file,
                text,
                title,
                card.label() == null ? "" : card.label(),
                card.energy(),
                channel,
                fit.variable(),
                fit.range()[0],
                fit.range()[1],
                fit.intervals(),
                point,
                rates(card.rates()),
                List.copyOf(eras),
                steps(card),
                List.copyOf(samples),
                chosen(card.signal(), "/signal", "the signal model"),
                choices(card.weights(), "/weights"),
                choices(card.backgrounds(), "/backgrounds"),
                choices(card.parts(), "/parts"),
                card.nuisanceSources(),
                declarations(card.nuisances()),
                physics(card),
                chosen(card.unfolding(), "/unfolding", "the unfolding"),
                chosen(card.prediction(), "/prediction", "the uncertainty of the prediction"),
                Optional.ofNullable(card.likelihood()),
                Optional.ofNullable(card.fitter()),
                Optional.ofNullable(card.intervals()),
                CardBinning.read(file, card.binnings()),
                card.writers(),
                card.eventsInMemory(),
                plugins(card.plugins()));
    }

    /** What is fitted: an observable, that of the channel when empty. */
    private record Fitted(String variable, double[] range, int intervals) {}

    /** What is fitted; the first version knows the mass of the channel, unbinned. */
    private Fitted fit(Card card) {
        if (card.schemaVersion() == 1) {
            requireVersion(2, card.fit(), "/fit", "use /window");
            return new Fitted("", range(card.window(), "/window", "give [low, high] in GeV"), 0);
        }
        requireVersion(1, card.window(), "/window", "write \"fit\": {\"range\": [low, high]}");
        Card.Fit fit = required(card.fit(), "/fit", "say what is fitted: {\"range\": [low, high]}");
        double[] range = range(fit.range(), "/fit/range", "give [low, high] of the fit variable");
        require(fit.intervals() >= 0, "/fit/intervals", "is negative", "give 0 for an unbinned fit");
        return new Fitted(fit.variable() == null ? "" : fit.variable(), range, fit.intervals());
    }

    private double[] range(@Nullable double[] range, String at, String remedy) {
        if (range == null || range.length != 2 || !(range[0] < range[1])) {
            throw json.refuse(at, "is not a range", remedy);
        }
        return range;
    }

    private Point point(Card card) {
        if (card.schemaVersion() == 1) {
            requireVersion(2, card.point(), "/point", "use /massHypothesis");
            Double mass = card.massHypothesis();
            if (mass == null || !(mass > 0)) {
                throw json.refuse(
                        "/massHypothesis",
                        "is " + (mass == null ? "missing" : mass),
                        "give the mass of the resonance in GeV");
            }
            return Point.of(Analysis.MASS, mass);
        }
        requireVersion(
                1,
                card.massHypothesis(),
                "/massHypothesis",
                "it is point/mH there: write \"point\": {\"mH\": " + card.massHypothesis() + "}, or --set point/mH="
                        + card.massHypothesis());
        return point(card.point(), "/point");
    }

    private SignalRates rates(@Nullable Rates rates) {
        if (rates == null) {
            return SignalRates.NONE;
        }
        try {
            return new SignalRates(
                    Objects.requireNonNullElse(rates.mH(), new double[0]),
                    Objects.requireNonNullElse(rates.crossSections(), Map.of()),
                    Objects.requireNonNullElse(rates.branchingRatio(), new double[0]));
        } catch (IllegalArgumentException | NullPointerException e) {
            throw json.refuse(
                    "/rates",
                    e.getMessage() == null ? "has a null" : e.getMessage(),
                    "give rising masses mH in GeV, and for each a positive cross section of every process and a branching"
                            + " ratio");
        }
    }

    private Point point(@Nullable Map<String, Double> values, String at) {
        if (values == null) {
            return Point.NONE;
        }
        values.forEach((name, value) ->
                require(value != null && Double.isFinite(value), at + "/" + name, "is " + value, "give a number"));
        return new Point(values);
    }

    private void requireVersion(int version, @Nullable Object field, String at, String remedy) {
        require(field == null, at, "is of version " + version + " of the card, and this is one of another", remedy);
    }

    /** The data of an era: a sample, or one for each of its primary data sets. */
    private List<SampleFiles> data(
            @Nullable JsonNode data, String era, String at, CardFiles files, InputFormat format) {
        var samples = new ArrayList<SampleFiles>();
        if (data == null || data.isNull()) {
            return samples;
        }
        var sets = new LinkedHashMap<String, JsonNode>();
        if (data.isObject()) {
            data.properties().forEach(set -> sets.put(set.getKey(), set.getValue()));
        } else if (!data.isEmpty() || !data.isArray()) {
            sets.put("", data);
        }
        sets.forEach((set, node) -> {
            String place = at + (set.isEmpty() ? "" : "/" + set);
            samples.add(new SampleFiles(
                    "Data_" + era + (set.isEmpty() ? "" : "_" + set),
                    "data",
                    Role.DATA,
                    Point.NONE,
                    era,
                    set,
                    files.of(names(node, place), place),
                    Double.NaN,
                    Double.NaN,
                    format));
        });
        return samples;
    }

    private List<String> names(JsonNode node, String at) {
        require(node.isArray(), at, "a list is expected, " + node + " was given", "give a list of files");
        require(!node.isEmpty(), at, "is empty", "name at least one file");
        var names = new ArrayList<String>();
        for (int k = 0; k < node.size(); k++) {
            JsonNode name = node.get(k);
            require(name.isTextual(), at + "/" + k, "a text is expected, " + name + " was given", "name a file");
            names.add(name.asText());
        }
        return names;
    }

    private void requireNormalisation(Card.SampleBlock block, Role role, InputFormat format, String at) {
        AnalysisCard.Normalisation found = format.normalisation();
        boolean told = found != null;
        boolean crossSection = block.crossSection() != null
                || found != null && !found.crossSection().isEmpty();
        require(
                role == Role.DATA || crossSection && (told || block.sumOfWeights() != null),
                at,
                "has no normalisation" + (told ? ": its format tells no cross section" : ""),
                "give crossSection (fb) and sumOfWeights, or normalisation in its format");
    }

    private SampleFiles sample(
            Card card, Card.SampleBlock block, String at, CardFiles files, CardFormats formats, Set<String> eras) {
        String name = named(block.name(), at + "/name", "name the sample");
        Role role = required(block.role(), at + "/role", "one of data, signal, background");
        String process =
                role == Role.DATA ? "data" : required(block.process(), at + "/process", "name the process of " + name);
        require(!block.files().isEmpty(), at + "/files", "is empty", "name at least one file");
        require(
                block.era().isEmpty() || eras.contains(block.era()),
                at + "/era",
                "is " + block.era() + ", which is no era",
                "one of " + String.join(", ", eras) + ", or leave it out for a sample that serves all");
        require(
                block.role() != Role.DATA || !block.era().isEmpty() || eras.size() == 1,
                at + "/era",
                "is missing",
                "say of which era the data are: one of " + String.join(", ", eras));
        Point point;
        if (card.schemaVersion() == 1) {
            requireVersion(2, block.point(), at + "/point", "use mass");
            require(
                    role != Role.SIGNAL || (block.mass() != null && block.mass() > 0),
                    at + "/mass",
                    "is missing",
                    "give the simulated mass in GeV");
            point = block.mass() == null ? Point.NONE : Point.of(Analysis.MASS, block.mass());
        } else {
            requireVersion(1, block.mass(), at + "/mass", "write \"point\": {\"mH\": " + block.mass() + "}");
            point = point(block.point(), at + "/point");
        }
        InputFormat format = formats.of(block.format(), at + "/format");
        requireNormalisation(block, role, format, at);
        return new SampleFiles(
                name,
                process,
                role,
                point,
                block.era(),
                "",
                files.of(block.files(), at + "/files"),
                block.crossSection() == null ? Double.NaN : block.crossSection(),
                block.sumOfWeights() == null ? Double.NaN : block.sumOfWeights(),
                format);
    }

    private List<Choice> choices(List<Card.Choice> choices, String at) {
        var all = new ArrayList<Choice>();
        for (int i = 0; i < choices.size(); i++) {
            all.add(choice(choices.get(i), at + "/" + i, "a plug-in"));
        }
        return all;
    }

    private Map<String, List<Choice>> steps(Card card) {
        var steps = new LinkedHashMap<String, List<Choice>>();
        steps.put("", choices(card.steps(), "/steps"));
        for (int i = 0; i < card.eras().size(); i++) {
            Card.EraBlock era = card.eras().get(i);
            steps.put(String.valueOf(era.name()), choices(era.steps(), "/eras/" + i + "/steps"));
        }
        return steps;
    }

    private Map<String, List<Choice>> plugins(Map<String, List<Card.Choice>> block) {
        var all = new LinkedHashMap<String, List<Choice>>();
        block.forEach((kind, choices) -> {
            require(choices != null, "/plugins/" + kind, "is nothing", "give a list of plug-ins");
            all.put(kind, choices(choices, "/plugins/" + kind));
        });
        return all;
    }

    private Map<Target, Choice> physics(Card card) {
        boolean first = card.schemaVersion() == 1;
        if (first) {
            requireVersion(2, card.physics(), "/physics", "call it crossSections");
        } else {
            requireVersion(1, card.crossSections(), "/crossSections", "call it physics");
        }
        return first ? physics(card.crossSections(), "/crossSections") : physics(card.physics(), "/physics");
    }

    private Map<Target, Choice> physics(@Nullable Card.Physics block, String at) {
        String what = "the parameters of interest";
        if (block == null) {
            return Map.of();
        }
        if (block.id() != null || (block.production() == null && block.decay() == null)) {
            require(
                    block.production() == null && block.decay() == null,
                    at,
                    "has both id and production or decay",
                    "give one plug-in for all observables, or one for each kind");
            Choice all = choice(new Card.Choice(block.id(), block.settings()), at, what);
            return Map.of(Target.PRODUCTION, all, Target.DECAY, all);
        }
        return Map.of(
                Target.PRODUCTION, choice(block.production(), at + "/production", what),
                Target.DECAY, choice(block.decay(), at + "/decay", what));
    }

    private Optional<Choice> chosen(@Nullable Card.Choice choice, String at, String what) {
        return choice == null ? Optional.empty() : Optional.of(choice(choice, at, what));
    }

    private Choice choice(@Nullable Card.Choice choice, String at, String what) {
        Card.Choice chosen = required(choice, at, "choose " + what + ": {\"id\": …}");
        return new Choice(
                required(chosen.id(), at + "/id", "name " + what),
                new Settings(at + "/settings", chosen.settings(), folder(), json::place));
    }

    private List<Settings> declarations(List<Map<String, Object>> blocks) {
        var all = new ArrayList<Settings>();
        for (int i = 0; i < blocks.size(); i++) {
            all.add(new Settings("/nuisances/" + i, blocks.get(i), folder(), json::place));
        }
        return all;
    }

    private Path folder() {
        return Objects.requireNonNull(file.toAbsolutePath().normalize().getParent(), "a file is in a folder");
    }

    /** What must be there. */
    private <T> T required(@Nullable T value, String at, String remedy) {
        return json.required(value, at, remedy);
    }

    private String named(@Nullable String name, String at, String remedy) {
        return required(name == null || name.isBlank() ? null : name, at, remedy);
    }

    private void require(boolean condition, String at, String what, String remedy) {
        json.require(condition, at, what, remedy);
    }
}

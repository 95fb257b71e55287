package org.fiducia.exchange.combination.card;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.Suggestion;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.api.exchange.Patch;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.model.Parameter;
import org.fiducia.exchange.combination.Combination;
import org.fiducia.exchange.combination.Combination.Member;
import org.fiducia.exchange.combination.Correlation;
import org.fiducia.exchange.combination.ModelSource;
import org.fiducia.exchange.combination.card.CombinationCard.MemberBlock;
import org.fiducia.exchange.json.JsonElement;
import org.fiducia.exchange.json.PatchedFile;

/** Makes one model of what a combination card names. Its files are relative to the card. */
final class CombinationReader {
    /** Predictions of one quantity that differ by more than statistics of simulation would have it. */
    private static final double SAME = 0.01;

    private final CardModel cards;
    private final List<ModelFormat> formats;
    private final int threads;
    private final Progress progress;

    /** Combinations that are being read, each a member of the one before. */
    private final Set<Path> open = new LinkedHashSet<>();

    CombinationReader(CardModel cards, List<ModelFormat> formats, int threads, Progress progress) {
        this.cards = cards;
        this.formats = formats;
        this.threads = threads;
        this.progress = progress;
    }

    ExchangedModel read(Path file, List<Patch> patches) throws IOException {
        PatchedFile patched = PatchedFile.read(file, patches, progress);
        CombinationCard card = CombinationCard.of(patched.root().of(Kind.CARD));
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
        requireOnce(card.members(), folder); // before anything that takes long
        Path self = file.toRealPath();
        open.add(self);
        var members = new ArrayList<Member>();
        var interests = new HashMap<String, Set<String>>();
        for (MemberBlock member : card.members()) {
            ExchangedModel model = read(member, card.root(), folder);
            if (member.isCard() && card.root().has("physics")) {
                interests.put(member.name(), Set.copyOf(model.interests()));
            }
            String source = member.block().text(member.isCard() ? "card" : "model");
            String title = member.block().text("title", "");
            members.add(new Member(member.name(), title, source, model));
        }
        open.remove(self);
        var combination = new Combination(members, Correlation.ofMembers(card.rules(), interests));
        requireParameters(card, "bounds", card.bounds().keySet(), combination.parameters());
        requireParameters(card, "fix", card.fix().keySet(), combination.parameters());
        combination
                .withoutData()
                .ifPresent(without -> progress.warn(without.name() + " (" + without.source()
                        + ") has no data, so only what the combination expects can be fitted, with --asimov"));
        ExchangedModel joined = combination.join(
                card.root().text("title", file.getFileName().toString()),
                changes(card),
                "give both the same limits with \"bounds\": {NAME: [LO, HI]} in " + file.getFileName()
                        + ", or hold both with \"fix\"; what neither \"correlate\" nor \"rename\" gives one name is"
                        + " kept apart");
        if (card.root().has("physics")) {
            compare(members, interests);
        }
        var notes = new ArrayList<>(patched.notes());
        notes.addAll(joined.notes());
        return joined.withNotes(notes);
    }

    private ExchangedModel read(MemberBlock member, JsonElement root, Path folder) throws IOException {
        Path file = file(member, folder);
        try {
            return member.isCard() ? card(member, file, root) : model(member, file, folder);
        } catch (FiduciaException e) {
            // what would be a wrong word of a call is one of the card
            Kind kind = e.kind() == Kind.USAGE ? Kind.CARD : e.kind();
            throw new FiduciaException(kind, member.block().place() + ": " + e.getMessage(), e.remedy(), e);
        }
    }

    /** All files are there; one that is a member twice, with the same changes, brings its events twice. */
    private void requireOnce(List<MemberBlock> members, Path folder) {
        var seen = new HashMap<List<String>, String>();
        for (MemberBlock member : members) {
            var same = new ArrayList<>(List.of(file(member, folder).toString()));
            for (String field : List.of("set", "analysis", "patch")) {
                same.add(member.block().has(field) ? member.block().get(field).json() : "");
            }
            String before = seen.putIfAbsent(same, member.name());
            if (before != null) {
                progress.warn(before + " and " + member.name() + " are of the same file: events that are in both count"
                        + " twice");
            }
        }
    }

    private static Path file(MemberBlock member, Path folder) {
        JsonElement named = member.block().get(member.isCard() ? "card" : "model");
        Path file = folder.resolve(named.text()).normalize();
        if (!Files.isRegularFile(file)) {
            throw named.wrong(
                    "is " + named.text() + ", but there is no file " + file,
                    "correct its name, which is relative to the folder of the combination");
        }
        return file;
    }

    private ExchangedModel card(MemberBlock member, Path file, JsonElement root) {
        String observable = member.block().text("observable");
        var changes = new ArrayList<String>();
        if (root.has("physics")) {
            changes.add("physics=" + root.get("physics").json());
        }
        if (member.block().has("set")) {
            changes.addAll(member.block().get("set").texts());
        }
        var options = new CardSelection.Options(file.toString(), threads, false, changes);
        CardModel.Model model = cards.model(options, observable, progress);
        return new ExchangedModel(
                        member.name(),
                        model.likelihood().model(),
                        model.likelihood().data(),
                        Map.of())
                .withQuantities(model.quantities());
    }

    private ExchangedModel model(MemberBlock member, Path file, Path folder) throws IOException {
        JsonElement block = member.block();
        List<String> patches = !block.has("patch")
                ? List.of()
                : block.get("patch").isText()
                        ? List.of(block.text("patch"))
                        : block.get("patch").texts();
        var source = new ModelSource(
                block.text("model"),
                file,
                block.text("format", ""),
                block.text("analysis", ""),
                patches.stream()
                        .map(patch -> ModelSource.patch(patch, folder::resolve))
                        .toList());
        if (!(source.format(formats) instanceof CombinationFormat)) {
            return source.read(formats, threads, progress).model();
        }
        if (open.contains(file.toRealPath())) {
            throw block.get("model")
                    .wrong(
                            "is " + file.getFileName() + ", which contains it: "
                                    + open.stream()
                                            .map(path -> path.getFileName().toString())
                                            .collect(Collectors.joining(" → "))
                                    + " → " + file.getFileName(),
                            "a combination cannot be a member of itself: remove it there");
        }
        return read(file, source.patches());
    }

    private UnaryOperator<Parameter> changes(CombinationCard card) {
        return parameter -> {
            double[] ends = card.bounds().get(parameter.name());
            Parameter within = ends == null ? parameter : parameter.within(ends[0], ends[1]);
            Double held = card.fix().get(parameter.name());
            if (held != null && !(held >= within.lower() && held <= within.upper())) {
                throw card.root()
                        .get("fix")
                        .get(parameter.name())
                        .wrong(
                                "is " + held + ", beyond the limits " + within.lower() + " and " + within.upper(),
                                "choose a value between them, or give other limits with \"bounds\"");
            }
            return held == null ? within : within.fixedAt(held);
        };
    }

    private static void requireParameters(CombinationCard card, String field, Set<String> wanted, Set<String> known) {
        for (String name : wanted) {
            if (!known.contains(name)) {
                String near = Suggestion.sentence(name, known);
                throw card.root()
                        .get(field)
                        .wrong(
                                "names " + name + ", which is no parameter of the combination",
                                (near + " Parameters that are not correlated are called MEMBER.NAME").strip());
            }
        }
    }

    /** Says which parameters of interest are one though they are not predicted to be the same. */
    private void compare(List<Member> members, Map<String, Set<String>> interests) {
        var known = new HashMap<String, Quantity>();
        var of = new HashMap<String, String>();
        for (Member member : members) {
            for (Quantity quantity : member.model().quantities()) {
                if (!interests.getOrDefault(member.name(), Set.of()).contains(quantity.name())) {
                    continue;
                }
                Quantity before = known.putIfAbsent(quantity.name(), quantity);
                of.putIfAbsent(quantity.name(), member.name());
                if (before != null
                        && Math.abs(before.predicted() - quantity.predicted()) > SAME * Math.abs(before.predicted())) {
                    progress.warn(quantity.name() + " is predicted to be " + before.predicted() + " in "
                            + of.get(quantity.name()) + ", but " + quantity.predicted() + " in " + member.name()
                            + ": as one parameter it is the same number in both; a physics of multiples of the"
                            + " prediction, or another name in rename, tells them apart");
                }
            }
        }
    }
}

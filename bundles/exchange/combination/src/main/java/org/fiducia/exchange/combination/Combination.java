package org.fiducia.exchange.combination;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;

/** Several models as one. */
public final class Combination {
    /** Label of a category: name of the member it comes from. */
    public static final String MEMBER = "member";

    /** Label of a category: title of that member, where it has one. */
    public static final String TITLE = "memberTitle";

    private static final int MOST_NAMES = 20;

    private final List<Member> members;
    private final Map<String, Map<String, String>> names;

    /**
     * One of several models.
     *
     * @param name different for different ones
     * @param title for people, LaTeX between dollar signs; may be empty
     * @param source file, for messages
     * @param model its parameters under the names it has for them
     */
    public record Member(String name, String title, String source, ExchangedModel model) {
        /** One without a title. */
        public Member(String name, String source, ExchangedModel model) {
            this(name, "", source, model);
        }
    }

    /**
     * @param members with different names
     * @throws FiduciaException for a correlation that is not theirs
     */
    public Combination(List<Member> members, Correlation correlation) {
        this.members = List.copyOf(members);
        var models = new LinkedHashMap<String, StatisticalModel>();
        members.forEach(member -> models.put(member.name(), member.model().model()));
        names = correlation.names(models);
    }

    /** Names of the parameters of all. */
    public Set<String> parameters() {
        var all = new LinkedHashSet<String>();
        members.forEach(member ->
                member.model().model().parameters().forEach(p -> all.add(name(member.name(), p.name()))));
        return all;
    }

    /** What a parameter of a member is called. */
    private String name(String member, String parameter) {
        Map<String, String> its = Objects.requireNonNull(names.get(member), "each member has its names");
        return Objects.requireNonNull(its.get(parameter), "each parameter of it has one");
    }

    /** The first that has no data, without which the whole has none. */
    public Optional<Member> withoutData() {
        return members.stream().filter(member -> member.model().data() == null).findFirst();
    }

    /**
     * Joins them.
     *
     * @param title of the whole
     * @param changes of parameters, under the names they get, before they are compared
     * @param remedy what to do about parameters of one name that are not the same
     */
    public ExchangedModel join(String title, UnaryOperator<Parameter> changes, String remedy) {
        var models = new LinkedHashMap<String, StatisticalModel>();
        for (Member member : members) {
            StatisticalModel model = member.model().model();
            List<Parameter> changed = model.parameters().stream()
                    .map(p -> changes.apply(p.named(name(member.name(), p.name())))
                            .named(p.name()))
                    .toList();
            models.put(member.name(), labelled(member, model.withParameters(changed)));
        }
        StatisticalModel joined;
        try {
            models.replaceAll((member, model) -> model.renamed(name -> name(member, name)));
            joined = StatisticalModel.join(models);
        } catch (FiduciaException e) {
            String where =
                    members.stream().map(m -> m.name() + " is " + m.source()).collect(Collectors.joining(", "));
            throw new FiduciaException(e.kind(), e.getMessage() + " (" + where + ")", remedy, e);
        }
        List<Dataset> data =
                members.stream().map(member -> member.model().data()).toList();
        return new ExchangedModel(
                title,
                joined,
                data.stream().allMatch(Objects::nonNull) ? Dataset.join(data) : null,
                Map.of(),
                notes(models),
                quantities());
    }

    /** The same with every category labelled by its member. One that is a combination keeps the labels of its own members. */
    private static StatisticalModel labelled(Member member, StatisticalModel model) {
        return new StatisticalModel(
                model.parameters(),
                model.constraints(),
                model.categories().stream()
                        .map(category -> {
                            var labels = new LinkedHashMap<>(category.labels());
                            if (labels.putIfAbsent(MEMBER, member.name()) == null
                                    && !member.title().isEmpty()) {
                                labels.put(TITLE, member.title());
                            }
                            return new ModelCategory(
                                    category.name(), category.lo(), category.hi(), category.components(), labels);
                        })
                        .toList());
    }

    private List<String> notes(Map<String, StatisticalModel> models) {
        var notes = new ArrayList<String>();
        members.forEach(member -> member.model().notes().forEach(note -> notes.add(member.source() + ": " + note)));
        var seen = new LinkedHashSet<String>();
        var shared = new LinkedHashSet<String>();
        models.values()
                .forEach(model -> model.parameters().forEach(p -> {
                    if (!seen.add(p.name())) {
                        shared.add(p.name());
                    }
                }));
        notes.add(
                shared.isEmpty()
                        ? "no parameter in common"
                        : "in common: " + shared.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                                + (shared.size() > MOST_NAMES ? ", … (" + shared.size() + ")" : ""));
        notes.addAll(renamed());
        return notes;
    }

    /** What became one under another name than its own. */
    private List<String> renamed() {
        var of = new LinkedHashMap<String, List<String>>();
        var others = new LinkedHashSet<String>();
        names.forEach((member, its) -> its.forEach((old, name) -> {
            of.computeIfAbsent(name, key -> new ArrayList<>()).add(member + "/" + old);
            if (!old.equals(name)) {
                others.add(name);
            }
        }));
        return of.entrySet().stream()
                .filter(entry ->
                        others.contains(entry.getKey()) && entry.getValue().size() > 1)
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + " is "
                        + entry.getValue().stream().sorted().collect(Collectors.joining(", ")))
                .toList();
    }

    /** Those of all: parameters under their new names, others after their member, as are its parameters. */
    private List<Quantity> quantities() {
        var all = new LinkedHashMap<String, Quantity>();
        for (Member member : members) {
            UnaryOperator<String> its = parameter -> name(member.name(), parameter);
            for (Quantity quantity : member.model().quantities()) {
                Expression value = quantity.value().renamed(its);
                String name =
                        value instanceof Expression.Ref ref ? ref.parameter() : member.name() + "." + quantity.name();
                boolean own = name.startsWith(member.name() + ".");
                String title = quantity.title().equals(quantity.name())
                        ? name
                        : quantity.title() + (own ? " (" + member.name() + ")" : "");
                all.putIfAbsent(name, new Quantity(name, title, quantity.unit(), value, quantity.predicted()));
            }
        }
        return List.copyOf(all.values());
    }
}

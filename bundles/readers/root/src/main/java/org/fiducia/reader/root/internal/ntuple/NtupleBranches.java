package org.fiducia.reader.root.internal.ntuple;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiducia.api.Nullable;
import org.fiducia.api.event.Column;

/**
 * Turns fields into branches, named as those of trees: members as {@code record.member}, those of base classes among them;
 * the values of a collection under its name; the number of its items under its name where they are records, and as
 * {@code name.size} where collections are nested. A table without a class, such as those of NanoAOD, has
 * {@code nMuon} and {@code Muon_pt}. What cannot be read is listed with the reason.
 */
final class NtupleBranches {
    private static final int DEEPEST = 64;
    private static final int LONGEST = 1 << 20;
    private static final String CARDINALITY = "ROOT::RNTupleCardinality<";

    private final Schema schema;
    private final List<NtupleBranch> listed = new ArrayList<>();
    private final Map<String, NtupleBranch> byName = new LinkedHashMap<>();

    /** Values of fields that show those of others, which need not be listed twice. */
    private final Set<List<Object>> shown = new HashSet<>();

    private final Set<String> topNames = new HashSet<>();
    private boolean table;

    /**
     * Where a field stands.
     *
     * @param name name of its branches
     * @param path another name, with the base classes in it
     * @param type type in words
     * @param level what there is one value of
     * @param depth number of fields it belongs to
     * @param joint what stands between its name and those of its members
     */
    private record Place(String name, String path, String type, Level level, int depth, String joint) {
        Place at(Level other) {
            return new Place(name, path, type, other, depth + 1, joint);
        }

        Place called(String other, String words) {
            return new Place(other, path, words, level, depth, joint);
        }
    }

    NtupleBranches(Schema schema) {
        this.schema = schema;
        List<Field> top = schema.top();
        for (Field field : top) {
            topNames.add(field.name());
            if (field.projected()) {
                add(field);
            }
        }
        for (NtupleBranch branch : listed) {
            shown.add(List.of(branch.level(), branch.value()));
        }
        listed.clear();
        byName.clear();
        for (Field field : top) {
            table = field.role() == Field.Role.COLLECTION && field.type().isEmpty();
            add(field);
        }
    }

    /** In the file's order. */
    List<NtupleBranch> listed() {
        return listed;
    }

    Map<String, NtupleBranch> byName() {
        return byName;
    }

    private void add(Field field) {
        add(field, new Place(field.name(), field.name(), words(field), new Level.Entries(), 0, "."));
    }

    private static String words(Field field) {
        return !field.type().isEmpty() ? field.type() : field.role() == Field.Role.RECORD ? "record" : "collection";
    }

    private void add(Field field, Place place) {
        if (place.depth() > DEEPEST) {
            unreadable(field, place, "it is nested more than " + DEEPEST + " deep");
            return;
        }
        if (field.copies() != 0) {
            if (field.copies() < 1 || field.copies() > LONGEST) {
                unreadable(field, place, "it claims arrays of " + field.copies() + " values");
                return;
            }
            addContent(field, place.at(new Level.Elements(place.level(), (int) field.copies())));
            return;
        }
        addContent(field, place);
    }

    private void addContent(Field field, Place place) {
        switch (field.role()) {
            case LEAF -> addLeaf(field, place);
            case RECORD -> {
                if (schema.children(field).isEmpty()) {
                    unreadable(field, place, "it has no members");
                }
                addMembers(field, place, Map.of());
            }
            case COLLECTION -> addCollection(field, place);
            case VARIANT -> addVariant(field, place);
            case STREAMED -> unreadable(field, place, "objects that ROOT has written whole are not read");
            case UNKNOWN -> unreadable(field, place, "it is of a kind that came after format 1.0");
        }
    }

    private void addLeaf(Field field, Place place) {
        List<Field> children = schema.children(field);
        if (field.type().startsWith(CARDINALITY)) {
            var items = new Level.Items(place.level(), field.source());
            value(field, place, new Value.Sizes(items), items);
        } else if (schema.columns(field.source(), 0).isEmpty()) {
            if (children.isEmpty()) {
                unreadable(field, place, "it has no values");
            }
            for (Field child : children) { // the content of an array, or what is wrapped
                add(child, child.anonymous() ? place.at(place.level()) : member(child, place, child.name()));
            }
        } else if (!schema.columns(field.source(), 1).isEmpty()) {
            var items = new Level.Items(place.level(), field.source());
            addSizes(field, place, items);
            value(field, place.at(items), new Value.Stored(field.source(), 1), items);
        } else {
            value(field, place, new Value.Stored(field.source(), 0), null);
        }
    }

    private void addCollection(Field field, Place place) {
        var items = new Level.Items(place.level(), field.source());
        List<Field> children = schema.children(field);
        Field only = children.size() == 1 && children.get(0).anonymous() ? children.get(0) : null;
        boolean records = only == null || only.role() == Field.Role.RECORD && only.copies() == 0;
        if (records) {
            boolean counted = table && place.depth() == 0 && !topNames.contains("n" + place.name());
            Place count = place.called((counted ? "n" : "") + place.name(), "size of " + words(field));
            value(field, count, new Value.Sizes(items), items);
        } else {
            addSizes(field, place, items);
        }
        var inside = new Place(
                place.name(),
                place.path(),
                place.type(),
                items,
                place.depth() + 1,
                table && place.depth() == 0 ? "_" : ".");
        if (only == null) {
            for (Field child : children) {
                add(child, member(child, inside, child.name()));
            }
        } else if (records) {
            addMembers(only, inside, Map.of());
        } else {
            add(only, inside);
        }
    }

    /** Numbers of items of collections that are nested, without which nobody knows which value is whose. */
    private void addSizes(Field field, Place place, Level.Items items) {
        if (place.level().jagged()) {
            int depth = items.depth();
            String name = place.name() + ".size" + (depth > 2 ? String.valueOf(depth) : "");
            var sizes = new Place(name, name, "size of " + words(field), place.level(), place.depth(), ".");
            value(field, sizes, new Value.Sizes(items), items);
        }
    }

    private void addVariant(Field field, Place place) {
        value(field, place, new Value.Tags(field.source()), null);
        int tag = 0;
        for (Field child : schema.children(field)) {
            tag++;
            add(child, member(child, place.at(new Level.Chosen(place.level(), field.source(), tag)), child.name()));
        }
    }

    /**
     * The members of a record, those of its base classes as if they were its own.
     *
     * @param names of those that need another name, because the classes it is made of have several of them
     */
    private void addMembers(Field owner, Place place, Map<String, String> names) {
        if (place.depth() > DEEPEST) {
            unreadable(owner, place, "it is nested more than " + DEEPEST + " deep");
            return;
        }
        var seen = new HashMap<String, Integer>();
        for (Field child : schema.children(owner)) {
            (child.base() ? memberNames(child, 0) : Set.of(child.name()))
                    .forEach(name -> seen.merge(name, 1, Integer::sum));
        }
        for (Field child : schema.children(owner)) {
            if (child.base() && child.role() == Field.Role.RECORD) {
                var ofBase = new HashMap<String, String>();
                for (String name : memberNames(child, 0)) {
                    boolean several = seen.getOrDefault(name, 0) > 1;
                    ofBase.put(name, several ? child.type() + "." + name : names.getOrDefault(name, name));
                }
                var base = new Place(
                        place.name(),
                        place.path() + "." + child.name(),
                        place.type(),
                        place.level(),
                        place.depth() + 1,
                        place.joint());
                addMembers(child, base, ofBase);
            } else {
                add(child, member(child, place, names.getOrDefault(child.name(), child.name())));
            }
        }
    }

    private Set<String> memberNames(Field owner, int depth) {
        var names = new HashSet<String>();
        for (Field child : schema.children(owner)) {
            if (child.base() && depth < DEEPEST) {
                names.addAll(memberNames(child, depth + 1));
            } else {
                names.add(child.name());
            }
        }
        return names;
    }

    private Place member(Field child, Place place, String name) {
        String own = place.name() + place.joint() + name;
        if (topNames.contains(own)) {
            own = place.name() + "." + name;
        }
        String type = words(child) + (place.level().jagged() ? "[" + place.name() + "]" : "");
        return new Place(own, place.path() + "." + child.name(), type, place.level(), place.depth() + 1, ".");
    }

    /** Adds a branch if its columns are such as this reader knows. */
    private void value(Field field, Place place, Value value, @Nullable Level.Items items) {
        Value checked = value;
        Column.Kind kind = Column.Kind.INTEGER;
        boolean unsigned = false;
        String reason = items == null ? "" : problem(items.field(), 0, Encoding.Kind.INDEX);
        reason = reason.isEmpty() ? problem(place.level()) : reason;
        if (reason.isEmpty() && value instanceof Value.Tags tags) {
            reason = problem(tags.field(), 0, Encoding.Kind.SWITCH);
        }
        if (reason.isEmpty() && value instanceof Value.Stored stored) {
            Encoding first =
                    schema.columns(stored.field(), stored.place()).get(0).encoding();
            boolean real = first != null && first.kind() == Encoding.Kind.REAL;
            kind = real ? Column.Kind.REAL : Column.Kind.INTEGER;
            unsigned = first != null && first.unsigned64();
            reason = problem(stored.field(), stored.place(), real ? Encoding.Kind.REAL : Encoding.Kind.INTEGER);
        }
        if (!reason.isEmpty()) {
            checked = new Value.Unreadable(reason);
        }
        boolean readable = reason.isEmpty();
        add(
                place,
                new NtupleBranch(
                        place.name(),
                        place.type(),
                        field.title(),
                        place.level(),
                        checked,
                        readable ? kind : null,
                        unsigned));
    }

    private void unreadable(Field field, Place place, String reason) {
        add(
                place,
                new NtupleBranch(
                        place.name(),
                        place.type(),
                        field.title(),
                        place.level(),
                        new Value.Unreadable(reason),
                        null,
                        false));
    }

    private void add(Place place, NtupleBranch branch) {
        boolean hidden = table && shown.contains(List.of(branch.level(), branch.value()));
        if (byName.putIfAbsent(place.name(), branch) == null && !hidden) {
            listed.add(branch);
        }
        byName.putIfAbsent(place.path(), branch);
    }

    private String problem(Level level) {
        if (level instanceof Level.Items items) {
            String reason = problem(items.field(), 0, Encoding.Kind.INDEX);
            return reason.isEmpty() ? problem(items.parent()) : reason;
        }
        if (level instanceof Level.Chosen chosen) {
            String reason = problem(chosen.field(), 0, Encoding.Kind.SWITCH);
            return reason.isEmpty() ? problem(chosen.parent()) : reason;
        }
        return level instanceof Level.Elements elements ? problem(elements.parent()) : "";
    }

    /** Why a column cannot be read as what it is needed for; empty when it can. */
    private String problem(int field, int place, Encoding.Kind needed) {
        List<StoredColumn> forms = schema.columns(field, place);
        if (forms.isEmpty()) {
            return "it has no column";
        }
        for (StoredColumn column : forms) {
            Encoding encoding = column.encoding();
            if (encoding == null) {
                return "its values are stored in a form that came after format 1.0";
            }
            if (encoding.kind() != needed) {
                return "its columns are of kinds that do not fit together";
            }
        }
        return "";
    }
}

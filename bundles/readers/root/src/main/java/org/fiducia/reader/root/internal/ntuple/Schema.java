package org.fiducia.reader.root.internal.ntuple;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.reader.root.internal.storage.DamagedException;

/** The fields and columns of an RNTuple, those that came late among them. */
final class Schema {
    private final String what;
    private final List<Field> fields = new ArrayList<>();
    private final List<StoredColumn> columns = new ArrayList<>();
    private final List<List<Field>> children = new ArrayList<>();
    private final List<List<StoredColumn>> columnsOf = new ArrayList<>();

    /** @param what the RNTuple in words, for messages */
    Schema(String what) {
        this.what = what;
    }

    /** Reads the fields, columns, further names of columns and further information of types of a description. */
    void read(EnvelopeCursor in) {
        EnvelopeCursor.Items described = in.list();
        for (int i = 0; i < described.items(); i++) {
            fields.add(Field.read(described.in().record(), fields.size()));
        }
        EnvelopeCursor.Items stored = in.list();
        for (int i = 0; i < stored.items(); i++) {
            columns.add(StoredColumn.read(stored.in().record(), columns.size()));
        }
        in.list(); // what shows a column in another form has a field that says so
        in.list(); // the classes of objects that are not read
    }

    /** Joins fields and columns once all are read. */
    void connect() {
        for (int i = 0; i < fields.size(); i++) {
            children.add(new ArrayList<>());
            columnsOf.add(new ArrayList<>());
        }
        for (Field field : fields) {
            checkField(field.parent());
            checkField(field.source());
            if (!field.top()) {
                children.get(field.parent()).add(field);
            }
        }
        for (StoredColumn column : columns) {
            checkField(column.field());
            columnsOf.get(column.field()).add(column);
        }
    }

    private void checkField(int id) {
        if (id < 0 || id >= fields.size()) {
            throw new DamagedException(what + " refers to a field " + id + " of " + fields.size());
        }
    }

    List<Field> top() {
        return fields.stream().filter(Field::top).toList();
    }

    Field field(int id) {
        return fields.get(id);
    }

    /** Name of a field with those of the fields it belongs to. */
    String path(int id) {
        Field field = fields.get(id);
        int depth = 0;
        var path = new StringBuilder(field.name());
        while (!field.top() && depth++ < fields.size()) {
            field = fields.get(field.parent());
            path.insert(0, field.name() + ".");
        }
        return path.toString();
    }

    List<Field> children(Field field) {
        return children.get(field.id());
    }

    /** Number of columns, which the lists of pages follow. */
    int columns() {
        return columns.size();
    }

    /**
     * The columns at a place of a field in each of its forms.
     *
     * @param field index of a field that has values of its own
     * @param place 0 for its first column, 1 for the characters of a text
     */
    List<StoredColumn> columns(int field, int place) {
        var forms = new ArrayList<StoredColumn>();
        int seen = 0;
        int form = -1;
        for (StoredColumn column : columnsOf.get(field)) {
            seen = column.representation() == form ? seen + 1 : 0;
            form = column.representation();
            if (seen == place) {
                forms.add(column);
            }
        }
        return forms;
    }
}

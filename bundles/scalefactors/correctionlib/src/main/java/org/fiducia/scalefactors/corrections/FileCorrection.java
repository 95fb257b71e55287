package org.fiducia.scalefactors.corrections;

import java.util.List;
import java.util.Map;

/** A correction of a file, with what the file says of it beside its value. */
abstract class FileCorrection implements Correction {
    private final Header header;

    FileCorrection(Header header) {
        this.header = header;
    }

    /**
     * What a file says of a correction beside its nodes.
     *
     * @param where file and correction, for messages
     * @param codes text to its number in the file
     */
    record Header(String where, String name, String description, List<Variable> inputs, Map<String, Integer> codes) {}

    Header header() {
        return header;
    }

    @Override
    public final String name() {
        return header.name();
    }

    @Override
    public final String description() {
        return header.description();
    }

    @Override
    public final List<Variable> inputs() {
        return header.inputs();
    }

    /**
     * Room for its inputs.
     *
     * @param stack room for formulas
     * @param parts room for the inputs of other corrections that it asks
     */
    final Values room(int stack, Values... parts) {
        return new Values(header.codes(), header.inputs().size(), stack, parts);
    }
}

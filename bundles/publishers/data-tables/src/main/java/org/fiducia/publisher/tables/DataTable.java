package org.fiducia.publisher.tables;

import java.util.List;

/**
 * A table.
 *
 * @param id unique among the tables of a publication: letters, digits, dots, dashes and underscores
 * @param name unique, too, for people, plain text
 * @param description LaTeX between dollar signs
 * @param observables what is tabulated, in the words of data bases, e.g. {@code SIG}
 * @param independents none for a table of one row
 * @param dependents at least one
 */
public record DataTable(
        String id,
        String name,
        String description,
        List<String> observables,
        List<Independent> independents,
        List<Dependent> dependents) {
    public DataTable {
        observables = List.copyOf(observables);
        independents = List.copyOf(independents);
        dependents = List.copyOf(dependents);
    }
}

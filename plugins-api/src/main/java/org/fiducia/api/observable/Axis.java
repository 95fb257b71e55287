package org.fiducia.api.observable;

/**
 * One coordinate of an observable.
 *
 * @param title for axes, LaTeX between dollar signs, without unit
 * @param unit e.g. {@code GeV}; empty for none
 * @param minJets the coordinate does not exist for candidates with fewer jets
 */
public record Axis(String title, String unit, int minJets) {
    /** Title with its unit in parentheses. */
    public String label() {
        return unit.isEmpty() ? title : title + " (" + unit + ")";
    }
}

package org.fiducia.api.observable;

import java.util.List;

/**
 * What an observable declares of itself, once.
 *
 * @param id name on the command line and in the card
 * @param target production or decay
 * @param axes one per coordinate
 * @param binning default bins
 */
public record ObservableInfo(String id, Target target, List<Axis> axes, Binning binning) {
    public ObservableInfo {
        axes = List.copyOf(axes);
        if (binning.dimension() != axes.size()) {
            throw new IllegalArgumentException(
                    id + ": bins have " + binning.dimension() + " ranges for " + axes.size() + " axes");
        }
    }

    /** An observable of the production with one coordinate that always exists. */
    public static ObservableInfo production(String id, String title, String unit, double... edges) {
        return of(id, Target.PRODUCTION, title, unit, edges);
    }

    /** An observable of the decay with one coordinate that always exists. */
    public static ObservableInfo decay(String id, String title, String unit, double... edges) {
        return of(id, Target.DECAY, title, unit, edges);
    }

    /**
     * An observable of the production that needs jets; candidates with fewer are a measured bin of their own.
     *
     * @param minJets at least 1
     */
    public static ObservableInfo jets(String id, int minJets, String title, String unit, double... edges) {
        String absent = minJets == 1 ? "0 jets" : "< " + minJets + " jets";
        return new ObservableInfo(
                id, Target.PRODUCTION, List.of(new Axis(title, unit, minJets)), Binning.ofEdges(absent, edges));
    }

    private static ObservableInfo of(String id, Target target, String title, String unit, double... edges) {
        return new ObservableInfo(id, target, List.of(new Axis(title, unit, 0)), Binning.ofEdges(edges));
    }

    /** Same observable with other bins. */
    public ObservableInfo with(Binning other) {
        return new ObservableInfo(id, target, axes, other);
    }

    /** Titles of its axes, joined. */
    public String title() {
        return String.join(" vs ", axes.stream().map(Axis::title).toList());
    }

    /** Titles of its axes with their units, joined; a unit that all share stands at the end. */
    public String label() {
        boolean shared = units().size() == 1
                && axes.stream().noneMatch(axis -> axis.unit().isEmpty());
        return shared
                ? title() + " (" + units().get(0) + ")"
                : String.join(" vs ", axes.stream().map(Axis::label).toList());
    }

    /** Units of its axes, each once; empty when no axis has one. */
    public List<String> units() {
        return axes.stream()
                .map(Axis::unit)
                .filter(unit -> !unit.isEmpty())
                .distinct()
                .toList();
    }
}

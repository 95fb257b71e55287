package org.fiducia.api.observable;

import java.util.List;

/**
 * What an observable declares of itself, once.
 *
 * @param id name on the command line and in the card
 * @param target production or decay
 * @param axes one per coordinate
 * @param binning bins of the fiducial candidates, in which the cross section is measured
 * @param reconstructed bins of the reconstructed candidates; the same unless said otherwise
 */
public record ObservableInfo(String id, Target target, List<Axis> axes, Binning binning, Binning reconstructed) {
    public ObservableInfo {
        axes = List.copyOf(axes);
        for (Binning bins : List.of(binning, reconstructed)) {
            if (bins.dimension() != axes.size()) {
                throw new IllegalArgumentException(
                        id + ": bins have " + bins.dimension() + " ranges for " + axes.size() + " axes");
            }
        }
    }

    /** An observable that is measured in the bins in which it is reconstructed. */
    public ObservableInfo(String id, Target target, List<Axis> axes, Binning binning) {
        this(id, target, axes, binning, binning);
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

    /** Same observable with other bins on both sides. */
    public ObservableInfo with(Binning other) {
        return with(other, other);
    }

    /** Same observable with other bins. */
    public ObservableInfo with(Binning fiducial, Binning reco) {
        return new ObservableInfo(id, target, axes, fiducial, reco);
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

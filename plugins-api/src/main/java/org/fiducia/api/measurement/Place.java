package org.fiducia.api.measurement;

import java.util.stream.Stream;
import org.fiducia.api.channel.Category;
import org.fiducia.api.observable.Bin;

/**
 * Where in a model something is; empty text means anywhere.
 *
 * @param region id of a region of the fit
 * @param era name of an era
 * @param category id of a category
 * @param bin label of a reco bin
 */
public record Place(String region, String era, String category, String bin) {
    /** Everywhere. */
    public static final Place ANY = new Place("", "", "", "");

    /** Everywhere in a region. */
    public static Place in(String region) {
        return new Place(region, "", "", "");
    }

    /** A bin of a region. */
    public static Place of(FitRegion region, Era era, Category category, Bin bin) {
        return new Place(region.id(), era.name(), category.id(), bin.label());
    }

    /** How many of region, era, category and bin it names. */
    public int named() {
        return (int) Stream.of(region, era, category, bin)
                .filter(name -> !name.isEmpty())
                .count();
    }

    /** Whether another, which names everything, lies in this one. */
    public boolean contains(Place other) {
        return agrees(region, other.region)
                && agrees(era, other.era)
                && agrees(category, other.category)
                && agrees(bin, other.bin);
    }

    private static boolean agrees(String wanted, String actual) {
        return wanted.isEmpty() || wanted.equals(actual);
    }

    @Override
    public String toString() {
        String text = String.join(" ", region, era, category, bin).strip().replaceAll(" +", " ");
        return text.isEmpty() ? "everywhere" : text;
    }
}

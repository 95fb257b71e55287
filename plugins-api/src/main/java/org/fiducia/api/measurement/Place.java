package org.fiducia.api.measurement;

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

package org.fiducia.channel.hbb;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.channel.Category;

/**
 * The categories of the channel: in every bin of transverse momentum one of jets that pass the tagger, and one of those that
 * fail.
 *
 * @param bins by rising transverse momentum
 */
public record TaggedBins(List<Bin> bins) {
    /** What the names of categories of jets that pass begin with. */
    public static final String PASS = "pass";

    /** What the names of categories of jets that fail begin with. */
    public static final String FAIL = "fail";

    private static final Pattern NAME = Pattern.compile("(" + PASS + "|" + FAIL + ")_([0-9.]+)_([0-9.]+)");

    public TaggedBins {
        bins = List.copyOf(bins);
    }

    /**
     * A bin of transverse momentum.
     *
     * @param pass index of the category of jets that pass
     * @param fail index of the category of jets that fail
     * @param lo lower edge, GeV
     * @param hi upper edge, GeV
     */
    public record Bin(int pass, int fail, double lo, double hi) {}

    /** The categories in bins with these edges: those that pass first. */
    public static List<Category> categories(double[] pt) {
        var categories = new ArrayList<Category>();
        for (String side : List.of(PASS, FAIL)) {
            for (int k = 0; k + 1 < pt.length; k++) {
                String lo = edge(pt[k]);
                String hi = edge(pt[k + 1]);
                categories.add(
                        new Category(side + "_" + lo + "_" + hi, side + ", $" + lo + " < p_T < " + hi + "$ GeV", "bb"));
            }
        }
        return categories;
    }

    private static String edge(double pt) {
        return pt == Math.rint(pt) ? Long.toString((long) pt) : Double.toString(pt);
    }

    /**
     * The bins of categories.
     *
     * @throws FiduciaException when the categories are not those of pairs
     */
    public static TaggedBins of(List<Category> categories) {
        var bins = new ArrayList<Bin>();
        for (int c = 0; c < categories.size(); c++) {
            Matcher name = NAME.matcher(categories.get(c).id());
            if (!name.matches()) {
                throw other(categories.get(c).id());
            }
            if (name.group(1).equals(PASS)) {
                int fail = index(categories, FAIL + categories.get(c).id().substring(PASS.length()));
                bins.add(new Bin(c, fail, Double.parseDouble(name.group(2)), Double.parseDouble(name.group(3))));
            }
        }
        if (bins.isEmpty() || 2 * bins.size() != categories.size()) {
            throw other(categories.isEmpty() ? "" : categories.get(0).id());
        }
        return new TaggedBins(bins);
    }

    private static int index(List<Category> categories, String id) {
        for (int c = 0; c < categories.size(); c++) {
            if (categories.get(c).id().equals(id)) {
                return c;
            }
        }
        throw other(id);
    }

    private static FiduciaException other(String id) {
        return new FiduciaException(
                Kind.CARD,
                "the category " + id
                        + " has no partner of jets that pass or fail a tagger in a bin of transverse momentum",
                "choose the channel hbb-boosted, whose categories are pairs such as pass_450_500 and fail_450_500");
    }

    /** Edges of transverse momentum, GeV; the bins follow one another. */
    public double[] edges() {
        double[] edges = new double[bins.size() + 1];
        edges[0] = bins.get(0).lo();
        for (int k = 0; k < bins.size(); k++) {
            edges[k + 1] = bins.get(k).hi();
        }
        return edges;
    }
}

package org.fiducia.binning.significance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Range;

/** A proposal as JSON; its block {@code binnings} is one that the card takes. */
final class ProposalJson {
    private static final JsonMapper JSON = new JsonMapper();

    private ProposalJson() {}

    static String of(Proposal proposal) throws JsonProcessingException {
        ObjectNode root = JSON.createObjectNode();
        root.put("observable", proposal.observable().id());
        root.put("trials", proposal.trials());
        root.put("seed", proposal.seed());
        add(root.putObject("default"), proposal, proposal.before());
        add(root.putObject("proposed"), proposal, proposal.after());
        root.putObject("binnings")
                .set(proposal.observable().id(), card(proposal.after().binning()));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root).replace("\r\n", "\n");
    }

    /** Bins as the card writes them: edges where these say it all, else every bin. */
    static JsonNode card(Binning binning) {
        List<Bin> intervals = binning.bins().stream()
                .filter(bin -> !bin.ranges().get(0).absent())
                .toList();
        boolean edges = binning.dimension() == 1;
        for (int i = 0; i < intervals.size() && edges; i++) {
            Range range = intervals.get(i).ranges().get(0);
            boolean follows = i == 0 || intervals.get(i - 1).ranges().get(0).hi() == range.lo();
            edges = follows && intervals.get(i).label().equals(Binning.label(range.lo(), range.hi()));
        }
        ArrayNode list = JSON.createArrayNode();
        if (edges && !intervals.isEmpty()) {
            add(list, intervals.get(0).ranges().get(0).lo());
            intervals.forEach(bin -> add(list, bin.ranges().get(0).hi()));
            return list;
        }
        for (Bin bin : binning.bins()) {
            ObjectNode node = list.addObject();
            node.put("label", bin.label());
            ArrayNode ranges = node.putArray("ranges");
            bin.ranges().forEach(range -> add(ranges, range));
        }
        return list;
    }

    private static void add(ArrayNode ranges, Range range) {
        if (range.absent()) {
            ranges.add("absent");
        } else if (range.equals(Range.ANY)) {
            ranges.add("any");
        } else {
            ArrayNode ends = ranges.addArray();
            add(ends, range.lo());
            add(ends, range.hi());
        }
    }

    /** An edge: null for no end, a whole number without a point. */
    private static void add(ArrayNode list, double edge) {
        if (Double.isInfinite(edge)) {
            list.addNull();
        } else if (edge == Math.rint(edge) && Math.abs(edge) < 1e15) {
            list.add((long) edge);
        } else {
            list.add(edge);
        }
    }

    private static void add(ObjectNode node, Proposal proposal, Figures figures) {
        node.put("migrationScore", figures.migration().score());
        double condition = figures.migration().conditionNumber();
        if (Double.isFinite(condition)) {
            node.put("conditionNumber", condition);
        } else {
            node.putNull("conditionNumber");
        }
        ArrayNode bins = node.putArray("bins");
        for (int i = 0; i < figures.binning().size(); i++) {
            ObjectNode bin = bins.addObject();
            bin.put("label", figures.binning().bins().get(i).label());
            bin.put("signal", figures.signal()[i]);
            bin.put("background", figures.background()[i]);
            bin.put("ams", figures.ams(i));
            bin.put("purity", figures.migration().purity(i));
            if (!proposal.process().isEmpty()) {
                bin.put("share" + proposal.process(), figures.share(i));
            }
        }
        ArrayNode matrix = node.putArray("migration");
        for (double[] row : figures.migration().share()) {
            ArrayNode values = matrix.addArray();
            for (double value : row) {
                values.add(value);
            }
        }
    }
}

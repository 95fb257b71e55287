package org.fiducia.scalefactors.tagandprobe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.Nullable;
import org.fiducia.api.model.Parameter;

/** Everything of the result as JSON values. */
final class ScaleFactorJson {
    private ScaleFactorJson() {}

    static Map<String, Object> of(ScaleFactors result) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schemaVersion", 1);
        json.put("quantity", result.quantity());
        json.put("resonance", result.setting().resonance().title());
        json.put("data", String.valueOf(result.data().getFileName()));
        json.put(
                "simulation",
                result.simulation() == null
                        ? null
                        : String.valueOf(result.simulation().getFileName()));
        var criteria = new LinkedHashMap<String, Object>();
        criteria.put("pValue", result.setting().goodP());
        criteria.put("misfit", result.setting().goodMisfit());
        json.put("goodWith", criteria);
        json.put("bins", result.bins().stream().map(ScaleFactorJson::bin).toList());
        json.put(
                "skipped",
                result.skipped().stream()
                        .map(s -> Map.of("what", s.what(), "why", s.why()))
                        .toList());
        return json;
    }

    private static Map<String, Object> bin(ScaleFactor bin) {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", bin.bin().name());
        var ranges = new LinkedHashMap<String, Object>();
        bin.bin().ranges().forEach(range -> ranges.put(range.variable(), List.of(range.lo(), range.hi())));
        json.put("ranges", ranges);
        if (bin.fits().simulation() != null) {
            json.put("counted", efficiency(bin.fits().simulation().counted()));
            json.put("simulation", efficiency(bin.simulation()));
        }
        var values = new LinkedHashMap<String, Object>();
        for (FitModel model : FitModel.ALL) {
            values.put(model.id(), number(bin.values()[model.ordinal()]));
        }
        json.put("values", values);
        json.put("statData", number(bin.statData()));
        json.put("statSimulation", number(bin.statSimulation()));
        json.put("altSimulation", bin.altSimulation());
        var combined = new LinkedHashMap<String, Object>();
        bin.combined().forEach((scheme, combination) -> {
            var one = new LinkedHashMap<String, Object>();
            one.put("central", combination.central());
            one.put("total", combination.total());
            combined.put(scheme, one);
        });
        json.put("combined", combined);
        json.put("flags", bin.flags());
        json.put("dataFits", fits(bin.fits().dataFits()));
        json.put("simulationFits", fits(bin.fits().simulationFits()));
        return json;
    }

    private static Map<String, Object> efficiency(Efficiency efficiency) {
        var json = new LinkedHashMap<String, Object>();
        json.put("value", number(efficiency.value()));
        json.put("error", number(efficiency.error()));
        return json;
    }

    private static Map<String, Object> fits(List<PairFit> fits) {
        var json = new LinkedHashMap<String, Object>();
        for (PairFit fit : fits) {
            var one = new LinkedHashMap<String, Object>();
            one.put("good", fit.good());
            one.put("flags", fit.flags());
            one.put("efficiency", efficiency(fit.efficiency()));
            for (int s = 0; s < 2; s++) {
                one.put(PairFit.SIDES.get(s), side(fit, s));
            }
            json.put(fit.model().id(), one);
        }
        return json;
    }

    private static Map<String, Object> side(PairFit fit, int s) {
        SideFit side = fit.sides().get(s);
        var json = new LinkedHashMap<String, Object>();
        json.put("events", number(fit.events()[s]));
        json.put("error", number(fit.errors()[s]));
        json.put(
                "entries",
                side.model().spectrum().sum() * side.model().spectrum().weight());
        Goodness g = side.goodness();
        json.put("chi2", number(g.chi2()));
        json.put("chi2WithoutSimulationStatistics", number(g.plain()));
        json.put("ndf", g.ndf());
        json.put("pValue", g.pValue());
        json.put("misfit", number(g.misfit()));
        var freedom = new ArrayList<String>();
        if (side.model().rung().freeTails()) {
            freedom.add("free tails");
        }
        if (side.model().rung().freeForm()) {
            freedom.add("double-sided Crystal Ball");
        }
        if (side.model().rung().twoGaussians()) {
            freedom.add("second Gaussian");
        }
        if (side.model().rung().wideBackground()) {
            freedom.add("more terms of background or continuum");
        }
        json.put("freedom", freedom);
        var parameters = new LinkedHashMap<String, Object>();
        int i = 0;
        for (Parameter parameter : side.model().parameters()) {
            parameters.put(parameter.name(), number(side.values()[i++]));
        }
        json.put("parameters", parameters);
        return json;
    }

    /** JSON has no infinities. */
    private static @Nullable Object number(double value) {
        return Double.isFinite(value) ? (Object) value : null;
    }
}

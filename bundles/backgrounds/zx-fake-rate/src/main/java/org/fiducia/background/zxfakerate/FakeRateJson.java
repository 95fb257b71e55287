package org.fiducia.background.zxfakerate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fiducia.api.measurement.Analysis;

/** The report as JSON values. */
final class FakeRateJson {
    private FakeRateJson() {}

    static Map<String, Object> of(FakeRateReport report) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schemaVersion", 1);
        var rates = new ArrayList<Object>();
        FakeRateSettings settings = report.settings();
        add(rates, report, Method.OS, settings.oppositeSignZ(), report.oppositeSign());
        add(rates, report, Method.SS, settings.sameSignZ(), report.sameSign());
        json.put("fakeRates", rates);
        json.put("regions", regions(report));
        json.put("method", settings.method().name().toLowerCase(Locale.ROOT));
        json.put("estimates", estimates(report));
        var disagreement = new LinkedHashMap<String, Object>();
        for (int c = 0; c < report.analysis().categories().size(); c++) {
            disagreement.put(report.analysis().categories().get(c).id(), report.disagreement(c));
        }
        json.put("disagreement", disagreement);
        return json;
    }

    private static void add(
            List<Object> rates, FakeRateReport report, Method method, ZWindow window, List<FakeRates> perEra) {
        for (int era = 0; era < perEra.size(); era++) {
            FakeRates f = perEra.get(era);
            for (int bin = 0; bin < f.bins().size(); bin++) {
                if (f.entries()[bin] > 0) {
                    int group = bin / f.bins().ptBins();
                    int pt = bin % f.bins().ptBins();
                    var one = new LinkedHashMap<String, Object>();
                    one.put("method", method.name());
                    one.put("zMass", List.of(window.lo(), window.hi()));
                    one.put("era", report.analysis().eras().get(era).name());
                    one.put("flavour", LeptonBins.flavour(group));
                    one.put("part", LeptonBins.part(group));
                    one.put("pt", List.of(f.bins().ptEdge(pt), f.bins().ptEdge(pt + 1)));
                    one.put("rate", f.rate()[f.source()[bin]]);
                    one.put("error", f.error()[f.source()[bin]]);
                    one.put("entries", f.entries()[bin]);
                    one.put("merged", f.merged(bin));
                    rates.add(one);
                }
            }
        }
    }

    private static List<Object> regions(FakeRateReport report) {
        Analysis analysis = report.analysis();
        var regions = new ArrayList<Object>();
        for (FakeRateReport.RegionCount count : report.regions()) {
            for (int era = 0; era < count.events().length; era++) {
                for (int c = 0; c < count.events()[era].length; c++) {
                    var one = new LinkedHashMap<String, Object>();
                    one.put("region", count.region());
                    one.put("era", analysis.eras().get(era).name());
                    one.put("category", analysis.categories().get(c).id());
                    one.put("events", count.events()[era][c]);
                    regions.add(one);
                }
            }
        }
        return regions;
    }

    private static List<Object> estimates(FakeRateReport report) {
        var estimates = new ArrayList<Object>();
        for (FakeRateReport.Line line : report.lines()) {
            var one = new LinkedHashMap<String, Object>();
            one.put("era", line.era());
            one.put("category", line.category());
            one.put("OS", estimate(line.os(), line.osError(), report));
            one.put("SS", estimate(line.ss(), line.ssError(), report));
            one.put("combined", estimate(line.combined(), line.combinedError(), report));
            one.put("weightOS", Double.isNaN(line.weight()) ? null : line.weight());
            one.put("scaleFactor", line.scaleFactor());
            estimates.add(one);
        }
        return estimates;
    }

    private static Map<String, Object> estimate(double events, double error, FakeRateReport report) {
        double composition = report.settings().composition() * events;
        var one = new LinkedHashMap<String, Object>();
        one.put("events", events);
        one.put("stat", error);
        one.put("composition", composition);
        one.put("total", Math.hypot(error, composition));
        return one;
    }
}

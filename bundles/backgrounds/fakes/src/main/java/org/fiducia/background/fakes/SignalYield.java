package org.fiducia.background.fakes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.PartSource.SignalRates;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.measurement.SignalProcess;
import org.fiducia.api.model.Expression;
import org.fiducia.objects.misidentified.FakeContent;
import org.fiducia.objects.misidentified.Misidentified;

/**
 * The signal in a control region: Σ_p (σ_p/σ_p,predicted) Σ_c N_pc Π NF over the signal processes p and what is misidentified
 * c. An event that is of no process follows all together.
 */
final class SignalYield {
    private SignalYield() {}

    /**
     * The yield in a control region.
     *
     * @param samples signal samples that stand for the point
     * @param place names region and era
     */
    static Expression of(Analysis analysis, SignalRates signal, List<BinnedSample> samples, Place place) {
        Era era = analysis.eras().get(analysis.era(place.era()));
        int region = analysis.region(place.region());
        var yields = new TreeMap<Integer, Map<FakeContent, Double>>();
        var processes = new HashMap<List<Object>, Integer>();
        for (int p = 0; p < signal.processes().size(); p++) {
            SignalProcess process = signal.processes().get(p);
            processes.put(List.of(process.production(), process.category(), process.bin()), p);
        }
        boolean apart = signal.processes().stream()
                .anyMatch(process -> !process.production().isEmpty());
        for (BinnedSample sample : samples) {
            if (!sample.sample().serves(era)) {
                continue;
            }
            for (int e = 0; e < sample.events().size(); e++) {
                SelectedEvent event = sample.events().get(e);
                if (event.region() != region) {
                    continue;
                }
                int at = -1;
                if (event.fiducialCategory() >= 0) {
                    at = processes.getOrDefault(
                            List.of(
                                    apart ? sample.sample().process() : "",
                                    analysis.generatedClasses().get(event.fiducialCategory()),
                                    sample.fiducialBin()[e]),
                            -1);
                }
                FakeContent fakes =
                        event.reco() instanceof Misidentified candidate ? candidate.fakes() : FakeContent.NONE;
                yields.computeIfAbsent(at, key -> new TreeMap<>())
                        .merge(fakes, event.selectedWeight() * sample.sample().scale() * era.luminosity(), Double::sum);
            }
        }
        var terms = new ArrayList<Expression>();
        yields.forEach((process, byFakes) ->
                terms.add(Expression.product(strength(signal, process), new Expression.Sum(terms(byFakes)))));
        return new Expression.Sum(terms);
    }

    private static List<Expression> terms(Map<FakeContent, Double> byFakes) {
        var terms = new ArrayList<Expression>();
        byFakes.forEach((fakes, events) -> {
            if (events > 0) {
                terms.add(
                        fakes.isEmpty()
                                ? Expression.constant(events)
                                : Expression.product(Expression.constant(events), fakes.factor()));
            }
        });
        return terms;
    }

    /** Rate of a process over what is predicted; of all together for −1. */
    private static Expression strength(SignalRates signal, int process) {
        if (process >= 0 && signal.processes().get(process).predicted() > 0) {
            return Expression.product(
                    Expression.constant(1 / signal.processes().get(process).predicted()),
                    signal.rates().get(process));
        }
        double predicted = signal.processes().stream()
                .mapToDouble(SignalProcess::predicted)
                .sum();
        return Expression.product(Expression.constant(1 / predicted), signal.total());
    }
}

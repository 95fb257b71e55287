package org.fiducia.physics.scalings;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.Settings;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.Interest;
import org.fiducia.api.measurement.PhysicsModel;
import org.fiducia.api.measurement.SignalProcess;
import org.fiducia.api.model.Expression;
import org.fiducia.api.observable.ObservableInfo;

/** A scaling as the physics of a measurement: its parameters are of interest, cross sections follow. */
public abstract class ScaledPhysics implements PhysicsModel, Scaling, Configured {
    @Override
    public void check(Analysis analysis, Settings settings) {
        scaled(new Target("", List.of()), settings);
    }

    @Override
    public boolean byProduction(Settings settings) {
        return true;
    }

    @Override
    public Interest interest(
            Analysis analysis, ObservableInfo observable, List<SignalProcess> processes, Settings settings) {
        List<Cell> cells = processes.stream()
                .map(process -> new Cell(
                        process.production(),
                        process.bin(),
                        observable.binning().bins().get(process.bin())))
                .toList();
        Scaled scaled = scaled(new Target(observable.id(), cells), settings);
        int n = observable.binning().size();
        var rates = new ArrayList<Expression>();
        var byBin = new ArrayList<List<Expression>>();
        var predicted = new double[n];
        for (int j = 0; j < n; j++) {
            byBin.add(new ArrayList<>());
        }
        for (int k = 0; k < processes.size(); k++) {
            SignalProcess process = processes.get(k);
            Expression rate = Expression.product(
                    Expression.constant(process.predicted()), scaled.factors().get(k));
            rates.add(rate);
            byBin.get(process.bin()).add(rate);
            predicted[process.bin()] += process.predicted();
        }
        var bins = new ArrayList<Quantity>();
        for (int j = 0; j < n; j++) {
            String sigma = "sigma_" + observable.id() + "_" + j;
            bins.add(new Quantity(sigma, sigma, "fb", new Expression.Sum(byBin.get(j)), predicted[j]));
        }
        return new Interest(scaled.parameters(), rates, bins, scaled.quantities(), List.of());
    }
}

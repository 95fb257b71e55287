package org.fiducia.api.measurement;

import java.util.List;
import java.util.Map;
import org.fiducia.api.inference.Conclusions.Answers;
import org.fiducia.api.inference.Conclusions.Impact;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Measurement.Contribution;
import org.fiducia.api.measurement.Measurement.InterestResult;
import org.fiducia.api.measurement.Measurement.Joint;
import org.fiducia.api.measurement.Measurement.Spectrum;
import org.fiducia.api.measurement.Measurement.Yield;
import org.fiducia.api.observable.ObservableInfo;

/** A measurement on its way to one that differs in few of its many parts. */
final class MeasurementCopy {
    private final Measurement of;
    Analysis analysis;
    ObservableInfo observable;
    List<BinResult> bins;
    BinResult inclusive;
    List<Yield> yields;
    Spectrum spectrum;
    List<InterestResult> interest;
    List<Contribution> breakdown;
    List<Impact> impacts;
    Joint joint;
    Answers answers;
    Map<String, Object> provenance;
    FitDetails details;

    MeasurementCopy(Measurement of) {
        this.of = of;
        analysis = of.analysis();
        observable = of.observable();
        bins = of.bins();
        inclusive = of.inclusive();
        yields = of.yields();
        spectrum = of.spectrum();
        interest = of.interest();
        breakdown = of.breakdown();
        impacts = of.impacts();
        joint = of.joint();
        answers = of.answers();
        provenance = of.provenance();
        details = of.details();
    }

    Measurement made() {
        return new Measurement(
                analysis,
                observable,
                of.data(),
                bins,
                inclusive,
                of.correlation(),
                of.parameters(),
                of.nll(),
                of.status(),
                of.pValueSm(),
                of.events(),
                yields,
                of.response(),
                spectrum,
                of.quality(),
                interest,
                breakdown,
                impacts,
                joint,
                answers,
                provenance,
                of.pValueTheory(),
                details);
    }
}

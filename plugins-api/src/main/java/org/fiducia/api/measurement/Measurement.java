package org.fiducia.api.measurement;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.fiducia.api.inference.Conclusions.Answers;
import org.fiducia.api.inference.Conclusions.Fitted;
import org.fiducia.api.inference.Conclusions.Impact;
import org.fiducia.api.inference.Ends;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.ObservableInfo;

/**
 * A measured cross section with everything a reader needs to trust it.
 *
 * @param analysis energy, luminosity, categories
 * @param observable what was measured, with the bins used
 * @param data {@code observed} or {@code asimov}
 * @param bins one per fiducial bin
 * @param inclusive sum over the bins
 * @param correlation of the cross sections of the bins
 * @param parameters all parameters of the fit
 * @param nll negative log-likelihood at the best fit
 * @param status how the fit went
 * @param pValueSm probability of a worse agreement with the Standard Model
 * @param events observed events in the fit (sum of weights for Asimov)
 * @param yields fitted and expected events per category of the fit and component
 * @param response what simulation says of the signal
 * @param spectrum mass distribution of data and fitted components, all categories together
 * @param quality how well the reco bins tell the fiducial bins apart
 * @param interest every parameter of interest that is not the cross section of a bin, and free normalisations
 * @param breakdown contribution of each group of nuisances to the uncertainty of each bin; empty when not asked for
 * @param impacts effect of each nuisance on the cross section of each bin, fb, the largest first; empty when not asked for
 * @param joint correlation of all reported quantities
 * @param answers to further questions
 * @param provenance what it was made from, as JSON values
 * @param pValueTheory as {@code pValueSm}, where the prediction may be off by its uncertainty, fully correlated between the
 *     bins; NaN when it has none
 * @param details what the fit says beside cross sections
 */
public record Measurement(
        Analysis analysis,
        ObservableInfo observable,
        String data,
        List<BinResult> bins,
        BinResult inclusive,
        double[][] correlation,
        List<Fitted> parameters,
        double nll,
        String status,
        double pValueSm,
        double events,
        List<Yield> yields,
        Response response,
        Spectrum spectrum,
        Quality quality,
        List<InterestResult> interest,
        List<Contribution> breakdown,
        List<Impact> impacts,
        Joint joint,
        Answers answers,
        Map<String, Object> provenance,
        double pValueTheory,
        FitDetails details) {
    /** Probabilities below are written as powers. */
    private static final double LEAST_PROBABILITY = 1e-3;

    public Measurement {
        interest = List.copyOf(interest);
        breakdown = List.copyOf(breakdown);
        impacts = List.copyOf(impacts);
        bins = List.copyOf(bins);
        parameters = List.copyOf(parameters);
        yields = List.copyOf(yields);
        provenance = new LinkedHashMap<>(provenance);
    }

    /** A measurement without details of the fit. */
    public Measurement(
            Analysis analysis,
            ObservableInfo observable,
            String data,
            List<BinResult> bins,
            BinResult inclusive,
            double[][] correlation,
            List<Fitted> parameters,
            double nll,
            String status,
            double pValueSm,
            double events,
            List<Yield> yields,
            Response response,
            Spectrum spectrum,
            Quality quality,
            List<InterestResult> interest,
            List<Contribution> breakdown,
            List<Impact> impacts,
            Joint joint,
            Answers answers,
            Map<String, Object> provenance,
            double pValueTheory) {
        this(
                analysis,
                observable,
                data,
                bins,
                inclusive,
                correlation,
                parameters,
                nll,
                status,
                pValueSm,
                events,
                yields,
                response,
                spectrum,
                quality,
                interest,
                breakdown,
                impacts,
                joint,
                answers,
                provenance,
                pValueTheory,
                FitDetails.NONE);
    }

    /** A measurement whose prediction has no uncertainty. */
    public Measurement(
            Analysis analysis,
            ObservableInfo observable,
            String data,
            List<BinResult> bins,
            BinResult inclusive,
            double[][] correlation,
            List<Fitted> parameters,
            double nll,
            String status,
            double pValueSm,
            double events,
            List<Yield> yields,
            Response response,
            Spectrum spectrum,
            Quality quality,
            List<InterestResult> interest,
            List<Contribution> breakdown,
            List<Impact> impacts,
            Joint joint,
            Answers answers,
            Map<String, Object> provenance) {
        this(
                analysis,
                observable,
                data,
                bins,
                inclusive,
                correlation,
                parameters,
                nll,
                status,
                pValueSm,
                events,
                yields,
                response,
                spectrum,
                quality,
                interest,
                breakdown,
                impacts,
                joint,
                answers,
                provenance,
                Double.NaN);
    }

    /** The p-value against the Standard Model for people: three digits, a small one as a power, e.g. 4.2 × 10⁻⁵. */
    public String pValueText() {
        return probabilityText(pValueSm);
    }

    /** The p-value that allows for the uncertainty of the prediction, likewise; empty when there is none. */
    public String pValueTheoryText() {
        return Double.isNaN(pValueTheory) ? "" : probabilityText(pValueTheory);
    }

    private static String probabilityText(double p) {
        if (!(p > 0 && p < LEAST_PROBABILITY)) {
            return String.format(Locale.ROOT, "%.3f", p);
        }
        String[] parts = String.format(Locale.ROOT, "%.1e", p).split("e");
        String power = String.valueOf(Integer.parseInt(parts[1]));
        var raised = new StringBuilder(parts[0] + " × 10");
        power.chars().forEach(c -> raised.append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0')));
        return raised.toString();
    }

    /** The largest distance of a bin from the prediction, e.g. {@code +1.9 σ in 12–18}; empty when no bin has one. */
    public String largestDeviation() {
        BinResult farthest = null;
        for (BinResult bin : bins) {
            // the first of equals; NaN compares false
            if (Math.abs(bin.pull()) > (farthest == null ? -1 : Math.abs(farthest.pull()))) {
                farthest = bin;
            }
        }
        return farthest == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%+.1f σ in %s",
                        farthest.pull(),
                        farthest.bin().label());
    }

    /** The same of another analysis. */
    public Measurement withAnalysis(Analysis other) {
        return changed(copy -> copy.analysis = other);
    }

    /** The same of another observable. */
    public Measurement withObservable(ObservableInfo other) {
        return changed(copy -> copy.observable = other);
    }

    /** The same with other results of the bins. */
    public Measurement withBins(List<BinResult> other) {
        return changed(copy -> copy.bins = other);
    }

    /** The same with another sum over the bins. */
    public Measurement withInclusive(BinResult other) {
        return changed(copy -> copy.inclusive = other);
    }

    /** The same with other events per category. */
    public Measurement withYields(List<Yield> other) {
        return changed(copy -> copy.yields = other);
    }

    /** The same with another mass distribution. */
    public Measurement withSpectrum(Spectrum other) {
        return changed(copy -> copy.spectrum = other);
    }

    /** The same with other parameters of interest beside the bins. */
    public Measurement withInterest(List<InterestResult> other) {
        return changed(copy -> copy.interest = other);
    }

    /** The same with other contributions to the uncertainties. */
    public Measurement withBreakdown(List<Contribution> other) {
        return changed(copy -> copy.breakdown = other);
    }

    /** The same with other effects of nuisances. */
    public Measurement withImpacts(List<Impact> other) {
        return changed(copy -> copy.impacts = other);
    }

    /** The same with another correlation of what is reported. */
    public Measurement withJoint(Joint other) {
        return changed(copy -> copy.joint = other);
    }

    /** The same with answers to other questions. */
    public Measurement withAnswers(Answers other) {
        return changed(copy -> copy.answers = other);
    }

    /** The same with what it was made from. */
    public Measurement withProvenance(Map<String, Object> made) {
        return changed(copy -> copy.provenance = made);
    }

    /** The same with other details of the fit. */
    public Measurement with(FitDetails told) {
        return changed(copy -> copy.details = told);
    }

    private Measurement changed(Consumer<MeasurementCopy> change) {
        var copy = new MeasurementCopy(this);
        change.accept(copy);
        return copy.made();
    }

    /**
     * Correlation of all quantities of one fit that are reported: the cross sections of the bins, then further parameters.
     *
     * @param names of the parameters
     * @param correlation [quantity][quantity]; 0 with one at its limit
     */
    public record Joint(List<String> names, double[][] correlation) {
        public Joint {
            names = List.copyOf(names);
        }
    }

    /**
     * The cross section of a bin.
     *
     * @param bin the bin
     * @param sigma cross section, fb
     * @param stat statistical uncertainty, fb
     * @param syst systematic uncertainty, fb
     * @param total total uncertainty, fb
     * @param sm prediction, fb
     * @param theory uncertainty of the prediction, fb; 0 when not known
     * @param ends how the ends of the total uncertainty were found
     */
    public record BinResult(
            Bin bin,
            double sigma,
            Uncertainty stat,
            Uncertainty syst,
            Uncertainty total,
            double sm,
            Uncertainty theory,
            Ends ends) {
        /** A result of which nothing is known of the ends. */
        public BinResult(
                Bin bin,
                double sigma,
                Uncertainty stat,
                Uncertainty syst,
                Uncertainty total,
                double sm,
                Uncertainty theory) {
            this(bin, sigma, stat, syst, total, sm, theory, Ends.NONE);
        }

        /** A result of which the uncertainty of the prediction is not known. */
        public BinResult(Bin bin, double sigma, Uncertainty stat, Uncertainty syst, Uncertainty total, double sm) {
            this(bin, sigma, stat, syst, total, sm, new Uncertainty(0, 0));
        }

        /** Distance from the prediction in units of the total uncertainty on that side; NaN where that is zero. */
        public double pull() {
            double error = sigma > sm ? total.down() : total.up();
            return error > 0 ? (sigma - sm) / error : Double.NaN;
        }
    }

    /**
     * A further parameter of interest, or a free normalisation.
     *
     * @param name its name
     * @param title for people, LaTeX between dollar signs
     * @param unit e.g. {@code fb}, {@code GeV}, {@code events}; empty for none
     * @param value best fit
     * @param stat statistical uncertainty
     * @param syst systematic uncertainty
     * @param total total uncertainty
     * @param expected value in the Standard Model
     * @param ends how the ends of the total uncertainty were found
     */
    public record InterestResult(
            String name,
            String title,
            String unit,
            double value,
            Uncertainty stat,
            Uncertainty syst,
            Uncertainty total,
            double expected,
            Ends ends) {
        /** A result of which nothing is known of the ends. */
        public InterestResult(
                String name,
                String title,
                String unit,
                double value,
                Uncertainty stat,
                Uncertainty syst,
                Uncertainty total,
                double expected) {
            this(name, title, unit, value, stat, syst, total, expected, Ends.NONE);
        }

        /** Title with its unit in parentheses. */
        public String label() {
            return unit.isEmpty() ? title : title + " (" + unit + ")";
        }
    }

    /**
     * What a group of nuisances contributes: total uncertainty less, in quadrature, that with the group frozen at the best
     * fit.
     *
     * @param group name of the group; {@code statistical} for what is left when all nuisances are frozen, {@code
     *     correlation} for total² less the sum of squares of all others, as a signed root
     * @param bins one per bin, or per quantity that it is about
     */
    public record Contribution(String group, List<Uncertainty> bins) {
        public Contribution {
            bins = List.copyOf(bins);
        }
    }

    /**
     * How well an unfolding can do. The migration matrix holds the expected resonant signal events of all eras and final
     * states, [reco bin][fiducial bin], without those from outside the fiducial phase space, each reco bin normalised to 1.
     *
     * @param conditionNumber ratio of the extreme singular values of the migration matrix
     * @param migrationScore trace over sum of the migration matrix
     * @param purity of each reco bin: fraction of its events that belong there
     * @param stability of each fiducial bin: fraction of its selected events that are found there
     * @param efficiency of each fiducial bin: fraction of its events that are selected, in whatever bin
     */
    public record Quality(
            double conditionNumber, double migrationScore, double[] purity, double[] stability, double[] efficiency) {}

    /**
     * Events of a component in a category of the fit.
     *
     * @param era name of the era
     * @param category id of the category
     * @param bin label of the reco bin
     * @param component process
     * @param expected before the fit
     * @param fitted after the fit
     * @param shape parameters of its density after the fit, by their names in it; none of a template
     */
    public record Yield(
            String era,
            String category,
            String bin,
            String component,
            double expected,
            double fitted,
            Map<String, Double> shape) {
        public Yield {
            shape = Collections.unmodifiableMap(new LinkedHashMap<>(shape));
        }

        /** Events of which nothing is known but their number. */
        public Yield(String era, String category, String bin, String component, double expected, double fitted) {
            this(era, category, bin, component, expected, fitted, Map.of());
        }
    }

    /**
     * The mass distribution.
     *
     * @param edges rising, GeV
     * @param observed events per interval
     * @param components fitted events per interval of each component, to be stacked in this order
     * @param surroundings the same in a wider range, of which the components are as expected before the fit; empty where
     *     nothing outside of the fit is known, else one
     */
    public record Spectrum(
            double[] edges, double[] observed, Map<String, double[]> components, List<Spectrum> surroundings) {
        public Spectrum {
            components = new LinkedHashMap<>(components);
            surroundings = List.copyOf(surroundings);
        }

        /** The range of the fit alone. */
        public Spectrum(double[] edges, double[] observed, Map<String, double[]> components) {
            this(edges, observed, components, List.of());
        }

        /** The same in its surroundings. */
        public Spectrum within(List<Spectrum> wider) {
            return new Spectrum(edges, observed, components, wider);
        }
    }
}

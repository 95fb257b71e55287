package org.fiducia.exchange.interpretation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.Suggestion;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.fit.ProfileScanner;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.observable.Bin;
import org.fiducia.exchange.interpretation.Components.Component;
import org.fiducia.exchange.interpretation.Profile.Curve;
import org.fiducia.exchange.interpretation.Profile.Piece;

/**
 * What one likelihood says of the parameters of interest.
 *
 * @param title which likelihood, which approximation
 * @param single each parameter, the others held at the Standard Model
 * @param together each with the others floating; empty for one parameter, or where a direction is flat
 * @param components principal components; none for one parameter
 * @param rotated the curves of the components that are not flat
 * @param rise 2ΔNLL of the Standard Model
 * @param degrees of freedom of it
 * @param planes contours that were asked for
 * @param remarks for people
 */
record Interpretation(
        String title,
        List<Curve> single,
        List<Curve> together,
        Optional<Components> components,
        List<Curve> rotated,
        double rise,
        int degrees,
        List<Plane> planes,
        List<String> remarks) {
    /** With what the work is done. */
    record Tools(
            LikelihoodCompiler compiler,
            Fitter fitter,
            List<ProfileScanner> scanners,
            List<List<String>> contours,
            double flat,
            Progress progress) {
        Tools {
            scanners = List.copyOf(scanners);
            contours = List.copyOf(contours);
        }
    }

    /**
     * Cross sections that must not be negative.
     *
     * @param bins of the spectrum
     * @param expected of each bin, in the parameters of interest
     */
    record Rates(List<Bin> bins, List<Expression> expected) {}

    /** Concludes. */
    static Interpretation of(String title, Likelihood likelihood, Rates rates, Tools tools) {
        List<Parameter> model = likelihood.model().parameters();
        List<Parameter> interest = model.stream()
                .filter(p -> p.role() == Parameter.Role.INTEREST && !p.fixed())
                .toList();
        var remarks = new ArrayList<String>();
        var single = new ArrayList<Curve>();
        for (Parameter parameter : interest) {
            tools.progress().begin(title + ": " + parameter.name(), 0);
            Likelihood alone = likelihood.with(likelihood
                    .model()
                    .withParameters(model.stream()
                            .map(p -> p.role() == Parameter.Role.INTEREST
                                            && !p.name().equals(parameter.name())
                                    ? p.fixedAt(p.initial())
                                    : p)
                            .toList()));
            Curve curve = new Profile(alone, tools.fitter(), tools.progress()).of(parameter.name());
            negative(likelihood, curve, rates).ifPresent(remarks::add);
            single.add(curve);
        }
        Optional<Components> components = Optional.empty();
        var together = new ArrayList<Curve>();
        var rotated = new ArrayList<Curve>();
        Likelihood all = likelihood;
        if (interest.size() > 1) {
            Components found = Components.of(likelihood, tools.flat());
            components = Optional.of(found);
            for (Component component : found.all()) {
                if (component.flat()) {
                    remarks.add(component.name() + " is flat, expected "
                            + (Double.isFinite(component.error())
                                    ? String.format(java.util.Locale.ROOT, "± %.3g", component.error())
                                    : "to be free")
                            + ", and held at the Standard Model: " + found.composition(component));
                }
            }
            all = tools.compiler().compile(found.rotated(likelihood.model()), likelihood.data());
            tools.progress().begin(title + ": all together", 0);
            var profile = new Profile(all, tools.fitter(), tools.progress());
            for (Component component : found.all()) {
                if (!component.flat()) {
                    rotated.add(profile.of(component.name()));
                }
            }
            if (!found.flat()) {
                var plain = new Profile(likelihood, tools.fitter(), tools.progress());
                interest.forEach(parameter -> together.add(plain.of(parameter.name())));
            }
        }
        List<Plane> planes = planes(likelihood, interest, tools, remarks);
        int degrees = interest.size() == 1 ? 1 : rotated.size();
        return new Interpretation(
                title,
                single,
                together,
                components,
                rotated,
                2 * Math.max(0, standard(all, tools) - lowest(all, single, together, rotated, tools)),
                degrees,
                planes,
                remarks);
    }

    private static List<Plane> planes(
            Likelihood likelihood, List<Parameter> interest, Tools tools, List<String> remarks) {
        List<String> names = interest.stream().map(Parameter::name).toList();
        var planes = new ArrayList<Plane>();
        for (List<String> pair : tools.contours()) {
            for (String name : pair) {
                if (!names.contains(name)) {
                    throw new FiduciaException(
                            Kind.USAGE, "--contour: there is no parameter " + name, Suggestion.among(name, names));
                }
            }
            ProfileScanner scanner = tools.scanners().stream()
                    .findFirst()
                    .orElseThrow(() -> new FiduciaException(
                            Kind.PLUGIN,
                            "nothing that finds contours is installed",
                            "install the bundle statistics-inference"));
            planes.add(
                    Plane.of(pair.get(0), pair.get(1), likelihood, tools.fitter(), scanner, remarks, tools.progress()));
        }
        return planes;
    }

    /** NLL with all parameters of interest at the Standard Model. */
    private static double standard(Likelihood likelihood, Tools tools) {
        List<Parameter> held = likelihood.model().parameters().stream()
                .map(p -> p.role() == Parameter.Role.INTEREST ? p.fixedAt(p.initial()) : p)
                .toList();
        if (held.stream().allMatch(Parameter::fixed)) {
            return likelihood.value(likelihood.model().initial());
        }
        return fitted(likelihood.with(likelihood.model().withParameters(held)), tools);
    }

    private static double fitted(Likelihood likelihood, Tools tools) {
        FitResult fit = tools.fitter().fit(likelihood, likelihood.model().initial(), false, tools.progress());
        if (!fit.converged()) {
            throw new FiduciaException(
                    Kind.FIT, "no minimum was found: " + fit.message(), "look at the spectrum and its covariance");
        }
        return fit.nll();
    }

    private static double lowest(
            Likelihood all, List<Curve> single, List<Curve> together, List<Curve> rotated, Tools tools) {
        List<Curve> curves = rotated.isEmpty() ? single : rotated;
        double lowest = curves.stream().mapToDouble(Curve::nll).min().orElseGet(() -> fitted(all, tools));
        return together.stream().mapToDouble(Curve::nll).reduce(lowest, Math::min);
    }

    /** Whether a cross section is negative within the 95 % interval of a parameter. */
    private static Optional<String> negative(Likelihood likelihood, Curve curve, Rates rates) {
        int index = likelihood.model().indexOf(curve.parameter());
        for (Piece piece : curve.pieces().get(1)) {
            for (double end : new double[] {piece.lo(), piece.hi()}) {
                double[] at = likelihood.model().initial();
                at[index] = end;
                for (int j = 0; j < rates.expected().size(); j++) {
                    if (likelihood.evaluate(rates.expected().get(j), at, null) < 0) {
                        return Optional.of(String.format(
                                java.util.Locale.ROOT,
                                "%s = %.4g is within 95 %%, where the cross section of bin %s is negative: it makes no sense there",
                                curve.parameter(),
                                end,
                                rates.bins().get(j).label()));
                    }
                }
            }
        }
        return Optional.empty();
    }
}

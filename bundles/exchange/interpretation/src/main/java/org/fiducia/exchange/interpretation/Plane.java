package org.fiducia.exchange.interpretation;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.ProfileScanner;
import org.fiducia.api.fit.ProfileScanner.Point;
import org.fiducia.api.fit.ProfileScanner.Profile;
import org.fiducia.api.inference.Conclusions;
import org.fiducia.api.model.Parameter;

/**
 * Contours of two parameters, all others of interest held at the Standard Model.
 *
 * @param best the two where the likelihood is smallest
 * @param curves one for each of {@link Conclusions#TWO}; empty for one that is not closed
 */
record Plane(String first, String second, double[] best, List<List<Point>> curves) {
    private static final int POINTS = 60;

    /**
     * The contours of a likelihood.
     *
     * @param remarks hear why one is missing
     */
    static Plane of(
            String first,
            String second,
            Likelihood likelihood,
            Fitter fitter,
            ProfileScanner scanner,
            List<String> remarks,
            Progress progress) {
        List<Parameter> held = likelihood.model().parameters().stream()
                .map(p -> p.role() == Parameter.Role.INTEREST
                                && !p.name().equals(first)
                                && !p.name().equals(second)
                        ? p.fixedAt(p.initial())
                        : p)
                .toList();
        Likelihood two = likelihood.with(likelihood.model().withParameters(held));
        FitResult fit = fitter.fit(two, two.model().initial(), true, progress);
        if (!fit.converged()) {
            throw new FiduciaException(
                    Kind.FIT,
                    "the fit of " + first + " and " + second + " found no minimum: " + fit.message(),
                    "choose parameters that the spectrum tells apart");
        }
        int i = two.model().indexOf(first);
        int j = two.model().indexOf(second);
        var profile = new Profile(List.of(two), fitter, fit);
        var curves = new ArrayList<List<Point>>();
        for (double level : Conclusions.TWO) {
            try {
                curves.add(scanner.contour(profile, i, j, level, POINTS, progress));
            } catch (FiduciaException e) {
                remarks.add("contour of " + first + " and " + second + ": " + e.getMessage());
                curves.add(List.of());
            }
        }
        return new Plane(first, second, new double[] {fit.parameters()[i], fit.parameters()[j]}, curves);
    }
}

package org.fiducia.statistics.hesse;

import java.util.List;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.Likelihood.Place;

/**
 * From parameters at which less than nothing is expected to near ones at which that is nowhere so: projections onto what is
 * missing, in turn (S. Kaczmarz, Bull. Int. Acad. Pol. Sci. Lett. A 35 (1937) 355), by the shortest way in units of the
 * uncertainties.
 */
final class Inside {
    private static final int ROUNDS = 60;

    /** Places that are looked after in one round. */
    private static final int MOST = 16;

    /** Of a parameter's step, for differences. */
    private static final double DIFFERENCE = 1e-4;

    /** How much farther than to nothing, in units of what is missing. */
    private static final double SPARE = 0.2;

    private static final double LEAST = 1e-9;

    private final Likelihood likelihood;
    private final Region region;

    Inside(Likelihood likelihood, Region region) {
        this.likelihood = likelihood;
        this.region = region;
    }

    /** Parameters at which the likelihood is finite; null when none are found. */
    double[] from(double[] start, Progress progress) {
        double[] at = start.clone();
        for (int round = 0; round < ROUNDS; round++) {
            progress.checkCancelled();
            List<Place> missing = likelihood.forbidden(at);
            if (missing.isEmpty()) {
                return Double.isFinite(likelihood.value(at)) ? at : null;
            }
            int stride = Math.max(1, missing.size() / MOST);
            boolean moved = false;
            for (int k = 0; k < missing.size(); k += stride) {
                moved |= supply(missing.get(k), at);
            }
            if (!moved) {
                return null;
            }
        }
        return null;
    }

    /** Moves to where something is expected at a place; whether that made a difference. */
    private boolean supply(Place place, double[] at) {
        double expected = likelihood.expected(place, at);
        if (!Double.isFinite(expected)) {
            return false;
        }
        double wanted = SPARE * Math.max(LEAST, -expected);
        if (expected >= wanted) {
            return true;
        }
        int n = at.length;
        double[] slope = new double[n];
        double square = 0;
        for (int i = 0; i < n; i++) {
            if (region.free(i)) {
                double before = at[i];
                double unit = region.step(i);
                double up = region.clip(i, before + DIFFERENCE * unit);
                double down = region.clip(i, before - DIFFERENCE * unit);
                at[i] = up;
                double high = likelihood.expected(place, at);
                at[i] = down;
                double low = likelihood.expected(place, at);
                at[i] = before;
                slope[i] = unit * (high - low) / (up - down);
                boolean room = slope[i] > 0 ? before < region.upper(i) : before > region.lower(i);
                slope[i] = room && Double.isFinite(slope[i]) ? slope[i] : 0;
                square += slope[i] * slope[i];
            }
        }
        boolean moved = false;
        for (int i = 0; square > 0 && i < n; i++) {
            double to = region.clip(i, at[i] + region.step(i) * slope[i] * (wanted - expected) / square);
            moved |= slope[i] != 0 && to != at[i];
            at[i] = slope[i] == 0 ? at[i] : to;
        }
        return moved;
    }
}

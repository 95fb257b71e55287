package org.fiducia.statistics.hesse;

import java.util.Collection;
import java.util.List;
import org.fiducia.api.Nullable;
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

    /** Events, in the window for a density, that keep a start away from an edge. */
    private static final double AWAY_FROM_EDGE = 0.1;

    private static final int AWAY = 5;

    private final Likelihood likelihood;
    private final Region region;

    Inside(Likelihood likelihood, Region region) {
        this.likelihood = likelihood;
        this.region = region;
    }

    /** Parameters at which the likelihood is finite; null when none are found. */
    @Nullable double[] from(double[] start, Progress progress) {
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
                Place place = missing.get(k);
                moved |= supply(place, at, SPARE * Math.max(LEAST, -likelihood.expected(place, at)));
            }
            if (!moved) {
                return null;
            }
        }
        return null;
    }

    /** From parameters that are possible to others that are not near the edge at given places, as far as that goes. */
    double[] away(double[] from, Collection<Place> places) {
        double[] at = from.clone();
        int stride = Math.max(1, places.size() / MOST);
        for (int round = 0; round < AWAY; round++) {
            int k = 0;
            for (Place place : places) {
                if (k++ % stride == 0) {
                    double unit = place.isPoint() ? 1 / width(place) : 1;
                    supply(place, at, AWAY_FROM_EDGE * unit);
                }
            }
        }
        for (int k = 0; k < AWAY; k++) {
            if (Double.isFinite(likelihood.value(at))) {
                return at;
            }
            for (int i = 0; i < at.length; i++) {
                at[i] = 0.5 * (at[i] + from[i]);
            }
        }
        return from;
    }

    private double width(Place place) {
        var category = likelihood.model().categories().get(place.category());
        return category.hi() - category.lo();
    }

    /** Moves to where enough is expected at a place; whether that made a difference. */
    private boolean supply(Place place, double[] at, double wanted) {
        double expected = likelihood.expected(place, at);
        if (!Double.isFinite(expected)) {
            return false;
        }
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

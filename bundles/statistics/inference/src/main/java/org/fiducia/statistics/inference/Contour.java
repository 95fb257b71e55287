package org.fiducia.statistics.inference;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.ProfileScanner.Point;
import org.fiducia.api.fit.ProfileScanner.Profile;
import org.fiducia.api.model.Parameter;
import org.fiducia.statistics.inference.HeldMinimum.Minimum;

/**
 * The curve on which the profile of two parameters has risen to a level, sought along rays from the best fit. Angles are
 * even where the Hesse ellipse is a circle; on it the search begins. A curve that turns back as seen from the best fit is
 * cut at the first crossing of each ray. Where rays end at a limit, the corners at which the curve meets it are added.
 */
final class Contour {
    /** Rays that follow each other from one to the next. */
    private static final int BLOCK = 8;

    /** Of a crossing, in units of the uncertainty. */
    private static final double TOLERANCE = 1e-4;

    private static final int ROOT_STEPS = 60;

    /** How far to look, in units of the Hesse ellipse. */
    private static final double FARTHEST = 300;

    /** Directions that are tried to learn which ones limits leave open. */
    private static final int DIRECTIONS = 3600;

    private final Profile profile;
    private final int[] both;
    private final Parameter[] of;
    private final double target;
    private final double radius;
    private final int points;
    private final Progress progress;
    private final double[] centre;

    /** Lower triangle L of the covariance L Lᵀ of the two. */
    private final double[] factor;

    Contour(Profile profile, int first, int second, double level, int points, Progress progress) {
        this.profile = profile;
        this.points = points;
        this.progress = progress;
        both = new int[] {first, second};
        List<Parameter> parameters = profile.likelihood().model().parameters();
        of = new Parameter[] {parameters.get(first), parameters.get(second)};
        target = Math.sqrt(level / 2);
        radius = Math.sqrt(level);
        FitResult best = profile.best();
        centre = new double[] {best.parameters()[first], best.parameters()[second]};
        factor = factor(Fits.covariance(best));
    }

    private double[] factor(double[][] c) {
        double a = c[both[0]][both[0]];
        double b = c[both[0]][both[1]];
        double d = c[both[1]][both[1]];
        double root = Math.sqrt(a);
        double rest = d - b * b / a;
        return a > 0 && rest > 1e-12 * d
                ? new double[] {root, b / root, Math.sqrt(rest)}
                : new double[] {a > 0 ? root : of[0].step(), 0, d > 0 ? Math.sqrt(d) : of[1].step()};
    }

    /**
     * A crossing.
     *
     * @param t along the ray
     * @param near minimum next to it
     */
    private record Crossing(Point point, double t, Minimum near) {}

    List<Point> trace() {
        double[] angles = angles();
        int blocks = (angles.length + BLOCK - 1) / BLOCK;
        List<List<Point>> pieces = Blocks.run(profile.likelihoods(), blocks, progress, (own, b) -> {
            var held = new HeldMinimum(own, profile.fitter(), profile.best(), both, progress);
            var piece = new ArrayList<Point>();
            double t = radius;
            Minimum near = held.best();
            for (int k = b * BLOCK; k < Math.min(angles.length, (b + 1) * BLOCK); k++) {
                double[] d = direction(angles[k]);
                Crossing found = crossing(held, centre, d, t, near);
                piece.add(found.point());
                t = found.t();
                near = found.near();
                progress.advance(1);
            }
            return piece;
        });
        var curve = new ArrayList<Point>();
        pieces.forEach(curve::addAll);
        return withCorners(curve);
    }

    /** Even angles among those in which the limits leave room. */
    private double[] angles() {
        var open = new ArrayList<Double>();
        for (int k = 0; k < DIRECTIONS; k++) {
            double angle = 2 * Math.PI * k / DIRECTIONS;
            if (room(centre, direction(angle)) > TOLERANCE) {
                open.add(angle);
            }
        }
        // The open angles follow each other when counting begins after a closed one.
        int start = 0;
        for (int k = 1; k < open.size(); k++) {
            if (open.get(k) - open.get(k - 1) > 3 * Math.PI / DIRECTIONS) {
                start = k;
            }
        }
        double[] angles = new double[Math.min(points, open.size())];
        for (int k = 0; k < angles.length; k++) {
            angles[k] = open.get((int) ((start + (long) k * open.size() / angles.length) % open.size()));
        }
        return angles;
    }

    private double[] direction(double angle) {
        double x = Math.cos(angle);
        double y = Math.sin(angle);
        return new double[] {factor[0] * x, factor[1] * x + factor[2] * y};
    }

    /** How far a ray may go within the limits. */
    private double room(double[] from, double[] direction) {
        return Math.max(0, Math.min(room(from, direction, 0), room(from, direction, 1)));
    }

    private double room(double[] from, double[] direction, int a) {
        return direction[a] == 0 ? Double.POSITIVE_INFINITY : (limit(direction, a) - from[a]) / direction[a];
    }

    private double limit(double[] direction, int a) {
        return direction[a] < 0 ? of[a].lower() : of[a].upper();
    }

    /** Where a ray meets a limit: exactly there. */
    private Point end(double[] from, double[] d) {
        double end = room(from, d);
        double[] at = on(from, d, end);
        for (int a = 0; a < 2; a++) {
            if (room(from, d, a) <= end) {
                at[a] = limit(d, a);
            }
        }
        return point(at, true);
    }

    private Crossing crossing(HeldMinimum held, double[] from, double[] d, double guess, Minimum start) {
        double end = room(from, d);
        double lo = 0;
        double hi = Double.POSITIVE_INFINITY;
        double t = guess;
        Minimum near = start;
        for (int k = 0; k < ROOT_STEPS; k++) {
            t = Math.min(t, end);
            Minimum found = held.orNull(on(from, d, t), near);
            if (found == null) {
                hi = t; // the likelihood is not defined so far out
                if (hi - lo < 0.1 * TOLERANCE) {
                    return new Crossing(point(on(from, d, lo), true), Math.max(lo, radius / 8), near);
                }
                t = 0.5 * (lo + hi);
                continue;
            }
            near = found;
            double height = Math.sqrt(Math.max(0, near.rise()));
            if (height < target && t >= end) {
                return new Crossing(end(from, d), Math.min(guess, Math.max(end, radius / 8)), near);
            }
            if (height < target) {
                lo = t;
            } else {
                hi = t;
            }
            double slope = d[0] * near.gradient()[both[0]] + d[1] * near.gradient()[both[1]];
            double next = slope > 0 ? t + (target - height) * 2 * height / slope : Double.POSITIVE_INFINITY;
            if (Math.abs(next - t) < TOLERANCE) {
                return new Crossing(point(on(from, d, Math.min(next, end)), false), next, near);
            }
            if (hi - lo < 0.1 * TOLERANCE) {
                boolean edge = height < target;
                return new Crossing(point(on(from, d, edge ? lo : hi), edge), edge ? lo : hi, near);
            }
            boolean inside = next > lo && next < hi && k % 8 != 7;
            t = inside
                    ? Math.min(next, 3 * Math.max(t, radius / 8))
                    : hi < Double.POSITIVE_INFINITY ? 0.5 * (lo + hi) : 2 * lo;
            if (lo > FARTHEST) {
                throw open(near);
            }
        }
        throw open(near);
    }

    private FiduciaException open(Minimum near) {
        return new FiduciaException(
                Kind.FIT,
                "the contour of " + of[0].name() + " and " + of[1].name() + " is not closed: at " + near.held()[0]
                        + ", " + near.held()[1] + " 2ΔNLL is only " + 2 * near.rise(),
                "give the parameters limits, constrain what they are degenerate with, or lower the level");
    }

    private double[] on(double[] from, double[] d, double t) {
        double[] at = new double[2];
        for (int a = 0; a < 2; a++) {
            at[a] = Math.max(of[a].lower(), Math.min(of[a].upper(), from[a] + t * d[a]));
        }
        return at;
    }

    private static Point point(double[] at, boolean limit) {
        return new Point(at[0], at[1], limit);
    }

    /** Adds the points in which the curve meets limits, and the best fit where it is at a limit itself. */
    private List<Point> withCorners(List<Point> curve) {
        boolean centreAtLimit = room(centre, new double[] {1, 0}) == 0
                || room(centre, new double[] {-1, 0}) == 0
                || room(centre, new double[] {0, 1}) == 0
                || room(centre, new double[] {0, -1}) == 0;
        var held = new HeldMinimum(profile.likelihood(), profile.fitter(), profile.best(), both, progress);
        var all = new ArrayList<Point>();
        for (int k = 0; k < curve.size(); k++) {
            Point here = curve.get(k);
            Point next = curve.get((k + 1) % curve.size());
            all.add(here);
            boolean last = k == curve.size() - 1;
            if (last && centreAtLimit) {
                Point middle = point(centre, true);
                add(all, corner(held, middle, here));
                all.add(middle);
                add(all, corner(held, middle, next));
            } else if (here.atLimit() != next.atLimit()) {
                add(all, here.atLimit() ? corner(held, here, next) : corner(held, next, here));
            } else if (here.atLimit() && !sameLimit(here, next)) {
                add(all, corner(held, here, next));
            }
        }
        return all;
    }

    private static void add(List<Point> curve, @Nullable Point point) {
        if (point != null) {
            curve.add(point);
        }
    }

    /** From a point at a limit along it towards another: where the curve crosses, or the corner of two limits. */
    private @Nullable Point corner(HeldMinimum held, Point from, Point to) {
        double[] at = {from.first(), from.second()};
        double[] way = {to.first() - from.first(), to.second() - from.second()};
        double[] d = new double[2];
        if (at[0] == of[0].lower() || at[0] == of[0].upper()) {
            d[1] = Math.copySign(Math.sqrt(factor[1] * factor[1] + factor[2] * factor[2]), way[1]);
        } else if (at[1] == of[1].lower() || at[1] == of[1].upper()) {
            d[0] = Math.copySign(factor[0], way[0]);
        } else {
            return null;
        }
        if (way[0] * d[0] + way[1] * d[1] == 0) {
            return null;
        }
        Point corner = crossing(held, at, d, radius / 4, held.best()).point();
        return new Point(corner.first(), corner.second(), true);
    }

    private boolean sameLimit(Point a, Point b) {
        return a.first() == b.first() && (a.first() == of[0].lower() || a.first() == of[0].upper())
                || a.second() == b.second() && (a.second() == of[1].lower() || a.second() == of[1].upper());
    }
}

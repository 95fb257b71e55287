package org.fiducia.api.inference;

import java.util.LinkedHashMap;
import java.util.Map;
import org.fiducia.api.fit.Interval;

/**
 * How the ends of a 68.3 % interval were found.
 *
 * @param method id of the interval estimator, {@link #FELDMAN_COUSINS} or {@link #COVARIANCE}; empty when it is not known
 * @param lowerIsLimit the lower end is the limit of the parameter or the edge of positive expectation, not a crossing
 * @param upperIsLimit likewise for the upper end
 * @param calibration what toys said; {@link Calibration#NONE} where none were needed; where they were but could not tell, one
 *     without intervals and with the reason
 */
public record Ends(String method, boolean lowerIsLimit, boolean upperIsLimit, Calibration calibration) {
    /** Thresholds of 2ΔNLL from toys. */
    public static final String FELDMAN_COUSINS = "feldman-cousins";

    /** Of an expression, from its gradient and the covariance of the parameters. */
    public static final String COVARIANCE = "covariance";

    /** There is no interval, or nothing is known of it. */
    public static final Ends NONE = new Ends("", false, false, Calibration.NONE);

    /** Those of an interval that was not calibrated. */
    public static Ends of(String method, Interval interval) {
        return new Ends(method, interval.lowerIsLimit(), interval.upperIsLimit(), Calibration.NONE);
    }

    /** Whether the interval was calibrated. */
    public boolean calibrated() {
        return method.equals(FELDMAN_COUSINS);
    }

    /**
     * The same as JSON values: {@code method}, {@code lowerIsLimit} and {@code upperIsLimit}, which are there only when an
     * end is one, and {@code calibration} when there was one, or {@code notCalibrated}, why there was none though it was
     * needed. A number that does not exist is null.
     */
    public Map<String, Object> values() {
        var values = new LinkedHashMap<String, Object>();
        if (!method.isEmpty()) {
            values.put("method", method);
        }
        if (lowerIsLimit) {
            values.put("lowerIsLimit", true);
        }
        if (upperIsLimit) {
            values.put("upperIsLimit", true);
        }
        if (calibrated()) {
            values.put("calibration", calibration.values());
        } else if (!calibration.reason().isEmpty()) {
            values.put("notCalibrated", calibration.reason());
        }
        return values;
    }

    /** What people are told of it: {@code FC} for a calibrated one, which end is a limit; empty for an ordinary interval. */
    public String mark() {
        String limit = lowerIsLimit && upperIsLimit
                ? "(limits)"
                : lowerIsLimit ? "(lower limit)" : upperIsLimit ? "(upper limit)" : "";
        return calibrated() ? ("FC " + limit).strip() : limit;
    }
}

package org.fiducia.statistics.likelihood;

import org.apache.commons.numbers.gamma.Erf;

/** What a node of a {@link Program} computes. */
enum Op {
    /** A number. */
    CONSTANT,
    /** A parameter of the model. */
    PARAMETER,
    /** constant + Σ coefficient · child. */
    LINEAR,
    /** constant · Π child. */
    PRODUCT,
    /** Smaller of two. */
    MIN,
    /** Larger of two. */
    MAX,
    /** Second child where the first is not 0, else the third. */
    CHOICE,
    /** e to the child. */
    EXP,
    /** Natural logarithm. */
    LOG,
    /** Square root. */
    SQRT,
    /** Absolute value. */
    ABS,
    /** child to the power of the constant. */
    POWER,
    /** 1 / child. */
    RECIPROCAL,
    /** Sine. */
    SIN,
    /** Cosine. */
    COS,
    /** Hyperbolic tangent. */
    TANH,
    /** Error function. */
    ERF,
    /** Inverse tangent. */
    ATAN,
    /** Largest integer that is not larger. */
    FLOOR,
    /** 1 where the child is positive, else 0. */
    STEP,
    /** θ α(θ) of the asymmetric log-normal factor, see {@link org.fiducia.api.model.Expression.Function}. */
    SMOOTH_ABS,
    /** {@link ExponentialInterpolation} of the child; the coefficients of the node are up and down. */
    INTERPOLATION;

    private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);

    /** Value of a function of one argument. */
    double value(double x, double constant) {
        return switch (this) {
            case EXP -> Math.exp(x);
            case LOG -> Math.log(x);
            case SQRT -> Math.sqrt(x);
            case ABS -> Math.abs(x);
            case POWER -> Math.pow(x, constant);
            case RECIPROCAL -> 1 / x;
            case SIN -> Math.sin(x);
            case COS -> Math.cos(x);
            case TANH -> Math.tanh(x);
            case ERF -> Erf.value(x);
            case ATAN -> Math.atan(x);
            case FLOOR -> Math.floor(x);
            case STEP -> Double.isNaN(x) ? x : x > 0 ? 1 : 0;
            case SMOOTH_ABS -> x * alpha(clip(x));
            default -> throw new AssertionError(this);
        };
    }

    /** First derivative, given the value y at x. */
    double slope(double x, double constant, double y) {
        return switch (this) {
            case EXP -> y;
            case LOG -> 1 / x;
            case SQRT -> 0.5 / y;
            case ABS -> Math.signum(x);
            case POWER -> constant * Math.pow(x, constant - 1);
            case RECIPROCAL -> -y * y;
            case SIN -> Math.cos(x);
            case COS -> -Math.sin(x);
            case TANH -> 1 - y * y;
            case ERF -> TWO_OVER_ROOT_PI * Math.exp(-x * x);
            case ATAN -> 1 / (1 + x * x);
            case FLOOR, STEP -> 0;
            case SMOOTH_ABS -> {
                double t = clip(x);
                double u = 1 - t * t;
                yield alpha(t) + 1.875 * t * u * u;
            }
            default -> throw new AssertionError(this);
        };
    }

    /** Second derivative, given the value y at x. */
    double curvature(double x, double constant, double y) {
        return switch (this) {
            case EXP -> y;
            case LOG -> -1 / (x * x);
            case SQRT -> -0.25 / (x * y);
            case ABS, FLOOR, STEP -> 0;
            case ATAN -> -2 * x / ((1 + x * x) * (1 + x * x));
            case POWER -> constant * (constant - 1) * Math.pow(x, constant - 2);
            case RECIPROCAL -> 2 * y * y * y;
            case SIN, COS -> -y;
            case TANH -> -2 * y * (1 - y * y);
            case ERF -> -2 * x * TWO_OVER_ROOT_PI * Math.exp(-x * x);
            case SMOOTH_ABS -> {
                double t = clip(x);
                yield 7.5 * (1 - t * t) * (1 - 3 * t * t);
            }
            default -> throw new AssertionError(this);
        };
    }

    private static double clip(double x) {
        return Math.max(-1, Math.min(1, 2 * x));
    }

    private static double alpha(double t) {
        double tt = t * t;
        return 0.125 * t * (tt * (3 * tt - 10) + 15);
    }
}

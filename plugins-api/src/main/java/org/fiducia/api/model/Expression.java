package org.fiducia.api.model;

import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A function of the parameters of a model, as data: can be printed, compared, written and differentiated. */
public sealed interface Expression extends Serializable {
    /** A number. */
    record Constant(double value) implements Expression {}

    /** The value of a parameter. */
    record Ref(String parameter) implements Expression {}

    /** Sum of its terms; 0 for none. */
    record Sum(List<Expression> terms) implements Expression {
        public Sum {
            terms = List.copyOf(terms);
        }
    }

    /** Product of its factors; 1 for none. */
    record Product(List<Expression> factors) implements Expression {
        public Product {
            factors = List.copyOf(factors);
        }
    }

    /** A named function of other expressions. */
    record Call(Function function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
            if (arguments.size() != function.arguments) {
                throw new IllegalArgumentException(function + " takes " + function.arguments + " arguments");
            }
        }
    }

    /** The functions an expression may use. */
    enum Function {
        /** e to the argument. */
        EXP(1),
        /** Natural logarithm. */
        LOG(1),
        /** Square root. */
        SQRT(1),
        /** Absolute value; derivative 0 at 0. */
        ABS(1),
        /** First argument to the power of the second. */
        POW(2),
        /** Quotient. */
        DIVIDE(2),
        /** Smaller of two. */
        MIN(2),
        /** Larger of two. */
        MAX(2),
        /**
         * Asymmetric log-normal factor exp(θ·(avg + half·α(θ))) of (θ, ln κ₊, ln κ₋): avg = ½(ln κ₊ − ln κ₋), half =
         * ½(ln κ₊ + ln κ₋), α = ⅛t(t²(3t² − 10) + 15), t = 2θ clipped to [−1, 1]. ln κ₊ at θ = 1, ln κ₋ at θ = −1.
         */
        ASYMMETRIC_LOG_NORMAL(3),
        /** Sine. */
        SIN(1),
        /** Cosine. */
        COS(1),
        /** Hyperbolic tangent. */
        TANH(1),
        /** Error function 2/√π ∫₀ˣ e^(−t²) dt. */
        ERF(1),
        /**
         * Factor of (θ, up, down), up and down numbers ≥ 0: up^θ for θ ≥ 1, down^−θ for θ ≤ −1, between them the
         * polynomial of sixth degree that is 1 at 0 and goes over smoothly, with two derivatives. Interpolation code 4 of
         * HistFactory (CERN-OPEN-2012-016) for a change of normalisation. A factor of 0 goes in as the limit, in which 0 · log 0
         * is 0.
         */
        EXPONENTIAL_INTERPOLATION(3),
        /**
         * Term of (θ, up, down), linear in up and down: up·θ for θ ≥ 1, −down·θ for θ ≤ −1, between them ½(up − down)θ +
         * ½(up + down)·⅛θ²(3θ⁴ − 10θ² + 15), which goes over smoothly, with two derivatives. Interpolation code 4p of
         * HistFactory for a change of shape; up and down are differences from the nominal content.
         */
        LINEAR_INTERPOLATION(3),
        /** Inverse tangent. */
        ATAN(1),
        /** Largest integer that is not larger; derivative 0. */
        FLOOR(1),
        /** 1 for a positive argument, else 0; derivative 0. a &lt; b is the step of b − a. */
        STEP(1),
        /** Second argument where the first is not 0, else the third; the other one need not exist there. */
        CHOICE(3);

        private final int arguments;

        Function(int arguments) {
            this.arguments = arguments;
        }

        /** Number of arguments. */
        public int arguments() {
            return arguments;
        }
    }

    /** Names of the parameters it refers to, each once, in the order of their first use. */
    default Set<String> references() {
        var names = new LinkedHashSet<String>();
        collect(this, names);
        return names;
    }

    /** The same function with its parameters called otherwise. */
    default Expression renamed(UnaryOperator<String> names) {
        return replaced(name -> new Ref(names.apply(name)));
    }

    /** The same function with an expression in the place of each parameter. */
    default Expression replaced(java.util.function.Function<String, Expression> by) {
        if (this instanceof Ref ref) {
            return by.apply(ref.parameter());
        } else if (this instanceof Sum sum) {
            return new Sum(sum.terms().stream().map(term -> term.replaced(by)).toList());
        } else if (this instanceof Product product) {
            return new Product(product.factors().stream()
                    .map(factor -> factor.replaced(by))
                    .toList());
        } else if (this instanceof Call call) {
            return new Call(
                    call.function(),
                    call.arguments().stream()
                            .map(argument -> argument.replaced(by))
                            .toList());
        }
        return this;
    }

    private static void collect(Expression expression, Set<String> names) {
        if (expression instanceof Ref ref) {
            names.add(ref.parameter());
        } else if (expression instanceof Sum sum) {
            sum.terms().forEach(term -> collect(term, names));
        } else if (expression instanceof Product product) {
            product.factors().forEach(factor -> collect(factor, names));
        } else if (expression instanceof Call call) {
            call.arguments().forEach(argument -> collect(argument, names));
        }
    }

    /** A number. */
    static Expression constant(double value) {
        return new Constant(value);
    }

    /** The value of a parameter. */
    static Expression ref(String parameter) {
        return new Ref(parameter);
    }

    /** Sum. */
    static Expression sum(Expression... terms) {
        return new Sum(Arrays.asList(terms));
    }

    /** Product. */
    static Expression product(Expression... factors) {
        return new Product(Arrays.asList(factors));
    }

    /** Function value. */
    static Expression call(Function function, Expression... arguments) {
        return new Call(function, Arrays.asList(arguments));
    }

    /**
     * Log-normal factor of a unit nuisance: exp(θ ln(1 + up)) when up and down are one relative size, else the smooth
     * asymmetric form.
     *
     * @param nuisance parameter θ
     * @param up relative change at θ = +1, &gt; −1
     * @param down relative change at θ = −1, &gt; −1
     */
    static Expression logNormal(String nuisance, double up, double down) {
        double logUp = Math.log1p(up);
        double logDown = Math.log1p(down);
        if (Math.abs(logUp + logDown) < 1e-12 * Math.abs(logUp)) {
            return call(Function.EXP, product(constant(logUp), ref(nuisance)));
        }
        return call(Function.ASYMMETRIC_LOG_NORMAL, ref(nuisance), constant(logUp), constant(logDown));
    }
}

package org.fiducia.testkit;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Shape;
import org.junit.jupiter.api.Test;

/** Contracts of densities and of auxiliary measurements fail where a double is wrong, and only there. */
class FitContractsTest {
    /** Straight lines 1 + slope (x − middle), normalised. */
    private static class Line implements Wrong.Shape {
        @Override
        public List<String> parameters(Shape shape) {
            return List.of("slope");
        }

        @Override
        public Kernel bind(Shape shape, double lo, double hi, double[] x) {
            return (parameters, density, derivatives) -> {
                for (int i = 0; i < x.length; i++) {
                    double distance = x[i] - 0.5 * (lo + hi);
                    density[i] = density(parameters[0], distance, hi - lo);
                    if (derivatives != null && derivatives[0] != null) {
                        derivatives[0][i] = slope(distance, hi - lo);
                    }
                }
            };
        }

        double density(double slope, double distance, double range) {
            return (1 + slope * distance) / range;
        }

        double slope(double distance, double range) {
            return distance / range;
        }
    }

    private static void in(ShapeFunction shape, String... tests) {
        Wrong.in(
                () -> new ShapeContract() {
                    @Override
                    protected List<Case> cases() {
                        return List.of(Case.of(shape, 0.01), Case.of(shape, -0.02));
                    }
                },
                tests);
    }

    @Test
    void densities() {
        in(new Line());
        in(
                new Line() {
                    @Override
                    double density(double slope, double distance, double range) {
                        return 1.001 * super.density(slope, distance, range);
                    }
                },
                "integratesToOne",
                "derivativesAgreeWithDifferences");
        in(
                new Line() {
                    @Override
                    double slope(double distance, double range) {
                        return 1.001 * super.slope(distance, range);
                    }
                },
                "derivativesAgreeWithDifferences");
        in(
                new Line() {
                    @Override
                    double density(double slope, double distance, double range) {
                        return Double.isNaN(slope) ? 1 / range : super.density(slope, distance, range);
                    }
                },
                "parametersThatAreNoneGiveNaN");
        in(
                new Line() {
                    @Override
                    public Kernel bind(Shape shape, double lo, double hi, double[] x) {
                        Kernel kernel = super.bind(shape, lo, hi, x);
                        return (parameters, density, derivatives) -> {
                            kernel.evaluate(parameters, density, derivatives);
                            if (x[x.length - 1] < 150) {
                                density[0] *= 1.01; // where the last point is a small one
                            }
                        };
                    }
                },
                "theDensityDoesNotDependOnOtherPoints");
    }

    /** A Gaussian of unit width. */
    private static class Gaussian implements Wrong.Constraint {
        @Override
        public List<String> parameters() {
            return List.of("mean");
        }

        @Override
        public double evaluate(double observed, double[] parameters, double[] gradient, double[][] hessian) {
            double distance = parameters[0] - observed;
            if (gradient != null) {
                gradient[0] = distance;
            }
            if (hessian != null) {
                hessian[0][0] = bend();
            }
            return distance * distance / 2;
        }

        double bend() {
            return 1;
        }

        @Override
        public double constant(double observed, double[] parameters) {
            return Math.log(2 * Math.PI) / 2;
        }

        @Override
        public double expected(double[] parameters) {
            return parameters[0];
        }

        @Override
        public double sample(double[] parameters, RandomGenerator random) {
            return parameters[0] + random.nextGaussian();
        }
    }

    private static void in(Gaussian constraint, String... tests) {
        Wrong.in(
                () -> new ConstraintContract() {
                    @Override
                    protected List<Case> cases() {
                        return List.of(new Case(constraint, 1.2, 0.4), new Case(constraint, -2, 3));
                    }
                },
                tests);
    }

    @Test
    void auxiliaryMeasurements() {
        in(new Gaussian());
        in(
                new Gaussian() {
                    @Override
                    double bend() {
                        return 1.01;
                    }
                },
                "derivativesAgreeWithDifferences");
        in(
                new Gaussian() {
                    @Override
                    public double expected(double[] parameters) {
                        return 0;
                    }
                },
                "theExpectedResultHasItsParametersAsBestFit");
        in(
                new Gaussian() {
                    @Override
                    public double sample(double[] parameters, RandomGenerator random) {
                        return parameters[0] + 1.1 * random.nextGaussian();
                    }
                },
                "whatIsDrawnIsDistributedAsSaid");
        in(
                new Gaussian() {
                    @Override
                    public double constant(double observed, double[] parameters) {
                        return parameters[0] / 2;
                    }
                },
                "whatIsLeftOutIsConstant");
    }
}

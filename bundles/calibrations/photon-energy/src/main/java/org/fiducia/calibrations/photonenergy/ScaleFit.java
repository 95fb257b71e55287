package org.fiducia.calibrations.photonenergy;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/**
 * First stage: scales α and extra resolutions s of the eight cells of each era, from the masses of pairs of electrons. For
 * every two cells with more than a hundred pairs simulated masses are moved by ½ ln(1+α)(1+α′) and smeared with variance
 * ¼(s²+s′²) in ln m, and compared with data as {@link Template} says; the equations of all are solved in ln(1+α) and s² ≥ 0.
 * Each pair of cells has the weight 1/(1 + N<sub>data</sub>/N<sub>simulated</sub>).
 *
 * <p>The covariance is that of the solution: D⁻¹ (J + M) D⁻ᵀ with the derivatives D of the equations, and their fluctuations
 * J with the data and M with the simulated events. Since all eras share the simulation, M correlates them.
 */
final class ScaleFit {
    private static final int LEAST_PAIRS = 100;
    private static final int PASSES = 3;
    private static final int STEPS = 60;
    private static final double CONVERGED = 1e-10;

    /** Smearing of the first pass. */
    private static final double START = 0.01;

    /** Width in ln m, about ¼ GeV, by which spectra are made smooth. */
    private static final double SMOOTH = 0.003;

    /** The same of shapes by which they are weighted. */
    private static final double EXTRA = 0.005;

    private static final double[] NONE = new double[LogMass.NODES];

    /** What a constant of each of the two electrons does to shift and variance. */
    private static final double[] WEIGHT = {0.5, 0.25};

    private static final int CELLS = Cells.SCALES;

    private final List<String> eras;
    private final ElectronPairs data;
    private final ElectronPairs simulation;

    ScaleFit(List<String> eras, ElectronPairs data, ElectronPairs simulation) {
        this.eras = eras;
        this.data = data;
        this.simulation = simulation;
    }

    /**
     * The constants.
     *
     * @param alpha scales, [era × 8 + cell]
     * @param smear extra resolutions, likewise
     * @param covariance of all scales, then all extra resolutions
     * @param pairs pairs of electrons used, [era]
     */
    record Result(double[] alpha, double[] smear, double[][] covariance, int[] pairs) {}

    /** An era at its solution. */
    private record Era(double[] x, double[][] inverse, double[][] ofData, List<Cell> cells, int pairs) {}

    /**
     * Two cells.
     *
     * @param weights ψ by shift and by variance, each times the weight of the pair
     * @param ofSimulation what simulated events at the nodes add to both sums
     */
    private record Cell(int i, int j, Template template, double[][] weights, double[][] ofSimulation) {
        Cell with(double[][] adds) {
            return new Cell(i, j, template, weights, adds);
        }
    }

    Result fit(Workers workers) {
        List<Era> fits = workers.map(eras.size(), this::era);
        int n = CELLS * eras.size();
        var alpha = new double[n];
        var smear = new double[n];
        var slope = new double[2 * n];
        var pairs = new int[eras.size()];
        double[][] covariance = covariance(fits);
        for (int e = 0; e < fits.size(); e++) {
            pairs[e] = fits.get(e).pairs();
            for (int c = 0; c < CELLS; c++) {
                int k = e * CELLS + c;
                double[] x = fits.get(e).x();
                alpha[k] = Math.expm1(x[c]);
                slope[k] = 1 + alpha[k];
                double variance = x[CELLS + c];
                smear[k] = Math.sqrt(Math.max(0, variance));
                double error = Math.sqrt(covariance[n + k][n + k]);
                slope[n + k] = 0.5 / Math.max(smear[k], 0.5 * Math.sqrt(error));
            }
        }
        for (int i = 0; i < 2 * n; i++) {
            for (int j = 0; j < 2 * n; j++) {
                covariance[i][j] *= slope[i] * slope[j];
            }
        }
        return new Result(alpha, smear, covariance, pairs);
    }

    /** Covariance of all ln(1+α), then of all s². */
    private static double[][] covariance(List<Era> fits) {
        int eras = fits.size();
        int n = CELLS * eras;
        var covariance = new double[2 * n][2 * n];
        for (int e = 0; e < eras; e++) {
            for (int f = 0; f < eras; f++) {
                double[][] middle = simulated(fits.get(e), fits.get(f));
                if (e == f) {
                    add(middle, fits.get(e).ofData());
                }
                double[][] left = Matrix.product(fits.get(e).inverse(), middle);
                double[][] block =
                        Matrix.product(left, Matrix.transposed(fits.get(f).inverse()));
                for (int i = 0; i < 2 * CELLS; i++) {
                    for (int j = 0; j < 2 * CELLS; j++) {
                        covariance[place(i, e, n)][place(j, f, n)] = block[i][j];
                    }
                }
            }
        }
        return covariance;
    }

    private static int place(int parameter, int era, int n) {
        return (parameter < CELLS ? 0 : n) + era * CELLS + parameter % CELLS;
    }

    private static void add(double[][] to, double[][] what) {
        for (int i = 0; i < to.length; i++) {
            for (int j = 0; j < to.length; j++) {
                to[i][j] += what[i][j];
            }
        }
    }

    /** What the simulated events that two eras share make of their derivatives. */
    private static double[][] simulated(Era one, Era other) {
        var sum = new double[2 * CELLS][2 * CELLS];
        for (Cell cell : one.cells()) {
            for (Cell same : other.cells()) {
                if (cell.i() != same.i() || cell.j() != same.j()) {
                    continue;
                }
                double[][] by = fluctuations(
                        cell.template().nodes(), same.template().nodes(), cell.ofSimulation(), same.ofSimulation());
                spread(sum, cell.i(), cell.j(), by);
            }
        }
        return sum;
    }

    /**
     * Adds second derivatives by shift and variance of two cells to those by their constants.
     *
     * @param by [of shift, of variance][by shift, by variance]
     */
    private static void spread(double[][] sum, int i, int j, double[][] by) {
        int[] cells = {i, j};
        for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 2; b++) {
                for (int k : cells) {
                    for (int l : cells) {
                        sum[a * CELLS + k][b * CELLS + l] += WEIGHT[a] * WEIGHT[b] * by[a][b];
                    }
                }
            }
        }
    }

    private Era era(int era) {
        var x = new double[2 * CELLS];
        for (int c = 0; c < CELLS; c++) {
            x[CELLS + c] = START * START;
        }
        List<Cell> cells = List.of();
        int pairs = 0;
        for (int pass = 0; pass < PASSES; pass++) {
            cells = templates(era, x);
            pairs = cells.stream()
                    .mapToInt(cell -> (int) cell.template().events())
                    .sum();
            check(era, cells);
            solve(era, cells, x);
        }
        return finished(era, x, cells, pairs);
    }

    private void check(int era, List<Cell> cells) {
        for (int c = 0; c < CELLS; c++) {
            int cell = c;
            if (cells.stream().noneMatch(pair -> pair.i() == cell || pair.j() == cell)) {
                throw new FiduciaException(
                        Kind.INPUT,
                        "era " + eras.get(era) + ": no more than " + LEAST_PAIRS + " pairs of electrons with one in "
                                + Cells.scaleTitle(c) + " and the other in any one cell",
                        "give more events, or join eras");
            }
        }
    }

    /** Spectra of all pairs of cells with enough events, with constants so far for the thresholds. */
    private List<Cell> templates(int era, double[] x) {
        var events = new double[CELLS][CELLS][LogMass.NODES];
        for (int p = 0; p < data.size(); p++) {
            if (data.era()[p] != era || !data.accepted(p)) {
                continue;
            }
            int a = data.scale()[0][p];
            int b = data.scale()[1][p];
            if (data.pt()[0][p] > Threshold.PT * Math.exp(x[a]) && data.pt()[1][p] > Threshold.PT * Math.exp(x[b])) {
                LogMass.add(events[Math.min(a, b)][Math.max(a, b)], data.lnMass()[p], 1);
            }
        }
        var nodes = new double[CELLS][CELLS][LogMass.NODES];
        for (int p = 0; p < simulation.size(); p++) {
            if (simulation.accepted(p)) {
                int a = simulation.scale()[0][p];
                int b = simulation.scale()[1][p];
                double[] first = Threshold.of(simulation.pt()[0][p], x[CELLS + a]);
                double[] second = Threshold.of(simulation.pt()[1][p], x[CELLS + b]);
                double weight = first[0] * second[0];
                if (weight > 0) {
                    LogMass.add(
                            nodes[Math.min(a, b)][Math.max(a, b)],
                            simulation.lnMass()[p] + 0.5 * (first[1] + second[1]),
                            weight);
                }
            }
        }
        var pooled = new double[3][LogMass.NODES];
        for (int i = 0; i < CELLS; i++) {
            for (int j = i; j < CELLS; j++) {
                for (int f = 0; f < LogMass.NODES; f++) {
                    pooled[endcaps(i, j)][f] += nodes[i][j][f];
                }
            }
        }
        var cells = new ArrayList<Cell>();
        for (int i = 0; i < CELLS; i++) {
            for (int j = i; j < CELLS; j++) {
                var template = new Template(events[i][j], nodes[i][j], SMOOTH * SMOOTH);
                if (template.events() > LEAST_PAIRS && template.simulated() > LEAST_PAIRS) {
                    var cell = new Cell(i, j, template, new double[0][], new double[0][]);
                    cells.add(weighted(cell, new Template(NONE, pooled[endcaps(i, j)], SMOOTH * SMOOTH), x));
                }
            }
        }
        return cells;
    }

    /** How many of two cells are in an endcap: resolutions are alike in pairs of equally many. */
    private static int endcaps(int i, int j) {
        return (2 * i >= CELLS ? 1 : 0) + (2 * j >= CELLS ? 1 : 0);
    }

    /**
     * With its ψ: a pair counts as much as its data and its simulation together tell.
     *
     * @param pooled simulation of all pairs of cells that are like it
     */
    private static Cell weighted(Cell cell, Template pooled, double[] x) {
        Template template = cell.template();
        Template.State smooth = pooled.at(shift(cell, x), variance(cell, x), -1, EXTRA * EXTRA);
        double[][] weights = Template.weights(smooth);
        double weight = 1 / (1 + template.events() / template.simulated());
        for (double[] row : weights) {
            for (int b = 0; b < row.length; b++) {
                row[b] *= weight;
            }
        }
        return new Cell(cell.i(), cell.j(), template, weights, new double[0][]);
    }

    private static double shift(Cell cell, double[] x) {
        return 0.5 * (x[cell.i()] + x[cell.j()]);
    }

    private static double variance(Cell cell, double[] x) {
        return 0.25 * (x[CELLS + cell.i()] + x[CELLS + cell.j()]);
    }

    /** Newton's method. */
    private void solve(int era, List<Cell> cells, double[] x) {
        for (int step = 0; step < STEPS; step++) {
            var gradient = new double[2 * CELLS];
            var slopes = new double[2 * CELLS][2 * CELLS];
            for (Cell cell : cells) {
                Template.State state = state(cell, x);
                for (int a = 0; a < 2; a++) {
                    double by = WEIGHT[a] * cell.template().difference(state, cell.weights()[a]);
                    gradient[a * CELLS + cell.i()] += by;
                    gradient[a * CELLS + cell.j()] += by;
                }
                spread(slopes, cell.i(), cell.j(), slopes(cell, state));
            }
            hold(x, gradient, slopes);
            double[] move = Matrix.product(Matrix.inverse(slopes, constants(era)), gradient);
            double distance = 0;
            for (int k = 0; k < x.length; k++) {
                distance += 0.5 * Math.abs(move[k] * gradient[k]);
                double most = k < CELLS ? 0.01 : 2e-4;
                x[k] -= Math.max(-most, Math.min(most, move[k]));
                x[k] = k < CELLS ? x[k] : Math.max(x[k], 0);
            }
            if (distance < CONVERGED) {
                return;
            }
        }
        throw new FiduciaException(
                Kind.FIT,
                constants(era) + ": no solution after " + STEPS + " steps",
                "look at the masses of its pairs: do data and simulation have the same selection?");
    }

    private static Template.State state(Cell cell, double[] x) {
        return cell.template().at(shift(cell, x), variance(cell, x), -1, 0);
    }

    private static double[][] slopes(Cell cell, Template.State state) {
        var by = new double[2][2];
        for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 2; b++) {
                by[a][b] = cell.template().slope(state, cell.weights()[a], b + 1);
            }
        }
        return by;
    }

    /** A resolution of zero that would rather be below stays where it is. */
    private static void hold(double[] x, double[] gradient, double[][] hessian) {
        for (int k = CELLS; k < x.length; k++) {
            if (x[k] <= 0 && gradient[k] > 0) {
                double diagonal = hessian[k][k];
                for (int l = 0; l < x.length; l++) {
                    hessian[k][l] = 0;
                    hessian[l][k] = 0;
                }
                hessian[k][k] = diagonal;
                gradient[k] = 0;
            }
        }
    }

    private String constants(int era) {
        return "scales and resolutions of era " + eras.get(era);
    }

    /** Derivatives and fluctuations at the solution. */
    private Era finished(int era, double[] x, List<Cell> cells, int pairs) {
        var slopes = new double[2 * CELLS][2 * CELLS];
        var ofData = new double[2 * CELLS][2 * CELLS];
        var done = new ArrayList<Cell>();
        for (Cell cell : cells) {
            Template template = cell.template();
            Template.State state = state(cell, x);
            spread(slopes, cell.i(), cell.j(), slopes(cell, state));
            double[][] data = {template.ofData(state, cell.weights()[0]), template.ofData(state, cell.weights()[1])};
            spread(ofData, cell.i(), cell.j(), fluctuations(template.data(), template.data(), data, data));
            done.add(cell.with(new double[][] {
                template.ofSimulation(state, cell.weights()[0]), template.ofSimulation(state, cell.weights()[1])
            }));
        }
        return new Era(x, Matrix.inverse(slopes, constants(era)), ofData, done, pairs);
    }

    /** Σ over common events of products of what each adds. */
    private static double[][] fluctuations(double[] events, double[] same, double[][] adds, double[][] others) {
        var by = new double[2][2];
        for (int f = 0; f < LogMass.NODES; f++) {
            double common = Math.sqrt(events[f] * same[f]);
            for (int a = 0; a < 2 && common > 0; a++) {
                for (int b = 0; b < 2; b++) {
                    by[a][b] += common * adds[a][f] * others[b][f];
                }
            }
        }
        return by;
    }
}

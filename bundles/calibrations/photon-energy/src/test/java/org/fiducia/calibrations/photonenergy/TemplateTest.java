package org.fiducia.calibrations.photonenergy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TemplateTest {
    private static final double PEAK = Math.log(91);

    /** Events of a Gaussian in ln m. */
    private static double[] gaussian(double events, double mean, double sigma) {
        var nodes = new double[LogMass.NODES];
        for (int f = 0; f < nodes.length; f++) {
            double lnMass = Math.log(LogMass.LO) + (f - LogMass.BELOW) * LogMass.STEP;
            nodes[f] = events * LogMass.STEP / sigma * Normal.density((lnMass - mean) / sigma);
        }
        return nodes;
    }

    private static Template template(double shift, double variance) {
        double sigma = 0.02;
        return new Template(
                gaussian(1000, PEAK + shift, Math.sqrt(sigma * sigma + variance)), gaussian(3000, PEAK, sigma), 1e-5);
    }

    /** Two Gaussians: the shift and the variance between them are known. */
    @Test
    void vanishesAtTheShiftAndTheVarianceOfTheData() {
        Template template = template(0.004, 5e-5);
        double[][] weights = Template.weights(template.at(0, 0, 0, 3e-5));
        Template.State state = template.at(0.004, 5e-5, 0, 0);
        assertEquals(0, template.difference(state, weights[0]) / template.slope(state, weights[0], 1), 1e-7);
        assertEquals(0, template.difference(state, weights[1]) / template.slope(state, weights[1], 2), 1e-8);
    }

    @Test
    void slopesAreThoseOfDifferences() {
        Template template = template(0.004, 5e-5);
        double[][] weights = Template.weights(template.at(0.001, 2e-5, -1, 3e-5));
        Template.State state = template.at(0.001, 2e-5, -1, 0);
        for (double[] weight : weights) {
            double h = 1e-5;
            double byShift = (template.difference(template.at(0.001 + h, 2e-5, -1, 0), weight)
                            - template.difference(template.at(0.001 - h, 2e-5, -1, 0), weight))
                    / (2 * h);
            assertEquals(byShift, template.slope(state, weight, 1), 1e-4 * Math.abs(byShift) + 1);
            double v = 1e-7;
            double byVariance = (template.difference(template.at(0.001, 2e-5 + v, -1, 0), weight)
                            - template.difference(template.at(0.001, 2e-5 - v, -1, 0), weight))
                    / (2 * v);
            assertEquals(byVariance, template.slope(state, weight, 2), 1e-3 * Math.abs(byVariance) + 100);
        }
    }

    /** What events add are the derivatives by their numbers. */
    @Test
    void eventsAddTheirDerivatives() {
        double[] data = gaussian(1000, PEAK + 0.003, 0.02);
        double[] nodes = gaussian(3000, PEAK, 0.02);
        var template = new Template(data, nodes, 1e-5);
        double[] weights = Template.weights(template.at(0, 0, 0, 3e-5))[0];
        Template.State state = template.at(0.003, 0, 0, 0);
        double before = template.difference(state, weights);
        int node = LogMass.BELOW + 430;
        double little = 0.01;
        double[] more = data.clone();
        more[node] += little;
        double byData = (new Template(more, nodes, 1e-5).difference(state, weights) - before) / little;
        assertEquals(byData, template.ofData(state, weights)[node], 1e-6 * Math.abs(byData));
        double[] moreNodes = nodes.clone();
        moreNodes[node] += little;
        var other = new Template(data, moreNodes, 1e-5);
        double bySimulation = (other.difference(other.at(0.003, 0, 0, 0), weights) - before) / little;
        assertEquals(bySimulation, template.ofSimulation(state, weights)[node], 1e-4 * Math.abs(bySimulation));
    }

    /** The variance of the mean of a Gaussian is σ²/n: here of data and of simulation. */
    @Test
    void errorIsThatOfTheMeanOfAGaussian() {
        double sigma = 0.02;
        var template = new Template(gaussian(1000, PEAK, sigma), gaussian(3000, PEAK, sigma), 1e-6);
        double[] weights = Template.weights(template.at(0, 0, 0, 0))[0];
        Template.State state = template.at(0, 0, 0, 0);
        double variance = 0;
        double[] ofData = template.ofData(state, weights);
        double[] ofSimulation = template.ofSimulation(state, weights);
        for (int f = 0; f < LogMass.NODES; f++) {
            variance += template.data()[f] * ofData[f] * ofData[f]
                    + template.nodes()[f] * ofSimulation[f] * ofSimulation[f];
        }
        double slope = template.slope(state, weights, 1);
        double expected = sigma * sigma * (1 / 1000.0 + 1 / 3000.0);
        assertEquals(expected, variance / (slope * slope), 0.01 * expected);
    }
}

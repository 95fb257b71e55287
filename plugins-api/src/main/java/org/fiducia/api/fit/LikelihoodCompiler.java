package org.fiducia.api.fit;

import org.fiducia.api.Plugin;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.StatisticalModel;

/** Turns a model with data into a likelihood. */
public interface LikelihoodCompiler extends Plugin {
    /**
     * Compiles.
     *
     * @throws org.fiducia.api.FiduciaException when the model uses a shape that nobody provides, refers to a parameter it
     *     does not have, or the data do not fit its categories
     */
    Likelihood compile(StatisticalModel model, Dataset data);
}

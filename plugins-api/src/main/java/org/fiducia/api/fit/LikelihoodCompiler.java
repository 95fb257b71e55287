package org.fiducia.api.fit;

import java.util.Set;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.StatisticalModel;

/** Turns a model with data into a likelihood. */
@PluginKind(plural = "likelihoods", singular = "likelihood compiler", order = 120)
public interface LikelihoodCompiler extends Plugin {
    /**
     * Compiles.
     *
     * @throws org.fiducia.api.FiduciaException when the model uses a shape that nobody provides, refers to a parameter it
     *     does not have, or the data do not fit its categories
     */
    Likelihood compile(StatisticalModel model, Dataset data);

    /**
     * The same, minimised over parameters that touch a single bin only, which are no parameters of it then, see {@link
     * Likelihood#eliminated()}: bins of which the statistics of simulation float cost no more than others.
     *
     * @param keep names of parameters that stay; those of interest and fixed ones stay anyway
     * @throws org.fiducia.api.FiduciaException as {@link #compile}
     */
    default Likelihood profiled(StatisticalModel model, Dataset data, Set<String> keep) {
        return compile(model, data);
    }
}

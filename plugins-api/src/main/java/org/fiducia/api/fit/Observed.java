package org.fiducia.api.fit;

import java.io.Serializable;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.StatisticalModel;

/** A model with the data it is compared with: what a likelihood is compiled of, and can be again in another process. */
public record Observed(StatisticalModel model, Dataset data) implements Serializable {
    private static final long serialVersionUID = 1;

    /** What a likelihood is of. */
    public Observed(Likelihood likelihood) {
        this(likelihood.model(), likelihood.data());
    }

    /** The likelihood of it. */
    public Likelihood by(LikelihoodCompiler compiler) {
        return compiler.compile(model, data);
    }

    /** Whether a likelihood has, to the bit, the value at its start that the compiled one has: it is all there is of it. */
    public boolean is(Likelihood likelihood, LikelihoodCompiler compiler) {
        double[] start = model.initial();
        return Double.compare(by(compiler).value(start), likelihood.value(start)) == 0;
    }
}

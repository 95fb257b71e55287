package org.fiducia.validation.closure;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.fit.Observed;

/**
 * What all toys of a closure test have in common.
 *
 * @param nominal what is fitted
 * @param truths what is drawn from, at the start values of each
 * @param reported names of the parameters that are looked at
 * @param fitter id of what fits
 * @param seed of all toys
 * @param toys of each truth
 */
record ToyOrder(
        Observed nominal, ArrayList<Observed> truths, ArrayList<String> reported, String fitter, long seed, int toys)
        implements Serializable {
    /** An order for likelihoods. */
    static ToyOrder of(
            Likelihood nominal, List<Likelihood> truths, List<String> reported, String fitter, long seed, int toys) {
        return new ToyOrder(
                new Observed(nominal),
                new ArrayList<>(truths.stream().map(Observed::new).toList()),
                new ArrayList<>(reported),
                fitter,
                seed,
                toys);
    }

    /** Whether compiling it gives these likelihoods. */
    boolean compiles(Likelihood fitted, List<Likelihood> drawn, LikelihoodCompiler compiler) {
        boolean same = nominal.is(fitted, compiler);
        for (int t = 0; same && t < drawn.size(); t++) {
            same = truths.get(t).is(drawn.get(t), compiler);
        }
        return same;
    }
}

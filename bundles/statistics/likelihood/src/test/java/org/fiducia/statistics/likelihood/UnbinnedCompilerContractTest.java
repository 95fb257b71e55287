package org.fiducia.statistics.likelihood;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.statistics.likelihood.internal.shape.Histogram;
import org.fiducia.testkit.CompilerContract;
import org.fiducia.testkit.Trial;
import org.junit.jupiter.api.Test;

class UnbinnedCompilerContractTest extends CompilerContract {
    UnbinnedCompilerContractTest() {
        super(new UnbinnedCompiler(List.of(new Histogram())));
    }

    /** Without the constraints, a likelihood is another one. */
    @Test
    void aLikelihoodWithoutConstraintsIsNone() {
        LikelihoodCompiler forgetful = new LikelihoodCompiler() {
            @Override
            public String id() {
                return "forgetful";
            }

            @Override
            public String title() {
                return "forgets constraints";
            }

            @Override
            public Likelihood compile(StatisticalModel model, Dataset data) {
                return new UnbinnedCompiler(List.of(new Histogram())).compile(model.withConstraints(List.of()), data);
            }
        };
        Set<String> failures =
                Trial.failures(() -> new CompilerContract(forgetful) {}).keySet();
        assertTrue(
                failures.containsAll(List.of(
                        "theValueIsThatOfTheFormula",
                        "derivativesAgreeWithDifferences",
                        "theInformationIsSymmetricAndPositive")),
                failures::toString);
    }
}

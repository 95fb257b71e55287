package org.fiducia.statistics.likelihood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.fit.ConstraintFunction;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.testkit.BundleContract;
import org.fiducia.testkit.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnbinnedCompilerIT extends BundleContract<LikelihoodCompiler> {
    UnbinnedCompilerIT() {
        super(LikelihoodCompiler.class, "unbinned");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dscb",
                "histogram",
                "landau",
                "gaussian",
                "exponential",
                "bernstein",
                "breit-wigner",
                "relativistic-breit-wigner",
                "crystal-ball",
                "uniform",
                "polynomial",
                "formula",
                "template-gauss",
                "breit-wigner-crystal-ball",
                "erfc-exponential"
            })
    void builtInShapesAreServices(String kind) throws Exception {
        assertNotNull(Services.await(context(), ShapeFunction.class, kind));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gaussian", "poisson", "log-normal"})
    void builtInConstraintsAreServices(String kind) throws Exception {
        assertNotNull(Services.await(context(), ConstraintFunction.class, kind));
    }

    /** A shape of another bundle (this probe) serves as soon as it is there, and no longer than that. */
    @Test
    void shapesComeAndGo() throws Exception {
        LikelihoodCompiler compiler = service();
        var error = assertThrows(FiduciaException.class, () -> compile(compiler));
        assertTrue(error.remedy().contains("dscb (org.fiducia.statistics-likelihood"), error.remedy());
        var registration = context().registerService(ShapeFunction.class, new Flat(), null);
        assertEquals(2 - 2 * Math.log(2.0 / 4), compile(compiler), 1e-12);
        registration.unregister();
        assertThrows(FiduciaException.class, () -> compile(compiler));
    }

    private static double compile(LikelihoodCompiler compiler) {
        var component = new Component("all", Expression.ref("n"), new Shape("flat", Map.of()));
        var model = new StatisticalModel(
                List.of(Parameter.interest("n", 2, 0, 9, 1)),
                List.of(),
                List.of(new ModelCategory("only", 0, 4, List.of(component), Map.of())));
        return compiler.compile(model, Dataset.unweighted(List.of(new double[] {1, 3})))
                .value(new double[] {2});
    }

    private static final class Flat implements ShapeFunction {
        @Override
        public String id() {
            return "flat";
        }

        @Override
        public String title() {
            return "flat";
        }

        @Override
        public List<String> parameters(Shape shape) {
            return List.of();
        }

        @Override
        public Kernel bind(Shape shape, double lo, double hi, double[] x) {
            return (parameters, density, derivatives) -> java.util.Arrays.fill(density, 1 / (hi - lo));
        }
    }
}

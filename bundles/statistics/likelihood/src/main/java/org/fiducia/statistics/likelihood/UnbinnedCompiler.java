package org.fiducia.statistics.likelihood;

import java.util.List;
import java.util.Set;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.ArrayMath;
import org.fiducia.api.fit.ConstraintFunction;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.statistics.likelihood.internal.constraint.GaussianConstraint;
import org.fiducia.statistics.likelihood.internal.constraint.LogNormalConstraint;
import org.fiducia.statistics.likelihood.internal.constraint.PoissonConstraint;
import org.fiducia.statistics.likelihood.internal.shape.PlainMath;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Compiles a model and its events or histograms to a likelihood with exact derivatives. Kinds of shapes and
 * of constraints are services: those of other
 * bundles count as much as the built-in ones, and one that comes or goes serves or is missed from the next compilation
 * on.
 */
@Component(service = LikelihoodCompiler.class)
public final class UnbinnedCompiler implements LikelihoodCompiler {
    /** DS replaces the list whenever a shape function comes or goes. */
    @Reference
    private volatile List<ShapeFunction> shapes = List.of();

    /** Likewise. */
    @Reference
    private volatile List<ConstraintFunction> constraints = List.of();

    /** Vector instructions, where there are any. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable ArrayMath math;

    /** Waits for its shape and constraint functions. */
    @Activate
    public UnbinnedCompiler() {}

    /** With given shape functions and the built-in constraint functions, for use outside a framework. */
    public UnbinnedCompiler(List<ShapeFunction> shapes) {
        this(shapes, List.of(new GaussianConstraint(), new PoissonConstraint(), new LogNormalConstraint()));
    }

    /** With given shape and constraint functions, for use outside a framework. */
    public UnbinnedCompiler(List<ShapeFunction> shapes, List<ConstraintFunction> constraints) {
        this.shapes = List.copyOf(shapes);
        this.constraints = List.copyOf(constraints);
    }

    @Override
    public String id() {
        return "unbinned";
    }

    @Override
    public String title() {
        return "extended unbinned likelihood with exact derivatives";
    }

    @Override
    public Likelihood compile(StatisticalModel model, Dataset data) {
        return compile(model, data, List.of());
    }

    private Likelihood compile(StatisticalModel model, Dataset data, List<BinStatistic> statistics) {
        Events events = Events.of(model.categories(), data);
        ArrayMath present = math;
        Layout layout = Layout.of(model, shapes, constraints);
        return new CompiledLikelihood(
                model,
                data,
                layout,
                new Workspace(
                        layout,
                        events,
                        model.parameters().size(),
                        present == null ? PlainMath.INSTANCE : present,
                        null,
                        false),
                statistics);
    }

    @Override
    public Likelihood profiled(StatisticalModel model, Dataset data, Set<String> keep) {
        var elimination = Elimination.of(model, data, constraints, keep);
        return compile(elimination.rest(), data, elimination.statistics());
    }
}

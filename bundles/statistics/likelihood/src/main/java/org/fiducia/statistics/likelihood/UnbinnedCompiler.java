package org.fiducia.statistics.likelihood;

import java.util.List;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.StatisticalModel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Compiles a model and its events to a likelihood with exact derivatives. Kinds of shapes are services: those of other
 * bundles count as much as the built-in ones, and one that comes or goes serves or is missed from the next compilation
 * on.
 */
@Component(service = LikelihoodCompiler.class)
public final class UnbinnedCompiler implements LikelihoodCompiler {
    /** DS replaces the list whenever a shape function comes or goes. */
    @Reference
    private volatile List<ShapeFunction> shapes = List.of();

    /** Waits for its shape functions. */
    @Activate
    public UnbinnedCompiler() {}

    /** With given shape functions, for use outside a framework. */
    public UnbinnedCompiler(List<ShapeFunction> shapes) {
        this.shapes = List.copyOf(shapes);
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
        Events events = Events.of(model.categories(), data);
        Layout layout = Layout.of(model, shapes);
        return new CompiledLikelihood(
                model,
                data,
                layout,
                new Workspace(layout, events, model.parameters().size()));
    }
}

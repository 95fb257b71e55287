package org.fiducia.exchange.published;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.exchange.published.Products.Per;
import org.osgi.service.component.annotations.Component;

/**
 * Published values: JSON with a {@code quantity} and {@code inputs}, each with errors by source and correlations of sources
 * between inputs; or with {@code axes}, {@code mu}, {@code down}, {@code up} and {@code correlation} of products of
 * production and decay, of which an analysis says what is combined ({@code mu}, {@code decay}, {@code production}, {@code
 * product}).
 */
@Component(service = ModelFormat.class)
public final class ValuesFormat implements ModelFormat {
    @Override
    public String id() {
        return "values";
    }

    @Override
    public String title() {
        return "published values with their uncertainties";
    }

    @Override
    public boolean recognises(Path file) throws IOException {
        return ValuesFile.isValues(file) || ValuesFile.isProducts(file);
    }

    @Override
    public ExchangedModel read(Path file, String analysis, Progress progress) throws IOException {
        if (ValuesFile.isProducts(file)) {
            Products products = ValuesFile.products(file);
            var notes = new ArrayList<String>();
            for (int k : products.atBound()) {
                notes.add(String.join(" ", products.axes().get(k))
                        + " stood at a bound: its larger error is taken for both sides");
            }
            Per per = analysis.isEmpty() ? Per.MU : Per.of(analysis);
            return exchanged(products.source(), products.model(per), notes);
        }
        if (!analysis.isEmpty()) {
            throw new FiduciaException(
                    Kind.USAGE,
                    file.getFileName() + " holds values of one quantity, and no analysis " + analysis,
                    "leave the name away");
        }
        MeasuredValues values = ValuesFile.values(file);
        return exchanged(values.title(), Gaussians.model(values), List.of());
    }

    private static ExchangedModel exchanged(String title, StatisticalModel model, List<String> notes) {
        return new ExchangedModel(title, model, Dataset.unweighted(List.of()), Map.of(), notes);
    }

    @Override
    public void write(ExchangedModel model, Path file) {
        throw new FiduciaException(
                Kind.USAGE,
                "a model cannot be written as published values",
                "choose hs3; published values are read only");
    }
}

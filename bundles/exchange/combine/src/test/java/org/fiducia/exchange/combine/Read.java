package org.fiducia.exchange.combine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.Progress;
import org.fiducia.api.event.EventReader;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.testkit.DeclaredComponents;
import org.fiducia.testkit.Warnings;

/** A card that was read, with its likelihood. */
record Read(ExchangedModel model, Likelihood likelihood, List<String> warnings) {
    static Read card(Path folder, String text, String analysis, EventReader... readers) {
        try {
            Path file = folder.resolve("card.txt");
            Files.writeString(file, text);
            // readers in memory take this for the file with histograms
            Files.writeString(folder.resolve("shapes.root"), "");
            Files.writeString(folder.resolve("three.root"), "");
            var warnings = new Warnings();
            ExchangedModel model = new CombineFormat(List.of(readers)).read(file, analysis, warnings);
            return new Read(model, compile(model), warnings.said());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Likelihood compile(ExchangedModel model) {
        return new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)).compile(model.model(), model.data());
    }

    /** Parameters at their start, but for some: name, value, name, value … */
    double[] at(Object... changes) {
        double[] at = model.model().initial();
        for (int i = 0; i < changes.length; i += 2) {
            at[model.model().indexOf((String) changes[i])] = ((Number) changes[i + 1]).doubleValue();
        }
        return at;
    }

    /** Expected events of a category. */
    double expected(int category, Object... changes) {
        var categories = model.model().categories();
        double sum = 0;
        double[] edges = model.data().edges().get(category);
        for (int k = 0; k < categories.get(category).components().size(); k++) {
            for (double n : likelihood.expected(category, k, at(changes), edges)) {
                sum += n;
            }
        }
        return sum;
    }

    FitResult fit() {
        return new NewtonFitter().fit(likelihood, model.model().initial(), true, Progress.NONE);
    }
}

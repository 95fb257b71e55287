package org.fiducia.validation.closure;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.StatisticalModel;

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
        Compiled nominal, ArrayList<Compiled> truths, ArrayList<String> reported, String fitter, long seed, int toys)
        implements Serializable {
    /** A model with its data, to be compiled. */
    record Compiled(StatisticalModel model, Dataset data) implements Serializable {
        Compiled(Likelihood likelihood) {
            this(likelihood.model(), likelihood.data());
        }

        Likelihood by(LikelihoodCompiler compiler) {
            return compiler.compile(model, data);
        }

        /** Whether a likelihood has, to the bit, the same value at its start: what compiles it is what made it. */
        boolean is(Likelihood likelihood, LikelihoodCompiler compiler) {
            double[] start = model.initial();
            return Double.compare(by(compiler).value(start), likelihood.value(start)) == 0;
        }
    }

    /** An order for likelihoods. */
    static ToyOrder of(
            Likelihood nominal, List<Likelihood> truths, List<String> reported, String fitter, long seed, int toys) {
        return new ToyOrder(
                new Compiled(nominal),
                new ArrayList<>(truths.stream().map(Compiled::new).toList()),
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

    byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory has room, and a model is data
        }
        return bytes.toByteArray();
    }

    static ToyOrder of(byte[] bytes) {
        try (var in = new OwnClasses(bytes)) {
            return (ToyOrder) in.readObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e); // who writes it has the same bundles
        }
    }

    /** Finds classes as this bundle does. */
    private static final class OwnClasses extends ObjectInputStream {
        OwnClasses(byte[] bytes) throws IOException {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass described) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(described.getName(), false, ToyOrder.class.getClassLoader());
            } catch (ClassNotFoundException e) {
                return super.resolveClass(described);
            }
        }
    }
}

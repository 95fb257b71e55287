package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.model.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every format of model files keeps. The test of one extends it and writes a file of the format, which is text. */
public abstract class FormatContract {
    private static final int TRIALS = 80;
    private static final int POINTS = 10;
    private static final Pattern WORD = Pattern.compile("[\\w.+-]+");
    private static final List<String> WORDS = List.of("", "x", "-1", "1e999", "null", "@", "0");

    private final ModelFormat format;
    private final @Nullable LikelihoodCompiler compiler;

    @TempDir
    private Path folder;

    /** A format whose models are looked at as they are. */
    protected FormatContract(ModelFormat format) {
        this(format, null);
    }

    /** A format whose models are compiled as well. */
    protected FormatContract(ModelFormat format, @Nullable LikelihoodCompiler compiler) {
        this.format = format;
        this.compiler = compiler;
    }

    /** A file of the format that is sound: a model with data and a parameter of interest. */
    protected abstract Path file(Path folder) throws IOException;

    /** Whether models are written, too. */
    protected boolean isWritten() {
        return true;
    }

    private ExchangedModel read(Path file) throws IOException {
        return format.read(file, "", Progress.NONE);
    }

    @Test
    void recognisesItsFilesAndNoOthers() throws IOException {
        assertTrue(format.recognises(file(folder)));
        byte[] bytes = new byte[4096];
        new Random(1).nextBytes(bytes);
        assertFalse(format.recognises(Files.write(folder.resolve("nonsense"), bytes)));
        assertFalse(format.recognises(Files.write(folder.resolve("empty"), new byte[0])));
    }

    @Test
    void readsTheSameTwice() throws IOException {
        Path file = file(folder);
        ExchangedModel model = read(file);
        assertEquals(Contents.of(model), Contents.of(read(file)));
        assertFalse(model.interests().isEmpty(), "parameters of interest");
        assertEquals(model.model().categories().size(), model.data().values().size(), "data of every category");
    }

    /** A format that is only read says so. */
    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        ExchangedModel model = read(file(folder));
        Path one = folder.resolve("one-" + file(folder).getFileName());
        Path other = folder.resolve("other-" + file(folder).getFileName());
        if (!isWritten()) {
            var refused = assertThrows(FiduciaException.class, () -> format.write(model, one));
            assertFalse(refused.remedy().isBlank(), "what to do");
            assertFalse(Files.exists(one), "nothing is left");
            return;
        }
        format.write(model, one);
        format.write(model, other);
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(other), "the same model gives the same bytes");
        assertTrue(format.recognises(one));
        ExchangedModel back = read(one);
        assertEquals(
                model.interests().stream().sorted().toList(),
                back.interests().stream().sorted().toList());
        assertEquals(names(model), names(back));
        if (compiler != null) {
            sameLikelihood(model, back);
        }
    }

    private static List<String> names(ExchangedModel model) {
        return model.model().parameters().stream().map(Parameter::name).sorted().toList();
    }

    /** At the start and at random points around it. */
    private void sameLikelihood(ExchangedModel model, ExchangedModel back) {
        Likelihood before = compiler.compile(model.model(), model.data());
        Likelihood after = compiler.compile(back.model(), back.data());
        var random = new Random(8);
        for (int point = 0; point < POINTS; point++) {
            double[] p = model.model().initial();
            double[] q = back.model().initial();
            for (int i = 0; i < p.length; i++) {
                Parameter parameter = model.model().parameters().get(i);
                if (point > 0 && !parameter.fixed()) {
                    p[i] += 0.2 * parameter.step() * random.nextGaussian();
                    p[i] = Math.max(parameter.lower(), Math.min(parameter.upper(), p[i]));
                }
                q[back.model().indexOf(parameter.name())] = p[i];
            }
            double value = before.value(p);
            assertTrue(Double.isFinite(value), "a likelihood at the start");
            assertEquals(value, after.value(q), 1e-10 * (1 + Math.abs(value)), "point " + point);
        }
    }

    @Test
    void aDamagedFileIsReadOrRefusedAndNothingElse() throws IOException {
        Path sound = file(folder);
        String text = Files.readString(sound);
        var random = new Random(3);
        int refused = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            String damaged = damage(text, random);
            Path file = Files.writeString(folder.resolve("damaged-" + sound.getFileName()), damaged);
            try {
                ExchangedModel model = read(file);
                if (compiler != null && model.data() != null) {
                    compiler.compile(model.model(), model.data())
                            .value(model.model().initial());
                }
            } catch (FiduciaException e) {
                assertFalse(
                        e.getMessage().isBlank() || e.remedy().isBlank(), "what is wrong and what to do: " + damaged);
                refused++;
            } catch (RuntimeException e) {
                throw new AssertionError("neither read nor refused: " + damaged, e);
            }
        }
        int found = refused;
        assertTrue(found > TRIALS / 10, () -> "only " + found + " of " + TRIALS + " damaged files are refused");
        Files.writeString(sound, "");
        assertThrows(FiduciaException.class, () -> read(sound), "an empty file is no model");
    }

    /** Cuts the end off, takes a line out, or replaces a word. */
    private static String damage(String text, Random random) {
        switch (random.nextInt(4)) {
            case 0:
                return text.substring(0, random.nextInt(text.length()));
            case 1:
                var lines = new ArrayList<>(text.lines().toList());
                lines.remove(random.nextInt(lines.size()));
                return String.join("\n", lines) + "\n";
            default:
                List<MatchResult> words = WORD.matcher(text).results().toList();
                MatchResult word = words.get(random.nextInt(words.size()));
                return text.substring(0, word.start())
                        + WORDS.get(random.nextInt(WORDS.size()))
                        + text.substring(word.end());
        }
    }
}

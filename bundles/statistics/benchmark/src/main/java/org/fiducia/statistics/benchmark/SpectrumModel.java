package org.fiducia.statistics.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;

/**
 * Workload W2: 3 eras × 3 final states × 10 bins, ten cross sections and 40 nuisances, read from {@code w2_model.json} and
 * the data beside it.
 */
public final class SpectrumModel {
    /** Number of cross sections, the first parameters. */
    public static final int CROSS_SECTIONS = 10;

    /** Number of nuisances, after them. */
    public static final int NUISANCES = 40;

    private static final int ERAS = 3;
    private static final int FINAL_STATES = 3;
    private static final int CATEGORIES = ERAS * FINAL_STATES * CROSS_SECTIONS;
    private static final double LO = 105;
    private static final double HI = 160;
    private static final int SCALE = 24;
    private static final int RESOLUTION = 27;
    private static final int NON_FIDUCIAL = 30;
    private static final int ZZ_SHAPE = 33;
    private static final int ZX_SHAPE = 35;

    private final Path folder;
    private final JsonNode json;
    private final double[] edges;

    private SpectrumModel(Path folder, JsonNode json) {
        this.folder = folder;
        this.json = json;
        edges = new double[56];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = LO + i;
        }
    }

    /** Reads the numbers of the model. */
    public static SpectrumModel read(Path folder) throws IOException {
        Path file = folder.resolve("w2_model.json");
        if (!Files.isReadable(file)) {
            throw new FiduciaException(
                    Kind.INPUT, "there is no file " + file, "name the folder with the benchmark inputs");
        }
        return new SpectrumModel(folder, new ObjectMapper().readTree(file.toFile()));
    }

    /**
     * The model with so many times the luminosity and background.
     *
     * @param times 1 or 100
     */
    public StatisticalModel model(double times) {
        return model(times, new double[NUISANCES]);
    }

    /** The model with the constraints of a toy. */
    public StatisticalModel model(double times, double[] centres) {
        var parameters = new ArrayList<Parameter>();
        for (int j = 0; j < CROSS_SECTIONS; j++) {
            double sm = number("sigma_sm", j);
            parameters.add(
                    Parameter.interest("sigma_" + j, sm, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0.3 * sm));
        }
        for (int k = 0; k < NUISANCES; k++) {
            parameters.add(Parameter.nuisance(nuisance(k), ""));
        }
        var categories = new ArrayList<ModelCategory>();
        for (int c = 0; c < CATEGORIES; c++) {
            categories.add(category(c, times));
        }
        return new StatisticalModel(parameters, constraints(centres), categories);
    }

    /** Constraints of the nuisances around given centres. */
    public List<Constraint> constraints(double[] centres) {
        var constraints = new ArrayList<Constraint>();
        for (int k = 0; k < NUISANCES; k++) {
            constraints.add(Constraint.gaussian(nuisance(k), centres[k], 1));
        }
        return constraints;
    }

    private ModelCategory category(int c, double times) {
        int era = c / (FINAL_STATES * CROSS_SECTIONS);
        int state = c / CROSS_SECTIONS % FINAL_STATES;
        int bin = c % CROSS_SECTIONS;
        var terms = new Expression[CROSS_SECTIONS];
        for (int j = 0; j < CROSS_SECTIONS; j++) {
            terms[j] = Expression.product(Expression.constant(number("eps", c, j)), Expression.ref("sigma_" + j));
        }
        Expression nonFiducial = Expression.sum(
                Expression.constant(1),
                Expression.product(
                        Expression.constant(number("fnf", c)), logNormal(NON_FIDUCIAL + state, number("lnk_nonfid"))));
        var signal = new Component(
                "signal",
                Expression.product(
                        Expression.constant(times * number("lumi", era)),
                        Expression.sum(terms),
                        nonFiducial,
                        uncertainty(0, c)),
                signalShape(era, state));
        var zz = new Component(
                "zz",
                Expression.product(Expression.constant(times * number("nzz", c)), uncertainty(1, c)),
                zzShape(state, bin));
        var zx = new Component(
                "zx",
                Expression.product(Expression.constant(times * number("nzx", c)), uncertainty(2, c)),
                zxShape(state));
        return new ModelCategory("c" + c, LO, HI, List.of(signal, zz, zx), Map.of());
    }

    private Expression uncertainty(int component, int c) {
        var factors = new ArrayList<Expression>();
        for (JsonNode entry : json.get("lk").get(component).get(c)) {
            factors.add(logNormal(entry.get(0).asInt(), entry.get(1).asDouble()));
        }
        return new Expression.Product(factors);
    }

    private Expression logNormal(int nuisance, double logKappa) {
        return Expression.call(
                Expression.Function.EXP, Expression.product(Expression.constant(logKappa), theta(nuisance)));
    }

    private Shape signalShape(int era, int state) {
        var parameters = new LinkedHashMap<String, Expression>();
        parameters.put("mean", shifted(number("dcb", era, state, 0), number("scale_rel", state), SCALE + state));
        parameters.put("sigma", shifted(number("dcb", era, state, 1), number("res_rel", state), RESOLUTION + state));
        parameters.put("alphaL", Expression.constant(number("dcb", era, state, 2)));
        parameters.put("nL", Expression.constant(number("dcb", era, state, 3)));
        parameters.put("alphaR", Expression.constant(number("dcb", era, state, 4)));
        parameters.put("nR", Expression.constant(number("dcb", era, state, 5)));
        return new Shape("dscb", parameters);
    }

    private Expression shifted(double nominal, double relative, int nuisance) {
        return Expression.product(
                Expression.constant(nominal),
                Expression.sum(
                        Expression.constant(1), Expression.product(Expression.constant(relative), theta(nuisance))));
    }

    private Shape zzShape(int state, int bin) {
        var coefficients = new LinkedHashMap<String, Expression>();
        coefficients.put("a", theta(ZZ_SHAPE));
        coefficients.put("b", theta(ZZ_SHAPE + 1));
        return Shape.morphing(
                edges,
                numbers(json.get("Tzz").get(state).get(bin)),
                coefficients,
                Map.of(
                        "a", numbers(json.get("Da").get(state)),
                        "b", numbers(json.get("Db").get(state))));
    }

    private Shape zxShape(int state) {
        Expression z = state < 2
                ? theta(ZX_SHAPE + state)
                : Expression.product(Expression.constant(0.5), Expression.sum(theta(ZX_SHAPE), theta(ZX_SHAPE + 1)));
        return Shape.morphing(
                edges,
                numbers(json.get("Tzx").get(state)),
                Map.of("z", z),
                Map.of("z", numbers(json.get("Dzx").get(state))));
    }

    private Expression theta(int k) {
        return Expression.ref(nuisance(k));
    }

    private String nuisance(int k) {
        return json.get("np_names").get(k).asText();
    }

    private double number(String name, int... index) {
        JsonNode node = json.get(name);
        for (int i : index) {
            node = node.get(i);
        }
        return node.asDouble();
    }

    private static double[] numbers(JsonNode array) {
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asDouble();
        }
        return values;
    }

    /**
     * The data.
     *
     * @param size {@code x1} or {@code x100}
     */
    public Dataset data(String size) throws IOException {
        double[] masses =
                NumpyFile.read(folder.resolve("w2_" + size + "_m.npy")).reals();
        int[] categories =
                NumpyFile.read(folder.resolve("w2_" + size + "_c.npy")).integers();
        return split(masses, categories, 0, masses.length);
    }

    /** The toys: data sets, each with the centres of the constraints. */
    public List<Toy> toys() throws IOException {
        double[] masses = NumpyFile.read(folder.resolve("w2_toys_x1_m.npy")).reals();
        int[] categories = NumpyFile.read(folder.resolve("w2_toys_x1_c.npy")).integers();
        int[] offsets = NumpyFile.read(folder.resolve("w2_toys_x1_off.npy")).integers();
        double[] centres =
                NumpyFile.read(folder.resolve("w2_toys_x1_theta0.npy")).reals();
        var toys = new ArrayList<Toy>();
        for (int t = 0; t + 1 < offsets.length; t++) {
            toys.add(new Toy(
                    split(masses, categories, offsets[t], offsets[t + 1]),
                    java.util.Arrays.copyOfRange(centres, t * NUISANCES, (t + 1) * NUISANCES)));
        }
        return toys;
    }

    /**
     * A pseudo-experiment.
     *
     * @param data events
     * @param centres of the constraints of the nuisances
     */
    public record Toy(Dataset data, double[] centres) {}

    private static Dataset split(double[] masses, int[] categories, int from, int to) {
        int[] count = new int[CATEGORIES];
        for (int i = from; i < to; i++) {
            count[categories[i]]++;
        }
        var values = new ArrayList<double[]>();
        for (int c = 0; c < CATEGORIES; c++) {
            values.add(new double[count[c]]);
        }
        for (int i = to - 1; i >= from; i--) {
            int c = categories[i];
            values.get(c)[--count[c]] = masses[i];
        }
        return Dataset.unweighted(values);
    }
}

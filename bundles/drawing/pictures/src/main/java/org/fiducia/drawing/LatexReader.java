package org.fiducia.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiducia.drawing.Label.Node;
import org.fiducia.drawing.Label.Run;
import org.fiducia.drawing.Label.Scripts;

/**
 * Reads the LaTeX of axis titles: scripts, Greek letters, arrows and relations, upright text, functions. Single letters
 * are italic. A command it does not know shows as its name, an unclosed brace ends with the text: a title is never a
 * reason to fail.
 */
final class LatexReader {
    private static final Map<String, String> SYMBOLS = Map.ofEntries(
            Map.entry("ell", "ℓ"),
            Map.entry("to", " → "),
            Map.entry("rightarrow", " → "),
            Map.entry("leftarrow", " ← "),
            Map.entry("times", "×"),
            Map.entry("cdot", "·"),
            Map.entry("pm", " ± "),
            Map.entry("le", " ≤ "),
            Map.entry("leq", " ≤ "),
            Map.entry("ge", " ≥ "),
            Map.entry("geq", " ≥ "),
            Map.entry("ne", " ≠ "),
            Map.entry("approx", " ≈ "),
            Map.entry("sim", " ~ "),
            Map.entry("infty", "∞"),
            Map.entry("in", " ∈ "),
            Map.entry("prime", "′"),
            Map.entry("oplus", " ⊕ "),
            Map.entry("sum", "Σ"),
            Map.entry("sqrt", "√"),
            Map.entry("partial", "∂"),
            Map.entry("ast", "*"),
            Map.entry("star", "*"),
            Map.entry("dagger", "†"),
            Map.entry("circ", "°"),
            Map.entry("quad", "  "),
            Map.entry("vert", "|"),
            Map.entry("mid", "|"),
            Map.entry("langle", "⟨"),
            Map.entry("rangle", "⟩"),
            Map.entry("left", ""),
            Map.entry("right", ""),
            Map.entry("big", ""),
            Map.entry("Big", ""),
            Map.entry("displaystyle", ""));

    private static final Map<String, String> GREEK = Map.ofEntries(
            Map.entry("alpha", "α"),
            Map.entry("beta", "β"),
            Map.entry("gamma", "γ"),
            Map.entry("delta", "δ"),
            Map.entry("epsilon", "ε"),
            Map.entry("varepsilon", "ε"),
            Map.entry("zeta", "ζ"),
            Map.entry("eta", "η"),
            Map.entry("theta", "θ"),
            Map.entry("vartheta", "θ"),
            Map.entry("kappa", "κ"),
            Map.entry("lambda", "λ"),
            Map.entry("mu", "μ"),
            Map.entry("nu", "ν"),
            Map.entry("xi", "ξ"),
            Map.entry("pi", "π"),
            Map.entry("rho", "ρ"),
            Map.entry("sigma", "σ"),
            Map.entry("tau", "τ"),
            Map.entry("phi", "φ"),
            Map.entry("varphi", "φ"),
            Map.entry("chi", "χ"),
            Map.entry("psi", "ψ"),
            Map.entry("omega", "ω"),
            Map.entry("Gamma", "Γ"),
            Map.entry("Delta", "Δ"),
            Map.entry("Theta", "Θ"),
            Map.entry("Lambda", "Λ"),
            Map.entry("Xi", "Ξ"),
            Map.entry("Pi", "Π"),
            Map.entry("Sigma", "Σ"),
            Map.entry("Phi", "Φ"),
            Map.entry("Psi", "Ψ"),
            Map.entry("Omega", "Ω"));

    /** Commands whose argument is text. */
    private static final List<String> UPRIGHT = List.of("mathrm", "text", "textrm", "mathsf", "operatorname", "rm");

    /** Marks that stand on the letter before them. */
    private static final Map<String, String> ACCENTS =
            Map.of("bar", "\u0304", "overline", "\u0304", "hat", "\u0302", "tilde", "\u0303", "vec", "\u20d7");

    private final String source;
    private int at;

    LatexReader(String source) {
        this.source = source;
    }

    /** Everything. */
    List<Node> read() {
        var all = new ArrayList<Node>();
        while (at < source.length()) {
            for (Node node : group(false)) {
                append(all, node);
            }
            at++; // a closing brace that nothing opened
        }
        return all;
    }

    /** Up to the closing brace or the end. */
    private List<Node> group(boolean upright) {
        var nodes = new ArrayList<Node>();
        while (at < source.length() && source.charAt(at) != '}') {
            char c = source.charAt(at);
            if (c == '^' || c == '_') {
                script(nodes, upright);
            } else {
                atom(upright).forEach(node -> append(nodes, node));
            }
        }
        return nodes;
    }

    /** One character, command or group in braces. */
    private List<Node> atom(boolean upright) {
        char c = source.charAt(at++);
        if (c == '{') {
            List<Node> inner = group(upright);
            at++;
            return inner;
        }
        if (c == '\\') {
            return command(upright);
        }
        if (c == ' ' && !upright || c == '}') {
            return List.of();
        }
        if (c == '-' && !upright) {
            return List.of(new Run("−", false));
        }
        if (c == '\'') {
            return List.of(new Run("′", false));
        }
        if ("=<>".indexOf(c) >= 0 && !upright) {
            return List.of(new Run(" " + c + " ", false));
        }
        return List.of(new Run(String.valueOf(c), !upright && Character.isLetter(c)));
    }

    private List<Node> command(boolean upright) {
        if (at >= source.length()) {
            return List.of();
        }
        int from = at;
        while (at < source.length() && Character.isLetter(source.charAt(at))) {
            at++;
        }
        if (at == from) {
            char c = source.charAt(at++);
            return List.of(new Run(",;: ".indexOf(c) >= 0 ? " " : c == '!' ? "" : String.valueOf(c), false));
        }
        String name = source.substring(from, at);
        if (UPRIGHT.contains(name)) {
            return argument(true);
        }
        if (name.equals("mathit") || name.equals("mathbf")) {
            return argument(upright);
        }
        if (ACCENTS.containsKey(name)) {
            var nodes = new ArrayList<>(argument(upright));
            boolean italic = !nodes.isEmpty() && nodes.get(0) instanceof Run run && run.italic();
            append(nodes, new Run(ACCENTS.get(name), italic));
            return nodes;
        }
        if (name.equals("frac")) {
            var nodes = new ArrayList<>(argument(upright));
            append(nodes, new Run("/", false));
            argument(upright).forEach(node -> append(nodes, node));
            return nodes;
        }
        if (GREEK.containsKey(name)) {
            return List.of(new Run(GREEK.get(name), !upright && Character.isLowerCase(name.charAt(0))));
        }
        return List.of(new Run(SYMBOLS.getOrDefault(name, name), false));
    }

    /** What a command or a script applies to. */
    private List<Node> argument(boolean upright) {
        while (at < source.length() && source.charAt(at) == ' ') {
            at++;
        }
        return at < source.length() && source.charAt(at) != '}' ? atom(upright) : List.of();
    }

    /** Joins a script with one at the other height before it, as in x_a^b. */
    private void script(List<Node> nodes, boolean upright) {
        boolean up = source.charAt(at++) == '^';
        List<Node> content = argument(upright);
        int last = nodes.size() - 1;
        if (last >= 0 && nodes.get(last) instanceof Scripts open && (up ? open.above() : open.below()).isEmpty()) {
            nodes.set(last, up ? new Scripts(open.below(), content) : new Scripts(content, open.above()));
        } else {
            nodes.add(up ? new Scripts(List.of(), content) : new Scripts(content, List.of()));
        }
    }

    /** Adds a node, to the run before it when the style is the same. */
    private static void append(List<Node> nodes, Node node) {
        int last = nodes.size() - 1;
        if (last >= 0
                && node instanceof Run run
                && nodes.get(last) instanceof Run before
                && before.italic() == run.italic()) {
            nodes.set(last, new Run(before.text() + run.text(), run.italic()));
        } else {
            nodes.add(node);
        }
    }
}

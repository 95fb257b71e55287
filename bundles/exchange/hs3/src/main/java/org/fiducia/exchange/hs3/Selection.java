package org.fiducia.exchange.hs3;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Suggestion;
import org.fiducia.exchange.json.JsonElement;

/**
 * What of a file makes the model. Likelihoods that share no distribution are the channels of one combined likelihood, as
 * ROOT writes them; likelihoods of the same distributions are alternatives, of which the one of observed data is meant.
 *
 * @param name of the analysis
 * @param likelihoods to be combined; none for a file that has only distributions
 * @param interests names of the parameters of interest
 * @param domains names of the domains that limit the parameters
 * @param init name of the parameter point at which to start
 */
record Selection(String name, List<JsonElement> likelihoods, Set<String> interests, Set<String> domains, String init) {
    static Selection of(Document document, String wanted) {
        List<JsonElement> candidates = new ArrayList<>(document.all("analyses").values());
        if (candidates.isEmpty()
                || !wanted.isEmpty() && !document.all("analyses").containsKey(wanted)) {
            candidates = new ArrayList<>(document.all("likelihoods").values());
        }
        if (!wanted.isEmpty()) {
            candidates = List.of(named(document, wanted));
        } else if (candidates.size() > 1 && !disjoint(document, candidates)) {
            candidates = List.of(observed(candidates));
        }
        var likelihoods = new ArrayList<JsonElement>();
        var interests = new LinkedHashSet<String>();
        var domains = new LinkedHashSet<String>();
        var names = new ArrayList<String>();
        String init = "default_values";
        for (JsonElement candidate : candidates) {
            names.add(candidate.text("name"));
            likelihoods.add(likelihood(document, candidate));
            if (candidate.has("parameters_of_interest")) {
                interests.addAll(candidate.get("parameters_of_interest").texts());
            }
            if (candidate.has("domains")) {
                domains.addAll(candidate.get("domains").texts());
            }
            init = candidate.text("init", init);
        }
        domains.add("default_domain");
        return new Selection(String.join("+", names), likelihoods, interests, domains, init);
    }

    private static JsonElement named(Document document, String wanted) {
        for (String section : List.of("analyses", "likelihoods")) {
            JsonElement found = document.all(section).get(wanted);
            if (found != null) {
                return found;
            }
        }
        var known = new LinkedHashSet<>(document.all("analyses").keySet());
        known.addAll(document.all("likelihoods").keySet());
        throw new FiduciaException(
                Kind.INPUT, document.place() + " has no analysis " + wanted, Suggestion.among(wanted, known));
    }

    private static JsonElement likelihood(Document document, JsonElement candidate) {
        return candidate.has("likelihood")
                ? document.get("likelihoods", candidate.text("likelihood"), candidate)
                : candidate;
    }

    private static boolean disjoint(Document document, List<JsonElement> candidates) {
        var seen = new HashSet<String>();
        for (JsonElement candidate : candidates) {
            for (String distribution :
                    likelihood(document, candidate).get("distributions").texts()) {
                if (!seen.add(distribution)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static JsonElement observed(List<JsonElement> candidates) {
        List<JsonElement> real = candidates.stream()
                .filter(candidate ->
                        !candidate.text("name").toLowerCase(Locale.ROOT).contains("asimov"))
                .toList();
        if (real.size() != 1) {
            throw candidates
                    .get(0)
                    .wrong(
                            "is one of several alternatives",
                            "choose with --analysis: "
                                    + String.join(
                                            ", ",
                                            candidates.stream()
                                                    .map(candidate -> candidate.text("name"))
                                                    .toList()));
        }
        return real.get(0);
    }
}

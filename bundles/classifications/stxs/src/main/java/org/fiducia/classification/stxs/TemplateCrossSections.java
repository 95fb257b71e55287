package org.fiducia.classification.stxs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.api.Suggestion;
import org.fiducia.api.observable.Axis;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Classification;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.api.observable.Range;
import org.fiducia.api.observable.Target;
import org.fiducia.objects.production.Produced;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Simplified template cross sections: bins of generated events per production mode, by definitions as data. Reconstructed events are sorted by the
 * categories of the channel alone. Settings: {@code definition}, the name of a shipped one ({@code stage1.2}, {@code stage1.2-fine}, {@code
 * stage1.3-proposal}; arXiv:1906.02754) or a file; {@code groups} that are measured (all); {@code merge}, an object with lists of names of bins that are
 * measured together under a new name. Events with a Higgs boson beyond |y| = 2.5 are in no measured bin.
 */
@Component(service = Classification.class)
public final class TemplateCrossSections implements Classification<Produced> {
    private static final String ID = "stxs";

    private final Definition definition;
    private final Map<String, Integer> indices;
    private final ObservableInfo info;

    /** Stage 1.2. */
    @Activate
    public TemplateCrossSections() {
        this(Definition.shipped("stage1.2"), List.of(), Map.of());
    }

    private TemplateCrossSections(Definition definition, List<String> groups, Map<String, List<String>> merged) {
        this.definition = definition;
        var names = new LinkedHashMap<String, String>(); // of bins, to those of what is measured
        for (Definition.Bin bin : definition.bins()) {
            if ((groups.isEmpty() || groups.contains(bin.group())) && !bin.forward()) {
                String name = merged.entrySet().stream()
                        .filter(entry -> entry.getValue().contains(bin.name()))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(bin.name());
                names.put(bin.name(), name);
            }
        }
        List<String> measured = names.values().stream().distinct().toList();
        this.indices = new HashMap<>();
        names.forEach((bin, name) -> indices.put(bin, measured.indexOf(name)));
        var bins = new ArrayList<Bin>();
        for (int k = 0; k < measured.size(); k++) {
            bins.add(new Bin(measured.get(k), List.of(new Range(k, k + 1))));
        }
        info = new ObservableInfo(
                ID,
                Target.PRODUCTION,
                List.of(new Axis("template cross section", "", 0)),
                new Binning(bins),
                new Binning(List.of(new Bin("all", List.of(new Range(0, 1))))));
    }

    @Override
    public ObservableInfo info() {
        return info;
    }

    @Override
    public String title() {
        return "simplified template cross sections, " + definition.title();
    }

    @Override
    public Class<Produced> candidateType() {
        return Produced.class;
    }

    @Override
    public int fiducial(String process, Produced candidate) {
        if (process.isEmpty()) {
            throw new FiduciaException(
                    Kind.USAGE,
                    "nothing tells how the Higgs bosons were produced, and " + definition.name() + " is by production",
                    "name the process of the events, ggH=FILE: one of " + String.join(", ", definition.productions()));
        }
        Optional<Definition.Bin> bin = definition.of(process, candidate);
        return bin.isEmpty() ? -1 : indices.getOrDefault(bin.get().name(), -1);
    }

    @Override
    public String member(String process, Produced candidate) {
        return definition.of(process, candidate).map(Definition.Bin::name).orElse("");
    }

    @Override
    public int reconstructed(Produced candidate, int category) {
        return 0;
    }

    @Override
    public Classification<Produced> configured(Settings settings) {
        Definition other = Definition.of(settings, definition);
        List<String> groups = settings.texts("groups");
        Settings merge = settings.block("merge");
        var merged = new LinkedHashMap<String, List<String>>();
        List<String> known = other.bins().stream().map(Definition.Bin::name).toList();
        var taken = new HashMap<String, String>();
        for (String name : merge.names()) {
            merged.put(name, merge.texts(name));
            for (String bin : merged.get(name)) {
                if (!known.contains(bin)) {
                    throw new FiduciaException(
                            Kind.CARD,
                            merge.path() + "/" + name + ": " + other.name() + " has no bin " + bin,
                            Suggestion.among(bin, known));
                }
                String before = taken.put(bin, name);
                if (before != null) {
                    throw merge.wrong(
                            name, "bins that are in one merged bin only: " + bin + " is in " + before + ", too");
                }
            }
        }
        for (String group : groups) {
            if (other.bins().stream().noneMatch(bin -> bin.group().equals(group))) {
                throw settings.wrong(
                        "groups",
                        "groups of " + other.name() + ": "
                                + Suggestion.among(
                                        group,
                                        other.bins().stream()
                                                .map(Definition.Bin::group)
                                                .distinct()
                                                .toList()));
            }
        }
        settings.refuseUnknown();
        return new TemplateCrossSections(other, groups, merged);
    }
}

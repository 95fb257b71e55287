package org.fiducia.calibration.jetmass;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Suggestion;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.command.AnalysisReportVerb;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.CardSelection.Selected;
import org.fiducia.api.command.Verb;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.report.Destination;
import org.fiducia.api.report.Destination.Form;
import org.fiducia.api.report.Report;
import org.fiducia.calibration.jetmass.Peak.Entry;
import org.fiducia.channel.hbb.MergedJet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code jet-mass}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "jet-mass",
        description = "Compare where the masses of merged jets of resonances lie, and how wide they are, between masses"
                + " that a card may choose or a network that corrects them.",
        footer = {
            "Example: jet-mass --card etc/hbb-boosted.json --compare mass=massSD --compare regression/file=mass.onnx"
        })
public final class JetMassVerb implements AnalysisReportVerb {
    private static final String SETTINGS = "channel/settings/";
    private static final String SIGNAL = "signal";

    private final CardSelection selection;

    @Option(
            names = "--compare",
            paramLabel = "NAME=VALUE",
            description = "Setting of the channel with which the jets are selected again; may be repeated.")
    private List<String> compared = List.of();

    @Option(
            names = "--processes",
            split = ",",
            paramLabel = "NAME",
            description = "Processes with a resonance, signal for those of signal together; default: signal,Zbb.")
    private List<String> processes = List.of(SIGNAL, "Zbb");

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for pictures and jet-mass.json.")
    private String out = "";

    /** @param selection gives the jets of a card */
    @Activate
    public JetMassVerb(@Reference CardSelection selection) {
        this.selection = selection;
    }

    @Override
    public Report report(Terminal terminal, CardSelection.Options options) {
        var masses = new LinkedHashMap<String, Map<String, List<Entry>>>();
        Selected first = selection.select(terminal, options);
        masses.put("card", entries(first));
        for (String change : compared) {
            if (change.indexOf('=') < 1) {
                throw new FiduciaException(
                        Kind.USAGE, "--compare " + change, "give a setting of the channel, as mass=massSD");
            }
            masses.put(change, entries(selection.select(terminal, options.with(SETTINGS + change))));
        }
        Report report = JetMassReport.of(first.analysis(), masses);
        return out.isEmpty()
                ? report
                : report.into(Destination.beside(terminal.resolve(out), "pictures in " + out)
                        .with("jet-mass.json", Form.JSON));
    }

    /** Masses of jets that pass the tagger or fail it, by process. */
    private Map<String, List<Entry>> entries(Selected selected) {
        var entries = new LinkedHashMap<String, List<Entry>>();
        var known = new LinkedHashSet<String>();
        for (BinnedSample binned : selected.samples()) {
            Sample sample = binned.sample();
            String process = sample.role() == Role.SIGNAL ? SIGNAL : sample.process();
            if (sample.role() == Role.DATA) {
                continue;
            }
            known.add(process);
            if (!processes.contains(process)) {
                continue;
            }
            List<Entry> of = entries.computeIfAbsent(process, name -> new ArrayList<>());
            for (SelectedEvent event : binned.events()) {
                if (event.reco() != null) {
                    of.add(new Entry(jet(event).mass(), event.selectedWeight() * sample.scale()));
                }
            }
        }
        for (String process : processes) {
            if (!entries.containsKey(process)) {
                throw new FiduciaException(
                        Kind.USAGE, "--processes: there is no process " + process, Suggestion.among(process, known));
            }
        }
        return entries;
    }

    private static MergedJet jet(SelectedEvent event) {
        if (event.reco() instanceof MergedJet jet) {
            return jet;
        }
        throw new FiduciaException(
                Kind.CARD, "the channel of this card has no merged jets", "name a card of the channel hbb-boosted");
    }
}

package org.fiducia.channel.hgg.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Plugin;
import org.fiducia.api.Settings;
import org.fiducia.api.Suggestion;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Selector;
import org.fiducia.channel.hgg.Diphoton;
import org.fiducia.objects.categories.Categories;
import org.fiducia.objects.photon.PhotonEnergy;
import org.fiducia.objects.photon.PhotonEnergy.Correction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The channel H → γγ. Its categories are those of the card; they are classes of what is reconstructed, so that all of them
 * are there for the same generated class.
 */
@Component(service = Channel.class)
public final class DiphotonChannel implements Channel {
    static final int REGION_SR = 0;

    private static final List<Region> REGIONS = List.of(new Region("SR", "signal region", true));

    private final List<PhotonEnergy> energies;

    /** With the corrections of energies among which a card may choose. */
    @Activate
    public DiphotonChannel(@Reference(policyOption = ReferencePolicyOption.GREEDY) List<PhotonEnergy> energies) {
        this.energies = List.copyOf(energies);
    }

    @Override
    public String id() {
        return "hgg";
    }

    @Override
    public String title() {
        return "$H \\to \\gamma\\gamma$";
    }

    @Override
    public Class<? extends Candidate> candidateType() {
        return Diphoton.class;
    }

    @Override
    public List<Category> categories() {
        return categories(Settings.none());
    }

    @Override
    public List<Category> categories(Settings settings) {
        return DiphotonCategories.of(settings).list();
    }

    @Override
    public List<Region> regions() {
        return REGIONS;
    }

    @Override
    public String fitVariable() {
        return "mass";
    }

    @Override
    public List<Plugin> uses(Settings settings) {
        return energy(settings).map(List::<Plugin>of).orElse(List.of());
    }

    @Override
    public Selector selector(Settings settings) {
        Categories<Diphoton> categories = DiphotonCategories.of(settings);
        SelectionCuts cuts = SelectionCuts.of(settings);
        Optional<Correction> correction = energy(settings)
                .map(plugin -> plugin.correction(settings.block("energy").block("settings")));
        settings.refuseUnknown();
        return new DiphotonSelector(cuts, categories, correction);
    }

    @Override
    public List<String> fiducialDefinition(Settings settings) {
        return FiducialText.of(SelectionCuts.of(settings).fiducial());
    }

    @Override
    public Optional<Selector> generated(Settings settings) {
        categories(settings);
        energy(settings);
        SelectionCuts cuts = SelectionCuts.of(settings);
        settings.refuseUnknown();
        return Optional.of(new GeneratedSelector(cuts.fiducial()));
    }

    /** The correction of energies that the card chooses. */
    private Optional<PhotonEnergy> energy(Settings settings) {
        if (!settings.has("energy")) {
            return Optional.empty();
        }
        Settings block = settings.block("energy");
        String id = block.text("id");
        block.block("settings");
        block.refuseUnknown();
        return Optional.of(energies.stream()
                .filter(plugin -> plugin.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new FiduciaException(
                        Kind.CARD,
                        block.path() + "/id: no correction of the energy of photons is called " + id,
                        Suggestion.among(id, energies.stream().map(Plugin::id).toList()))));
    }

    @Override
    public void write(Candidate candidate, DataOutput out) throws IOException {
        CandidateFormat.write(candidate, out);
    }

    @Override
    public Candidate read(DataInput in) throws IOException {
        return CandidateFormat.read(in);
    }
}

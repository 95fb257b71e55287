package org.fiducia.channel.hbb.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.util.List;
import java.util.Optional;
import org.fiducia.api.Plugin;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Selector;
import org.fiducia.channel.hbb.MergedJet;
import org.fiducia.channel.hbb.TaggedBins;
import org.fiducia.classifiers.Classifier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The channel H → bb at high transverse momentum: the leading large-radius jet of an event, in categories of the tagger and
 * of its transverse momentum. Jets in bins of transverse momentum and mass whose ρ is out of bounds are kept in a region of
 * their own, which is not fitted. Every event of a signal sample is fiducial.
 *
 * <p>Settings: {@code pt}, edges; {@code tagger}, the threshold; {@code mass}, {@code massReg} or {@code massSD}; {@code
 * range} and {@code intervals} of the mass; {@code rho}, its bounds; {@code regression}, a network that gives the mass or a
 * factor on it: {@code file}, {@code classifier}, {@code features}, {@code gives}.
 */
@Component(service = Channel.class)
public final class MergedJetChannel implements Channel {
    private static final String REGRESSION = "regression";

    static final int FITTED = 0;
    static final int OUTSIDE = 1;

    private static final int VERSION = 1;

    private static final List<Region> REGIONS = List.of(
            new Region("SR", "signal region", true),
            new Region("outside", "$\\rho$ out of the bounds of the fit", false));

    private final List<Classifier> classifiers;

    /** With those who evaluate the network of a regression of the mass. */
    @Activate
    public MergedJetChannel(@Reference(policyOption = ReferencePolicyOption.GREEDY) List<Classifier> classifiers) {
        this.classifiers = List.copyOf(classifiers);
    }

    @Override
    public String id() {
        return "hbb-boosted";
    }

    @Override
    public String title() {
        return "boosted $H \\to b\\bar{b}$ in one jet";
    }

    @Override
    public Class<? extends Candidate> candidateType() {
        return MergedJet.class;
    }

    @Override
    public List<Category> categories() {
        return categories(Settings.none());
    }

    @Override
    public List<Category> categories(Settings settings) {
        return TaggedBins.categories(JetSettings.of(settings).grid().pt());
    }

    @Override
    public List<Region> regions() {
        return REGIONS;
    }

    @Override
    public String fitVariable() {
        return "jetMass";
    }

    @Override
    public Selector selector(Settings settings) {
        JetSettings chosen = JetSettings.of(settings);
        Optional<MassRegression> regression = settings.has(REGRESSION)
                ? Optional.of(MassRegression.of(settings.block(REGRESSION), classifiers))
                : Optional.empty();
        settings.refuseUnknown();
        return new MergedJetSelector(chosen, regression);
    }

    @Override
    public List<Plugin> uses(Settings settings) {
        return settings.has(REGRESSION)
                ? List.of(Classifier.chosen(settings.block(REGRESSION), classifiers))
                : List.of();
    }

    @Override
    public List<String> fiducialDefinition(Settings settings) {
        return List.of("a generated Higgs boson of $p_T > "
                + JetSettings.of(settings).grid().pt()[0] + "$ GeV, as the simulated samples have it");
    }

    @Override
    public void write(Candidate candidate, DataOutput out) throws IOException {
        if (!(candidate instanceof MergedJet jet)) {
            throw new InvalidObjectException("not a candidate of this channel: " + candidate);
        }
        out.writeByte(VERSION);
        out.writeDouble(jet.pt());
        out.writeDouble(jet.mass());
        out.writeDouble(jet.tagger());
    }

    @Override
    public Candidate read(DataInput in) throws IOException {
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new InvalidObjectException("candidate of format " + version + ", only " + VERSION + " is known");
        }
        return new MergedJet(in.readDouble(), in.readDouble(), in.readDouble());
    }
}

package org.fiducia.kernel.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.fiducia.api.Plugin;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;

/**
 * The energy times a number that is in a file which the card names; the file says which plug-in it takes it for.
 *
 * @param factor 0 without settings
 * @param other what it uses
 */
record Scaled(double factor, Plugin other) implements Observable<Candidate> {
    @Override
    public ObservableInfo info() {
        return ObservableInfo.production("scaled", "s", "", 0, 1000);
    }

    @Override
    public Class<Candidate> candidateType() {
        return Candidate.class;
    }

    @Override
    public double value(Candidate candidate) {
        return factor * candidate.p4().e();
    }

    @Override
    public Observable<Candidate> configured(Settings settings) {
        try {
            double read = Double.parseDouble(
                    Files.readString(settings.files("file").get(0)).strip());
            settings.refuseUnknown();
            return new Scaled(read, other);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Plugin> uses(Settings settings) {
        return List.of(other);
    }
}

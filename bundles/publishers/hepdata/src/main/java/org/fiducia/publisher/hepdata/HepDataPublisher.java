package org.fiducia.publisher.hepdata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.command.Publication;
import org.fiducia.api.command.Publisher;
import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.api.measurement.ResultWriter.Console;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Writes an archive that HEPData takes as it is: {@value #ARCHIVE}. */
@Component(service = Publisher.class)
public final class HepDataPublisher implements Publisher {
    /** Name of the archive. */
    static final String ARCHIVE = "submission.tar.gz";

    private final List<ModelFormat> formats;
    private final List<ResultWriter> writers;
    private final List<ResultWriter> plots;
    private final List<Publisher> publishers;

    /**
     * With what else is installed: of the formats of models it takes hs3, of the writers of results json, and plot for the
     * pictures of tables; what all other publishers write goes into the archive.
     */
    @Activate
    public HepDataPublisher(
            @Reference(cardinality = ReferenceCardinality.MULTIPLE, policyOption = ReferencePolicyOption.GREEDY)
                    List<ModelFormat> formats,
            @Reference(cardinality = ReferenceCardinality.MULTIPLE, policyOption = ReferencePolicyOption.GREEDY)
                    List<ResultWriter> writers,
            @Reference(
                            cardinality = ReferenceCardinality.MULTIPLE,
                            policyOption = ReferencePolicyOption.GREEDY,
                            target = "(!(component.name=org.fiducia.publisher.hepdata.HepDataPublisher))")
                    List<Publisher> publishers) {
        this.formats = formats.stream().filter(f -> f.id().equals("hs3")).toList();
        this.writers = writers.stream().filter(w -> w.id().equals("json")).toList();
        this.plots = writers.stream().filter(w -> w.id().equals("plot")).toList();
        this.publishers = List.copyOf(publishers);
    }

    @Override
    public String id() {
        return "hepdata";
    }

    @Override
    public String title() {
        return "submission to HEPData";
    }

    @Override
    public void publish(Publication publication, Path folder, Console console) throws IOException {
        Submission submission = new SubmissionBuilder(
                        publication, new ObservableWork(publication, formats, writers, plots), publishers)
                .build();
        SubmissionRules.check(submission);
        var files = submission.files(publication.threads());
        byte[] archive = TarArchive.of(files);
        SubmissionRules.checkSizes(submission, files, archive.length);
        Files.write(folder.resolve(ARCHIVE), archive);
        if (!console.json()) {
            console.out()
                    .println("submission to HEPData in " + ARCHIVE + " ("
                            + submission.tables().size() + " tables, "
                            + submission.resources().size() + " further files)");
        }
    }
}

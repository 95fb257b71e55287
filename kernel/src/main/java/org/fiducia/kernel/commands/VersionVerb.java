package org.fiducia.kernel.commands;

import java.util.LinkedHashMap;
import org.fiducia.api.command.ReportVerb;
import org.fiducia.api.command.Verb;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Text;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;

/** {@code version}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(name = "version", description = "Show the versions of Fiducia and of Java.")
public final class VersionVerb implements ReportVerb {
    @Override
    public Report report(Terminal terminal) {
        String fiducia = FrameworkUtil.getBundle(getClass()).getVersion().toString();
        String java = Runtime.version().toString();
        String vendor = System.getProperty("java.vendor");
        var fields = new LinkedHashMap<String, Object>();
        fields.put("fiducia", fiducia);
        fields.put("java", java);
        fields.put("javaVendor", vendor);
        return new Report(
                "version",
                "Versions",
                Text.of("Fiducia " + fiducia, "Java " + java + ", " + vendor),
                new Document(fields));
    }
}

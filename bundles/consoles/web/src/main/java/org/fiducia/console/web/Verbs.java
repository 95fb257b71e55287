package org.fiducia.console.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.command.Job;
import org.fiducia.api.command.Jobs;

/** Verbs that answer at once, asked for JSON. */
final class Verbs {
    private final Premises premises;
    private final Jobs jobs;

    Verbs(Premises premises, Jobs jobs) {
        this.premises = premises;
        this.jobs = jobs;
    }

    /**
     * What a verb answers.
     *
     * @param words the verb and what follows it, without {@code --json}
     * @throws FiduciaException with what it says when it fails
     */
    JsonNode json(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.add("--json");
        var out = new StringWriter();
        var err = new StringWriter();
        Job job = jobs.start(new Jobs.Call(
                all,
                premises.directory(),
                new PrintWriter(out),
                new PrintWriter(err),
                Jobs.Display.NONE,
                0,
                premises.environment()));
        try {
            job.await();
        } catch (InterruptedException e) {
            job.cancel();
            Thread.currentThread().interrupt();
            throw new CancellationException("the console stops");
        }
        try {
            JsonNode tree = Answer.MAPPER.readTree(out.toString());
            if (tree != null && tree.isObject()) {
                return tree;
            }
        } catch (JsonProcessingException e) {
            // it has said why on the other way
        }
        throw failure(words[0], err.toString());
    }

    /** What a command line shows as {@code error: MESSAGE} and {@code → REMEDY}. */
    private static FiduciaException failure(String verb, String said) {
        String message = "";
        String remedy = "";
        for (String line : said.lines().map(String::strip).toList()) {
            if (line.startsWith("error: ")) {
                message = line.substring("error: ".length());
            } else if (line.startsWith("→ ")) {
                remedy = line.substring("→ ".length());
            }
        }
        return new FiduciaException(
                Kind.USAGE,
                message.isEmpty() ? verb + " gives no answer" : message,
                remedy.isEmpty() ? "run it on a command line to see why" : remedy);
    }
}

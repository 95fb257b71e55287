package org.fiducia.console.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.command.Jobs;

/** Jobs that pages start: verbs of the list with what their forms allow, two at a time, with results in one folder. */
final class JobsResource implements Resource, AutoCloseable {
    /** Jobs that run at once. */
    static final int MOST = 2;

    private static final int REMEMBERED = 40;
    private static final long PATIENCE_MILLIS = 2000;
    private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.+-]{0,63}");
    private static final List<String> MODELS = List.of(".json", ".txt");

    private final Premises premises;
    private final Cards cards;
    private final Jobs jobs;
    private final Consumer<WebJob> changed;
    private final List<WebJob> all = new CopyOnWriteArrayList<>();

    /** @param changed hears of every change of a job */
    JobsResource(Premises premises, Cards cards, Jobs jobs, Consumer<WebJob> changed) {
        this.premises = premises;
        this.cards = cards;
        this.jobs = jobs;
        this.changed = changed;
    }

    /** The jobs that run and those that were over last, in the order they began. */
    List<WebJob> all() {
        return List.copyOf(all);
    }

    @Override
    public Optional<Answer> answer(Request request) {
        if (request.path().equals("/api/verbs") && !request.post()) {
            return Optional.of(verbs());
        }
        if (request.path().equals("/api/jobs")) {
            return Optional.of(
                    request.post()
                            ? start(request.json())
                            : Answer.json(all.stream().map(WebJob::summary).toList()));
        }
        return request.after("/api/jobs/").map(rest -> {
            boolean cancels = rest.endsWith("/cancel");
            Optional<WebJob> job = job(cancels ? rest.substring(0, rest.length() - "/cancel".length()) : rest);
            if (job.isEmpty() || cancels != request.post()) {
                return Answer.missing();
            }
            if (cancels) {
                job.get().cancel();
            }
            return Answer.json(cancels ? job.get().summary() : job.get().whole());
        });
    }

    private Optional<WebJob> job(String id) {
        return all.stream().filter(job -> id.equals(String.valueOf(job.id()))).findFirst();
    }

    /** The verbs that are there, each with its form and what it suggests. */
    private Answer verbs() {
        var forms = new ArrayList<Map<String, Object>>();
        List<String> there = jobs.verbs();
        for (VerbForm form : VerbForm.ALL) {
            if (there.contains(form.verb())) {
                var shown = new LinkedHashMap<String, Object>();
                shown.put("verb", form.verb());
                shown.put("title", form.title());
                shown.put("takes", form.takes().name().toLowerCase(java.util.Locale.ROOT));
                shown.put("card", form.card());
                shown.put("choices", form.choices());
                shown.put("files", form.takes() == VerbForm.Takes.FILES ? models() : List.of());
                forms.add(shown);
            }
        }
        return Answer.json(forms);
    }

    /** Files below the caller's folder that may hold a model. */
    private List<String> models() {
        var fence = new Fence(premises.directory());
        return Cards.files(fence, 3, MODELS).stream()
                .map(file -> fence.root().relativize(file).toString().replace('\\', '/'))
                .filter(name -> !name.endsWith("result.json"))
                .toList();
    }

    private Answer start(JsonNode asked) {
        VerbForm form = VerbForm.of(asked.path("verb").asText());
        if (!jobs.verbs().contains(form.verb())) {
            throw new FiduciaException(
                    Kind.PLUGIN, "there is no verb " + form.verb() + " now", "install the bundle that brings it");
        }
        List<String> ids = CardResource.texts(asked.path("ids"));
        List<String> changes = CardResource.texts(asked.path("changes"));
        var chosen = new LinkedHashMap<String, String>();
        asked.path("options")
                .properties()
                .forEach(option -> chosen.put(option.getKey(), option.getValue().asText()));
        String folder = asked.path("folder").asText();
        var words = new ArrayList<>(List.of(form.verb()));
        if (form.takes() == VerbForm.Takes.FILES) {
            words.addAll(files(ids));
        } else {
            words.addAll(form.ids(ids, "true".equals(chosen.get("--all"))));
        }
        words.add("--out=" + out(folder));
        if (form.card()) {
            words.add("--card=" + cards.file(asked.path("card").asText()));
            words.addAll(VerbForm.changes(changes));
        }
        words.addAll(form.options(chosen));
        return started(form, ids, words, folder);
    }

    /** Where results go: a folder of its own in the one folder of results. */
    private Path out(String folder) {
        Path out = FOLDER.matcher(folder).matches() ? premises.results().resolve(folder) : premises.results();
        boolean leadsAway = out.equals(premises.results())
                || Files.exists(out, LinkOption.NOFOLLOW_LINKS)
                        && new Fence(premises.results()).inside(folder).isEmpty();
        if (leadsAway) {
            throw new FiduciaException(
                    Kind.USAGE,
                    folder.isEmpty()
                            ? "the folder of the results has no name"
                            : folder + " is no name of a folder here",
                    "give one of letters, digits, dots and dashes; it lies in the folder of results");
        }
        return out;
    }

    private List<String> files(List<String> names) {
        if (names.isEmpty()) {
            throw new FiduciaException(Kind.USAGE, "fit works on a file", "name one below the caller's folder");
        }
        var fence = new Fence(premises.directory());
        return names.stream()
                .map(name -> fence.inside(name)
                        .filter(Files::isRegularFile)
                        .map(Path::toString)
                        .orElseThrow(() -> new FiduciaException(
                                Kind.INPUT,
                                "there is no file " + name + " below the folder in which `fiducia web` was called",
                                "choose one of the list")))
                .toList();
    }

    private synchronized Answer started(VerbForm form, List<String> ids, List<String> words, String folder) {
        if (all.stream().filter(job -> !job.over()).count() >= MOST) {
            return Answer.refused(409, MOST + " jobs run already", "wait until one is over, or cancel it");
        }
        var job = new WebJob(form.verb(), ids, words, folder, this::tell);
        while (all.size() >= REMEMBERED && all.get(0).over()) {
            all.remove(0);
        }
        all.add(job);
        job.is(jobs.start(
                new Jobs.Call(
                        words,
                        premises.directory(),
                        job.out(),
                        job.err(),
                        Jobs.Display.NONE,
                        0,
                        premises.environment()),
                job));
        return Answer.json(201, job.summary());
    }

    private void tell(WebJob job) {
        changed.accept(job);
    }

    /** A job as an event says it. */
    static String line(WebJob job) {
        try {
            return Answer.MAPPER.writeValueAsString(job.summary());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Cancels what runs, and waits a little for it. */
    @Override
    public void close() {
        all.forEach(WebJob::cancel);
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        try {
            for (WebJob job : all) {
                job.await((end - System.nanoTime()) / 1_000_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.fiducia.console.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.fiducia.api.command.Job;
import org.fiducia.api.command.JobListener;
import org.fiducia.api.command.Jobs;

/** Jobs that remember what they were to run. Answers of verbs are given; all other verbs run until they are ended. */
final class PlayedJobs implements Jobs {
    final List<Call> calls = new ArrayList<>();
    final List<Played> started = new ArrayList<>();
    private final Map<String, String> answers;
    private final List<String> verbs;

    /** @param answers verb to what it prints, at once */
    PlayedJobs(Map<String, String> answers) {
        this(answers, VerbForm.ALL.stream().map(VerbForm::verb).toList());
    }

    PlayedJobs(Map<String, String> answers, List<String> verbs) {
        this.answers = answers;
        this.verbs = verbs;
    }

    @Override
    public List<String> verbs() {
        return verbs;
    }

    @Override
    public List<String> candidates(String verb) {
        return List.of();
    }

    @Override
    public synchronized Job start(Call call, JobListener listener) {
        calls.add(call);
        var job = new Played(calls.size(), call.words(), listener);
        String answer = answers.get(call.words().get(0));
        listener.started(job);
        if (answer == null) {
            started.add(job);
        } else {
            call.out().print(answer);
            call.out().flush();
            job.end(Job.State.DONE, 0);
        }
        return job;
    }

    @Override
    public List<Job> recent() {
        return List.copyOf(started);
    }

    /** The words of the last call. */
    List<String> last() {
        return calls.get(calls.size() - 1).words();
    }

    static final class Played implements Job {
        private final int id;
        private final List<String> words;
        private final JobListener listener;
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile Status status;

        Played(int id, List<String> words, JobListener listener) {
            this.id = id;
            this.words = words;
            this.listener = listener;
            status = new Status(State.RUNNING, "dancing", 1, 4, List.of("<b>careful</b>"), 0);
        }

        void end(State state, int code) {
            status = new Status(state, "", 0, 0, status.warnings(), code);
            listener.ended(this);
            over.countDown();
        }

        @Override
        public int id() {
            return id;
        }

        @Override
        public List<String> words() {
            return words;
        }

        @Override
        public Status status() {
            return status;
        }

        @Override
        public void cancel() {
            end(State.CANCELLED, 130);
        }

        @Override
        public int await() throws InterruptedException {
            over.await();
            return status.exitCode();
        }
    }
}

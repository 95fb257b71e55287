package org.fiducia.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.fiducia.api.Plugin;
import org.fiducia.api.Progress;
import org.fiducia.api.command.CardPlugins;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Job;
import org.fiducia.api.command.JobListener;
import org.fiducia.api.command.Jobs;
import org.fiducia.api.command.Residence;
import org.fiducia.api.command.Verb;
import org.fiducia.testkit.InFelix;
import org.fiducia.testkit.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** In a real framework: the verb serves until it is interrupted. */
@ExtendWith(InFelix.class)
class WebVerbIT {
    private static final String LIST = """
            {"plugins": {"rows": [{"kind": "observables", "id": "pT4l", "title": "$p_T$ <b>", "bundle": "b", "version": "1", "state": "active"}]}}""";

    /** Lists one plug-in, whatever it is asked. */
    private static final class OnePlugin implements Jobs {
        @Override
        public List<String> verbs() {
            return List.of("measure", "list");
        }

        @Override
        public List<String> candidates(String verb) {
            return List.of();
        }

        @Override
        public Job start(Call call, JobListener listener) {
            call.out().print(LIST);
            call.out().flush();
            return new Job() {
                @Override
                public int id() {
                    return 1;
                }

                @Override
                public List<String> words() {
                    return call.words();
                }

                @Override
                public Status status() {
                    return new Status(State.DONE, "", 0, 0, List.of(), 0);
                }

                @Override
                public void cancel() {}

                @Override
                public int await() {
                    return 0;
                }
            };
        }

        @Override
        public List<Job> recent() {
            return List.of();
        }
    }

    private static final class NoCards implements CardPlugins {
        @Override
        public <T extends Plugin> List<Chosen<T>> chosen(
                Verb.Terminal terminal, CardSelection.Options options, Class<T> kind) {
            return List.of();
        }
    }

    private static HttpRequest.Builder request(String address, String cookie) {
        return HttpRequest.newBuilder(URI.create(address)).header("Cookie", cookie.isEmpty() ? "none=1" : cookie);
    }

    @Test
    void servesUntilItIsInterrupted() throws Exception {
        BundleContext context = FrameworkUtil.getBundle(getClass()).getBundleContext();
        var stayed = new AtomicInteger();
        context.registerService(Jobs.class, new OnePlugin(), null);
        context.registerService(CardPlugins.class, new NoCards(), null);
        context.registerService(Residence.class, (Residence) stayed::incrementAndGet, null);
        Verb verb = Services.await(getClass(), Verb.class);
        Path folder = Files.createTempDirectory("fiducia-web-it");
        var printed = new CompletableFuture<String>();
        var out = new PrintWriter(
                new StringWriter() {
                    @Override
                    public void flush() {
                        printed.complete(toString().strip());
                    }
                },
                false);
        var terminal = new Verb.Terminal(out, new PrintWriter(new StringWriter()), folder, folder, Progress.NONE);
        var ended = new CountDownLatch(1);
        var code = new AtomicInteger(-1);
        var thread = new Thread(() -> {
            try {
                code.set(verb.run(terminal));
            } catch (Exception e) {
                printed.completeExceptionally(e);
            }
            ended.countDown();
        });
        thread.start();
        String address = printed.get(5, TimeUnit.MINUTES);
        assertTrue(address.matches("http://127\\.0\\.0\\.1:\\d+/\\?token=[A-Za-z0-9_-]{32}"), address);
        assertEquals(1, stayed.get(), "the deploy folder is watched");

        String base = address.substring(0, address.indexOf("/?"));
        HttpClient client = HttpClient.newHttpClient();
        HttpResponse<String> first = client.send(request(address, "").build(), BodyHandlers.ofString());
        assertEquals(303, first.statusCode());
        String cookie = first.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        HttpResponse<String> page = client.send(request(base + "/", cookie).build(), BodyHandlers.ofString());
        assertTrue(page.body().contains("<title>Fiducia</title>"), page.body());
        HttpResponse<String> script =
                client.send(request(base + "/uplot/uPlot.iife.min.js", cookie).build(), BodyHandlers.ofString());
        assertTrue(script.body().contains("uPlot"), "the plots are in the bundle");
        HttpResponse<String> plugins =
                client.send(request(base + "/api/plugins", cookie).build(), BodyHandlers.ofString());
        assertTrue(plugins.body().contains("\"label\":\"<i>p</i><sub><i>T</i></sub> &lt;b&gt;\""), plugins.body());
        HttpResponse<InputStream> events =
                client.send(request(base + "/api/events", cookie).build(), BodyHandlers.ofInputStream());
        byte[] start = events.body().readNBytes("retry: 1000\n\nevent: plugins\ndata: [".length());
        assertEquals("retry: 1000\n\nevent: plugins\ndata: [", new String(start, StandardCharsets.UTF_8));

        thread.interrupt();
        assertTrue(ended.await(1, TimeUnit.MINUTES));
        assertEquals(0, code.get());
        assertThrows(
                IOException.class,
                () -> HttpClient.newHttpClient()
                        .send(request(base + "/", cookie).build(), BodyHandlers.ofString()));
        assertFalse(Files.exists(folder.resolve("results")), "nothing was written");
    }
}

package org.fiducia.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What pages are told, however slow they are. */
class EventStreamTest {
    private static final Request LISTEN = new Request("GET", "/api/events", Map.of(), new byte[0]);

    @Test
    void ofEachThingTheLastStateIsSent() throws Exception {
        var stream = new EventStream(1000);
        var out = new ByteArrayOutputStream() {
            @Override
            public void flush() {
                if (size() > 20) {
                    stream.end();
                }
            }
        };
        for (int k = 0; k < 1000; k++) {
            stream.say("job", "1", "{\"k\":" + k + "}");
        }
        stream.say("job", "2", "{}");
        assertEquals(2, stream.waiting());
        stream.send(out);
        String sent = out.toString(StandardCharsets.UTF_8);
        assertTrue(sent.contains("event: job\ndata: {\"k\":999}\n\n"), sent);
        assertFalse(sent.contains("998"), sent);
    }

    @Test
    void aQuietPageIsLookedFor() {
        var stream = new EventStream(1);
        var sent = new ByteArrayOutputStream();
        assertThrows(
                IOException.class,
                () -> stream.send(new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        sent.write(b);
                        if (sent.toString(StandardCharsets.UTF_8).endsWith(": alive\n\n")) {
                            throw new IOException("nobody is there");
                        }
                    }
                }));
    }

    @Test
    void aPageForWhichTooMuchWaitsIsLeft() throws Exception {
        var stream = new EventStream(1000);
        for (int k = 0; k <= EventStream.MOST; k++) {
            stream.say("job", String.valueOf(k), "{}");
        }
        assertEquals(0, stream.waiting());
        var out = new ByteArrayOutputStream();
        stream.send(out); // ends at once
        assertFalse(out.toString(StandardCharsets.UTF_8).contains("event:"));
    }

    /** A page that has begun to listen. */
    private static Thread listening(Answer answer) throws InterruptedException {
        var listens = new CountDownLatch(1);
        var page = new Thread(() -> {
            try {
                answer.body().write(new ByteArrayOutputStream() {
                    @Override
                    public void flush() {
                        listens.countDown();
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        page.setDaemon(true);
        page.start();
        listens.await();
        return page;
    }

    @Test
    void fiftyPagesListenAndOneMoreIsTurnedAway() throws Exception {
        var pages = new ArrayList<Thread>();
        try (var events = new Events(1000, stream -> {})) {
            for (int k = 0; k < Events.MOST; k++) {
                Answer answer = events.answer(LISTEN).orElseThrow();
                assertEquals(200, answer.status());
                pages.add(listening(answer));
            }
            assertEquals(Events.MOST, events.open());
            for (int k = 0; k < 150; k++) {
                assertEquals(503, events.answer(LISTEN).orElseThrow().status());
            }
        }
        for (Thread page : pages) {
            page.join();
        }
    }

    @Test
    void whoIsPromisedAPlaceHasItBeforeAnythingIsSent() {
        try (var events = new Events(1000, stream -> {})) {
            for (int k = 0; k < Events.MOST; k++) {
                assertEquals(200, events.answer(LISTEN).orElseThrow().status());
            }
            assertEquals(Events.MOST, events.open());
            assertEquals(503, events.answer(LISTEN).orElseThrow().status());
        }
    }

    @Test
    void aPageThatLeavesMakesRoom() throws Exception {
        try (var events = new Events(1000, stream -> {})) {
            Answer first = events.answer(LISTEN).orElseThrow();
            assertEquals(1, events.open());
            assertThrows(
                    IOException.class,
                    () -> first.body().write(new OutputStream() {
                        @Override
                        public void write(int b) throws IOException {
                            throw new IOException("left");
                        }
                    }));
            first.body().release();
            assertEquals(0, events.open());
            Answer neverTaken = events.answer(LISTEN).orElseThrow();
            neverTaken.body().release();
            assertEquals(0, events.open());
        }
    }

    @Test
    void aPageBeginsWithTheStateOfThings() throws Exception {
        var opened = new EventStream[1];
        try (var events = new Events(1000, stream -> {
            opened[0] = stream;
            stream.say("plugins", "all", "[1]");
        })) {
            Answer answer = events.answer(LISTEN).orElseThrow();
            var out = new ByteArrayOutputStream() {
                @Override
                public void flush() {
                    if (toString(StandardCharsets.UTF_8).contains("[1]")) {
                        opened[0].end();
                    }
                }
            };
            answer.body().write(out);
            assertTrue(out.toString(StandardCharsets.UTF_8).contains("event: plugins\ndata: [1]\n\n"));
        }
    }

    @Test
    void nothingElseIsAnsweredThere() {
        try (var events = new Events(1000, stream -> {})) {
            assertEquals(Optional.empty(), events.answer(new Request("POST", "/api/events", Map.of(), new byte[0])));
            assertEquals(Optional.empty(), events.answer(new Request("HEAD", "/api/events", Map.of(), new byte[0])));
            assertEquals(Optional.empty(), events.answer(new Request("GET", "/api/event", Map.of(), new byte[0])));
        }
    }
}

package org.fiducia.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
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

    @Test
    void fiftyPagesListenAndOneMoreIsTurnedAway() {
        try (var events = new Events(1000, stream -> {})) {
            var answers = new ArrayList<Integer>();
            for (int k = 0; k < 200; k++) {
                answers.add(events.answer(LISTEN).map(Answer::status).orElse(0));
            }
            assertEquals(
                    Events.MOST,
                    answers.stream().filter(status -> status == 200).count());
            assertEquals(
                    200 - Events.MOST,
                    answers.stream().filter(status -> status == 503).count());
            assertEquals(200, answers.get(Events.MOST - 1));
            assertEquals(503, answers.get(Events.MOST));
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
            assertEquals(Optional.empty(), events.answer(new Request("GET", "/api/event", Map.of(), new byte[0])));
        }
    }
}

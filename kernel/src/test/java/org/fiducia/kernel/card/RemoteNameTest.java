package org.fiducia.kernel.card;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteNameTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            far://host/a.root?authz=x&b=c                   | far://host/a.root
            a=["far://host/a.root?x=1","far://host/b?y=2"]  | a=["far://host/a.root","far://host/b"]
            see far://me:word@host/a.root                   | see far://host/a.root
            far://host/a.root                               | far://host/a.root
            dir/a?.root                                     | dir/a?.root
            """)
    void whatMayBeSecretIsNotShown(String text, String shown) {
        assertEquals(shown, RemoteName.shown(text));
    }

    @Test
    void norWithinValues() {
        assertEquals(List.of(Map.of("files", List.of("far://h/a")), 3), RemoteName.shown((Object)
                List.of(Map.of("files", List.of("far://h/a?token=1")), 3)));
    }

    @ParameterizedTest
    @CsvSource({"FAR+x://host/a, far+x", "C:/a.root, ''", "a/b://c, ''", "://x, ''", "far:/host, ''"})
    void aSchemeIsWhatStandsBeforeAHost(String name, String scheme) {
        assertEquals(scheme.isEmpty() ? Optional.empty() : Optional.of(scheme), RemoteName.scheme(name));
    }
}

package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.function.Consumer;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;

/** What has to be refused, and how. */
final class Refusals {
    private static final String UNKNOWN = "noSuchSetting";

    private Refusals() {}

    /** One setting more than a plug-in knows is an error of the card, which names it. */
    static void ofUnknown(Settings settings, Consumer<Settings> use) {
        var values = new LinkedHashMap<>(settings.values());
        values.put(UNKNOWN, 1);
        var refused = assertThrows(
                FiduciaException.class,
                () -> use.accept(new Settings(settings.path(), values)),
                "a setting that is not known is refused");
        assertTrue(refused.getMessage().contains(UNKNOWN), refused.getMessage());
        assertFalse(refused.remedy().isBlank(), "what to do");
    }
}

package org.fiducia.authoring;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.fiducia.api.command.Verb;
import org.fiducia.testkit.InFelix;
import org.fiducia.testkit.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** In a real framework: a verb is there, with its templates, whatever plug-ins are. */
@ExtendWith(InFelix.class)
class NewPluginVerbIT {
    @Test
    void isThere() throws Exception {
        Verb verb = Services.await(getClass(), Verb.class);
        assertNotNull(verb.getClass().getResource("observable.java.template"));
    }
}

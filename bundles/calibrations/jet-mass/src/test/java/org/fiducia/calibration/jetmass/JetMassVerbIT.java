package org.fiducia.calibration.jetmass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Verb;
import org.fiducia.testkit.InFelix;
import org.fiducia.testkit.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.FrameworkUtil;
import picocli.CommandLine.Command;

/** In a real framework: the verb is there once something selects events. */
@ExtendWith(InFelix.class)
class JetMassVerbIT {
    @Test
    void offersItsVerb() throws Exception {
        CardSelection nobody = (terminal, options) -> {
            throw new AssertionError("nobody asks");
        };
        FrameworkUtil.getBundle(getClass()).getBundleContext().registerService(CardSelection.class, nobody, null);
        Verb verb = Services.await(getClass(), Verb.class);
        assertEquals("jet-mass", verb.getClass().getAnnotation(Command.class).name());
    }
}

package org.fiducia.binning.significance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Verb;
import org.fiducia.testkit.InFelix;
import org.fiducia.testkit.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** In a real framework: the verb comes with the selection of the kernel and leaves with it. */
@ExtendWith(InFelix.class)
class BinningVerbIT {
    @Test
    void comesWithTheSelection() throws Exception {
        BundleContext context = FrameworkUtil.getBundle(getClass()).getBundleContext();
        assertEquals(0, context.getServiceReferences(Verb.class, null).size());
        CardSelection selection = (terminal, options) -> null;
        var registration = context.registerService(CardSelection.class, selection, null);
        assertNotNull(Services.await(context, Verb.class, null));
        registration.unregister();
        assertEquals(0, context.getServiceReferences(Verb.class, null).size());
    }
}

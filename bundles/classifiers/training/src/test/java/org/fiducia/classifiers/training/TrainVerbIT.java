package org.fiducia.classifiers.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Verb;
import org.fiducia.testkit.InFelix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/** The bundle starts in a real framework; its verb is there as soon as somebody selects events, and leaves with them. */
@ExtendWith(InFelix.class)
class TrainVerbIT {
    private static BundleContext context() {
        return FrameworkUtil.getBundle(TrainVerbIT.class).getBundleContext();
    }

    @Test
    void offersItsVerbWhenEventsCanBeSelected() throws Exception {
        CardSelection nobody = (terminal, options) -> {
            throw new AssertionError("nobody asks");
        };
        assertEquals(Bundle.ACTIVE, owner().getState());
        assertFalse(offered(), "nothing can be selected");
        var selection = context().registerService(CardSelection.class, nobody, null);
        boolean found = false;
        for (int attempt = 0; attempt < 2000 && !found; attempt++) {
            found = offered();
            Thread.sleep(found ? 0 : 50);
        }
        assertTrue(found, "the verb is a service");
        selection.unregister();
        assertFalse(offered(), "gone with what selects");
    }

    private Bundle owner() {
        for (Bundle bundle : context().getBundles()) {
            if ("org.fiducia.classifier-training".equals(bundle.getSymbolicName())) {
                return bundle;
            }
        }
        throw new AssertionError("the bundle is not there");
    }

    private boolean offered() throws Exception {
        for (ServiceReference<Verb> reference : context().getServiceReferences(Verb.class, null)) {
            if (reference.getBundle().equals(owner())) {
                return true;
            }
        }
        return false;
    }
}

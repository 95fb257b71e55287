package org.fiducia.scalefactors.tagandprobe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.fiducia.api.command.Verb;
import org.fiducia.testkit.InFelix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/** The bundle starts in a real framework and its verb is found as a service. */
@ExtendWith(InFelix.class)
class ScaleFactorsVerbIT {
    @Test
    void offersItsVerb() throws Exception {
        BundleContext context = FrameworkUtil.getBundle(getClass()).getBundleContext();
        Bundle owner = null;
        for (Bundle bundle : context.getBundles()) {
            if ("org.fiducia.scalefactors-tag-and-probe".equals(bundle.getSymbolicName())) {
                owner = bundle;
            }
        }
        assertEquals(Bundle.ACTIVE, owner.getState());
        boolean found = false;
        for (int attempt = 0; attempt < 100 && !found; attempt++) {
            for (ServiceReference<Verb> reference : context.getServiceReferences(Verb.class, null)) {
                found |= reference.getBundle() == owner;
            }
            Thread.sleep(found ? 0 : 50);
        }
        assertTrue(found, "the verb is a service");
    }
}

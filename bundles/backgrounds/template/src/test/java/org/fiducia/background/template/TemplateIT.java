package org.fiducia.background.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fiducia.testkit.InFelix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** A library bundle has no service: it starts and lends its package. */
@ExtendWith(InFelix.class)
class TemplateIT {
    @Test
    void lendsItsPackage() throws Exception {
        Bundle owner = null;
        for (Bundle bundle :
                FrameworkUtil.getBundle(getClass()).getBundleContext().getBundles()) {
            if ("org.fiducia.background-template".equals(bundle.getSymbolicName())) {
                owner = bundle;
            }
        }
        assertEquals(Bundle.ACTIVE, owner.getState());
        Class<?> type = owner.loadClass("org.fiducia.background.template.MassTemplate");
        assertEquals(owner, FrameworkUtil.getBundle(type));
    }
}

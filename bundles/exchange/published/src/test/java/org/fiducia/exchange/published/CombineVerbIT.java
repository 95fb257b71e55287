package org.fiducia.exchange.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.fiducia.api.command.Verb;
import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.testkit.InFelix;
import org.fiducia.testkit.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** In a real framework: the format and the verb are there. */
@ExtendWith(InFelix.class)
class CombineVerbIT {
    @Test
    void isThereWithItsFormat() throws Exception {
        BundleContext context = FrameworkUtil.getBundle(getClass()).getBundleContext();
        assertNotNull(Services.await(context, ModelFormat.class, "values"));
        assertEquals(1, context.getServiceReferences(Verb.class, null).size());
    }
}

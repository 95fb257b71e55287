package org.fiducia.validation.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Optional;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.command.Verb;
import org.fiducia.api.schedule.Schedulers;
import org.fiducia.testkit.InFelix;
import org.fiducia.testkit.NoCards;
import org.fiducia.testkit.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** In a real framework: the verb comes with the models of the kernel and leaves with them. */
@ExtendWith(InFelix.class)
class ValidateVerbIT {
    @Test
    void comesWithTheModels() throws Exception {
        BundleContext context = FrameworkUtil.getBundle(getClass()).getBundleContext();
        assertEquals(0, context.getServiceReferences(Verb.class, null).size());
        Schedulers none = environment -> Optional.empty();
        context.registerService(Schedulers.class, none, null);
        var registration = context.registerService(CardModel.class, new NoCards(), null);
        assertNotNull(Services.await(context, Verb.class, null));
        registration.unregister();
        assertEquals(0, context.getServiceReferences(Verb.class, null).size());
    }
}

package org.fiducia.exchange.search;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.util.Optional;
import org.fiducia.api.command.Verb;
import org.fiducia.api.schedule.Schedulers;
import org.fiducia.testkit.InFelix;
import org.fiducia.testkit.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.FrameworkUtil;

/** In a real framework: the verb is there, and every call has one of its own. */
@ExtendWith(InFelix.class)
class SearchVerbIT {
    @Test
    void everyCallHasOneOfItsOwn() throws Exception {
        var context = FrameworkUtil.getBundle(getClass()).getBundleContext();
        Schedulers none = environment -> Optional.empty();
        context.registerService(Schedulers.class, none, null);
        assertNotNull(Services.await(getClass(), Verb.class));
        var objects = context.getServiceObjects(context.getServiceReference(Verb.class));
        Verb first = objects.getService();
        Verb second = objects.getService();
        assertNotSame(first, second);
        objects.ungetService(first);
        objects.ungetService(second);
    }
}

package org.fiducia.exchange.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.util.Optional;
import org.fiducia.api.command.Verb;
import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.api.schedule.Schedulers;
import org.fiducia.testkit.InFelix;
import org.fiducia.testkit.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** In a real framework: the verb is there with its formats, and every call has one of its own. */
@ExtendWith(InFelix.class)
class FitVerbIT {
    @Test
    void isThereWithItsFormats() throws Exception {
        BundleContext context = FrameworkUtil.getBundle(getClass()).getBundleContext();
        assertNotNull(Services.await(context, ModelFormat.class, "pyhf"));
        assertNotNull(Services.await(context, ModelFormat.class, "hs3"));
        Schedulers none = environment -> Optional.empty();
        context.registerService(Schedulers.class, none, null);
        assertNotNull(Services.await(context, Verb.class, null));
        var references = context.getServiceReferences(Verb.class, null);
        assertEquals(1, references.size());
        var objects = context.getServiceObjects(references.iterator().next());
        Verb first = objects.getService();
        Verb second = objects.getService();
        assertNotSame(first, second);
        objects.ungetService(first);
        objects.ungetService(second);
    }
}

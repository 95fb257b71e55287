package org.fiducia.exchange.combination.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.fiducia.api.command.CardModel;
import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.testkit.InFelix;
import org.fiducia.testkit.NoCards;
import org.fiducia.testkit.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** In a real framework: the format comes with the models of cards, waits for no format, least of all for itself, and leaves. */
@ExtendWith(InFelix.class)
class CombinationFormatIT {
    @Test
    void comesWithTheModelsOfCards() throws Exception {
        BundleContext context = FrameworkUtil.getBundle(getClass()).getBundleContext();
        assertEquals(0, context.getServiceReferences(ModelFormat.class, null).size());
        var registration = context.registerService(CardModel.class, new NoCards(), null);
        assertNotNull(Services.await(context, ModelFormat.class, "combination"));
        registration.unregister();
        assertEquals(0, context.getServiceReferences(ModelFormat.class, null).size());
    }
}

package org.fiducia.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import org.fiducia.testkit.InFelix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** A library bundle has no service: it starts, lends its package and draws with what is embedded in it. */
@ExtendWith(InFelix.class)
class DrawingIT {
    @Test
    void lendsItsPackage() throws Exception {
        Bundle owner = null;
        for (Bundle bundle :
                FrameworkUtil.getBundle(getClass()).getBundleContext().getBundles()) {
            if ("org.fiducia.drawing-pictures".equals(bundle.getSymbolicName())) {
                owner = bundle;
            }
        }
        assertEquals(Bundle.ACTIVE, owner.getState());
        Class<?> type = owner.loadClass("org.fiducia.drawing.Picture");
        assertEquals(owner, FrameworkUtil.getBundle(type));
    }

    @Test
    void drawsInAFramework() {
        var picture = new Picture("test", 40, 20, g -> g.fill(new Rectangle2D.Double(1, 2, 3, 4)));
        assertTrue(picture.svg().length > 100);
        assertTrue(picture.png().length > 50);
    }
}

package org.fiducia.kernel.commands;

import org.fiducia.api.command.Residence;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The process as one that stays. */
@Component(service = Residence.class)
public final class Resident implements Residence {
    private final Deployment deployment;

    @Activate
    public Resident(@Reference Deployment deployment) {
        this.deployment = deployment;
    }

    @Override
    public void stay() {
        deployment.watch();
    }
}

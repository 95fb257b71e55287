package org.fiducia.kernel.commands;

import java.util.Map;
import java.util.Optional;
import org.fiducia.api.schedule.Scheduler;
import org.fiducia.api.schedule.Schedulers;
import org.fiducia.kernel.plugins.Plugins;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The scheduler that {@code FIDUCIA_SCHEDULER} names. */
@Component(service = Schedulers.class)
public final class ChosenScheduler implements Schedulers {
    private final Plugins plugins;

    @Activate
    public ChosenScheduler(@Reference Plugins plugins) {
        this.plugins = plugins;
    }

    @Override
    public Optional<Scheduler> chosen(Map<String, String> environment) {
        return chosen(environment, plugins);
    }

    /** As the environment says; nobody else when it says nothing. */
    static Optional<Scheduler> chosen(Map<String, String> environment, Plugins plugins) {
        String chosen = environment.get("FIDUCIA_SCHEDULER");
        return chosen == null || chosen.isBlank()
                ? Optional.empty()
                : Optional.of(plugins.get(Scheduler.class, chosen.strip()));
    }
}

package org.fiducia.api.schedule;

import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Who does units of work for a call. A service of the kernel, for verbs whose work is a {@link Task}; thread-safe. */
@ProviderType
public interface Schedulers {
    /**
     * The scheduler that the caller has chosen.
     *
     * @param environment of the caller ({@code Verb.Terminal})
     * @return empty when threads of this process are to do the work
     * @throws org.fiducia.api.FiduciaException when there is none of the name
     */
    Optional<Scheduler> chosen(Map<String, String> environment);
}

package org.fiducia.kernel.resident;

import java.io.PrintWriter;
import java.util.Optional;
import org.fiducia.api.command.Job;
import org.fiducia.api.command.JobListener;
import org.fiducia.launcher.RemoteCall;

/** What becomes of calls that come through a socket. */
public interface Desk {
    /** Why a call is not taken, as a sentence without its end; empty for one that is. */
    Optional<String> refusal(RemoteCall call);

    /**
     * Starts what is asked for.
     *
     * @param listener hears of the job from its beginning
     */
    Job start(RemoteCall call, PrintWriter out, PrintWriter err, JobListener listener);
}

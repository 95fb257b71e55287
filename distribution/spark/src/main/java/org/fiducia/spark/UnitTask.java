package org.fiducia.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/** Does some units in an executor, one after the other: a task of Spark costs the caller as much as a small unit. */
final class UnitTask implements Function<ArrayList<byte[]>, UnitTask.Done> {
    private static final long serialVersionUID = 1;

    private final Broadcast<Call> call;

    UnitTask(Broadcast<Call> call) {
        this.call = call;
    }

    /**
     * What came of it.
     *
     * @param answers in the order of the units
     * @param nanoseconds that it took
     */
    record Done(ArrayList<byte[]> answers, long nanoseconds) implements Serializable {}

    @Override
    public Done call(ArrayList<byte[]> units) throws IOException {
        long began = System.nanoTime();
        Call own = call.value();
        Path home = Path.of(SparkFiles.getRootDirectory())
                .resolve(own.home())
                .toAbsolutePath()
                .normalize();
        var answers = new ArrayList<byte[]>();
        for (byte[] unit : units) {
            answers.add(ExecutorKernel.answer(home, own, unit));
        }
        return new Done(answers, System.nanoTime() - began);
    }
}

package org.fiducia.spark;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/** Does a unit in an executor. */
final class UnitTask implements Function<byte[], byte[]> {
    private static final long serialVersionUID = 1;

    private final Broadcast<Call> call;

    UnitTask(Broadcast<Call> call) {
        this.call = call;
    }

    @Override
    public byte[] call(byte[] unit) throws IOException {
        Call own = call.value();
        Path home = Path.of(SparkFiles.getRootDirectory())
                .resolve(own.home())
                .toAbsolutePath()
                .normalize();
        return ExecutorKernel.answer(home, own, unit);
    }
}

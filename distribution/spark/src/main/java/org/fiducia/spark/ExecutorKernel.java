package org.fiducia.spark;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** The framework of this executor, which its tasks have in common: one process does the units of one user, one call after another. */
final class ExecutorKernel {
    /** Of the process, as Spark makes a new task of every unit; guarded by the class. */
    private static ExecutorKernel last;

    private final Path home;
    private final Map<String, byte[]> deployed;
    private final Kernel kernel;
    private final BiFunction<byte[], byte[], byte[]> work;

    private ExecutorKernel(Path home, Map<String, byte[]> deployed, Kernel kernel) throws IOException {
        this.home = home;
        this.deployed = deployed;
        this.kernel = kernel;
        this.work = kernel.work();
    }

    /**
     * Answers a unit.
     *
     * @param home folder of the distribution
     */
    static byte[] answer(Path home, Call call, byte[] unit) throws IOException {
        if (!Kernel.isIn(home)) {
            return refused(
                    "there is no distribution in " + home + " on "
                            + InetAddress.getLocalHost().getHostName(),
                    "make the folder visible there, name another with --spark-conf spark.fiducia.home=FOLDER, or send it"
                            + " along as docs/scale.md says");
        }
        return of(home, call.deployed()).work.apply(call.order(), unit);
    }

    /** The framework with what is deployed now; tasks that are at work with another one would be of another call. */
    private static synchronized ExecutorKernel of(Path home, TreeMap<String, byte[]> deployed) throws IOException {
        if (last == null || !last.home.equals(home) || !same(last.deployed, deployed)) {
            if (last != null) {
                last.kernel.close();
                last = null;
            }
            Locale.setDefault(Locale.ROOT); // as on one machine
            last = new ExecutorKernel(home, deployed, Kernel.start(home, write(deployed), Optional.empty(), Map.of()));
        }
        return last;
    }

    private static boolean same(Map<String, byte[]> one, Map<String, byte[]> other) {
        return one.keySet().equals(other.keySet())
                && one.keySet().stream().allMatch(name -> Arrays.equals(one.get(name), other.get(name)));
    }

    /** They stay as long as the process: what they hold is compared with what the caller has. */
    private static Path write(Map<String, byte[]> jars) throws IOException {
        Path folder = Files.createTempDirectory("fiducia-deployed-");
        folder.toFile().deleteOnExit();
        for (Map.Entry<String, byte[]> jar : jars.entrySet()) {
            Path file = Files.write(folder.resolve(jar.getKey()), jar.getValue());
            file.toFile().deleteOnExit();
        }
        return folder;
    }

    /** An answer as the bundle that asks reads it, see {@code org.fiducia.scheduler.host.Answer}. */
    private static byte[] refused(String message, String remedy) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeByte('r');
        for (String text : List.of("PLUGIN", message, remedy)) {
            byte[] letters = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(letters.length);
            out.write(letters);
        }
        return bytes.toByteArray();
    }
}

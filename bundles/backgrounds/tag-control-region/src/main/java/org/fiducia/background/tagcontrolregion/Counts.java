package org.fiducia.background.tagcontrolregion;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.exchange.json.JsonElement;
import org.fiducia.exchange.json.JsonFile;

/**
 * Numbers of events of a control region, of jets that pass the tagger and of those that fail.
 *
 * @param pass observed
 * @param fail observed
 * @param processPass simulated of the process
 * @param processFail likewise
 * @param otherPass simulated of all others
 * @param otherFail likewise
 */
record Counts(double pass, double fail, double processPass, double processFail, double otherPass, double otherFail) {
    /**
     * Reads them.
     *
     * @param process name of the process in the file
     */
    static Counts read(Path file, String process) {
        try {
            JsonElement root = JsonFile.read(file, List.of());
            JsonElement simulation = root.get("simulation");
            JsonElement data = root.get("data");
            var counts = new Counts(
                    number(data, "pass"),
                    number(data, "fail"),
                    number(simulation, process + "_pass"),
                    number(simulation, process + "_fail"),
                    number(simulation, "other_pass"),
                    number(simulation, "other_fail"));
            if (!(counts.processPass > 0 && counts.processFail > 0)) {
                throw new FiduciaException(
                        Kind.INPUT,
                        file + ": the control region expects no " + process + " that passes, or none that fails",
                        "leave the control region out, or correct the numbers");
            }
            if (!(counts.pass > 0 && counts.fail > 0)) {
                throw new FiduciaException(
                        Kind.INPUT,
                        file + ": no event is observed in the control region, which then says nothing of " + process,
                        "leave the control region out, or correct the numbers");
            }
            return counts;
        } catch (IOException e) {
            throw new FiduciaException(Kind.INPUT, "cannot read " + file, "look at its permissions", e);
        }
    }

    private static double number(JsonElement of, String name) {
        double number = of.get(name).number();
        if (number < 0) {
            throw new FiduciaException(
                    Kind.INPUT, of.get(name).place() + " is " + number, "numbers of events are not negative");
        }
        return number;
    }
}

package org.fiducia.kernel.pipeline;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.model.Parameter;

/** Parameters of several parts of a model: equal names must be equal parameters. */
final class JoinedParameters {
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, String> origins = new LinkedHashMap<>();

    JoinedParameters(String origin, List<Parameter> first) {
        add(origin, first);
    }

    /** Adds those of a part; the name of its origin is for messages. */
    void add(String origin, List<Parameter> some) {
        for (Parameter parameter : some) {
            Parameter before = parameters.putIfAbsent(parameter.name(), parameter);
            if (before != null && !before.equals(parameter)) {
                throw new FiduciaException(
                        Kind.PLUGIN,
                        "the parameter " + parameter.name() + " is " + describe(before) + " in "
                                + origins.get(parameter.name()) + ", but " + describe(parameter) + " in " + origin,
                        "equal names must be equal parameters: declare it the same, or give one of them another name");
            }
            origins.putIfAbsent(parameter.name(), origin);
        }
    }

    private static String describe(Parameter p) {
        return (p.fixed() ? "held at " : "free from ") + p.initial() + " in [" + p.lower() + ", " + p.upper()
                + "], step " + p.step()
                + (p.group().isEmpty() ? "" : ", group " + p.group());
    }

    Collection<Parameter> parameters() {
        return parameters.values();
    }
}

package org.fiducia.exchange.hs3;

import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.model.Expression;
import org.fiducia.exchange.formula.FormulaParser;
import org.fiducia.exchange.json.JsonElement;

/**
 * The fields of a distribution of an observable, as expressions.
 *
 * @param element in the file
 * @param observable of the channel
 * @param functions that know it
 */
record Fields(JsonElement element, Observable observable, Functions functions) {
    String type() {
        return element.text("type");
    }

    boolean has(String field) {
        return element.has(field);
    }

    /** A number, or what a name stands for. */
    Expression of(String field) {
        return of(element, field);
    }

    /** The same of a part of the distribution. */
    Expression of(JsonElement part, String field) {
        return functions.field(part, field);
    }

    /** A number or a name. */
    Expression of(JsonElement member) {
        return functions.of(member, element);
    }

    /** Members of a list that is not empty. */
    List<Expression> all(String field) {
        List<Expression> all = element.get(field).list().stream().map(this::of).toList();
        if (all.isEmpty()) {
            throw element.wrong("has no " + field, "");
        }
        return all;
    }

    /** One name or a list of them. */
    List<String> names(String field) {
        JsonElement names = element.get(field);
        return names.isList() ? names.texts() : List.of(names.text());
    }

    Expression formula(String field) {
        return FormulaParser.parse(
                element.get(field).text(), element.get(field)::wrong, name -> functions.named(name, element));
    }

    /** Refuses a variable that is a function of the observable. */
    void requirePlain(String variable) {
        if (!Observable.is(of(variable))) {
            throw notOfTheObservable();
        }
    }

    FiduciaException notOfTheObservable() {
        for (String field : List.of("x", "m", "mass")) {
            if (has(field) && element.get(field).isText()) {
                return element.wrong(
                        "is a distribution of " + element.text(field) + ", but the data are of " + observable.name(),
                        "give it the variable of the data");
            }
        }
        return element.wrong("does not depend on " + observable.name() + ", of which the data are", "");
    }
}

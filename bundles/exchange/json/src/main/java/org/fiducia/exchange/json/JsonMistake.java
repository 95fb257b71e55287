package org.fiducia.exchange.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/** What is wrong with a file that is no JSON, in words of the file and not of the library that found it. */
final class JsonMistake {
    private static final Pattern DUPLICATE = Pattern.compile("Duplicate field '([^']*)'");
    private static final Pattern TOKEN = Pattern.compile("token '([^']*)'");
    private static final Pattern CHARACTER = Pattern.compile("(?:character|char) \\(?'?(.*?)'? \\(?code (\\d+)");

    private JsonMistake() {}

    static FiduciaException in(String file, JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String where = at == null ? "" : at(at);
        String message = String.valueOf(e.getOriginalMessage());
        String what;
        String remedy = "correct the file";
        if (e instanceof StreamConstraintsException && message.contains("nesting depth")) {
            what = " is nested more than " + StreamReadConstraints.defaults().getMaxNestingDepth() + " deep" + where;
            remedy = "no model needs that: look at what wrote the file";
        } else if (e instanceof StreamConstraintsException) {
            what = " has a number or a text that is too long" + where;
        } else if (message.contains("'NaN'") || message.contains("INF") || message.contains("Infinity")) {
            what = " has a number that is not finite" + where + ", which JSON does not know";
            remedy = "give a number there, or leave the field out";
        } else if (DUPLICATE.matcher(message).find()) {
            Matcher field = DUPLICATE.matcher(message);
            field.find();
            what = " has the field '" + field.group(1) + "' twice in one object" + where;
            remedy = "remove one of them";
        } else {
            what = " is no JSON" + where + ": " + plain(e, message);
        }
        return new FiduciaException(Kind.INPUT, file + what, remedy, e);
    }

    /** A whole JSON document that is not the whole of the file. */
    static FiduciaException after(String file, JsonLocation at) {
        return new FiduciaException(
                Kind.INPUT,
                file + " has more text after the end of its JSON" + at(at),
                "remove what follows the last bracket");
    }

    private static String at(JsonLocation at) {
        return " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static String plain(JsonProcessingException e, String message) {
        if (e instanceof JsonEOFException || message.contains("end-of-input")) {
            return "the file ends too early";
        }
        Matcher token = TOKEN.matcher(message);
        if (token.find()) {
            return "'" + token.group(1) + "' is neither a number nor a text in quotes";
        }
        Matcher character = CHARACTER.matcher(message);
        if (character.find()) {
            int code = Integer.parseInt(character.group(2));
            boolean visible = code > ' ' && code < 127;
            return "unexpected character " + (visible ? "'" + (char) code + "'" : "of code " + code);
        }
        return "it makes no sense there";
    }
}

package org.fiducia.exchange.combination;

import java.util.List;

/**
 * What some parameters are called.
 *
 * @param place where it is said, for messages
 * @param as their name; each * in it stands for what that of a pattern does
 * @param terms which parameters
 * @param claim how strictly it is meant
 */
public record CorrelationRule(String place, String as, List<Term> terms, Claim claim) {
    public CorrelationRule {
        terms = List.copyOf(terms);
    }

    /** How strictly a rule is meant; what is meant more strictly goes first. */
    public enum Claim {
        /** Another name: every term is there. */
        RENAMED,
        /** One parameter: every term is there, and there are two at least. */
        TOGETHER,
        /** Equal names of several models, of which there are some. */
        COMMON,
        /** Equal names of several models, if there are any. */
        BY_NAME
    }

    /** Whether it is about names that several models have. */
    boolean common() {
        return claim == Claim.COMMON || claim == Claim.BY_NAME;
    }

    /** Whether each * of {@link #as} has its own in every pattern. */
    public boolean fits() {
        int stars = new NamePattern(as).stars();
        return stars == 0 || terms.stream().allMatch(term -> term.parameter().stars() == stars);
    }

    /** Parameters of members by their names. */
    public record Term(NamePattern member, NamePattern parameter) {
        /** Parameters of all members. */
        public static Term of(String parameter) {
            return new Term(new NamePattern("*"), new NamePattern(parameter));
        }

        boolean holds(String name) {
            return member.matches(name);
        }
    }
}

package org.fiducia.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Capability;

/**
 * Makes a service interface that extends {@link Plugin} a kind of plug-in: every service registered under it is one of that
 * kind. The kernel lists it, finds it by its id and names it in messages by what is said here; it knows no kind otherwise, so
 * that a bundle may bring one of its own.
 *
 * <p>The bundle says in its manifest which kinds it brings ({@value #NAMESPACE}, written by bnd), so that they are known
 * before there is a plug-in of them.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Capability(namespace = PluginKind.NAMESPACE, name = "${@class}")
public @interface PluginKind {
    /** Namespace of the capability by which a bundle tells of the interface. */
    String NAMESPACE = "org.fiducia.kind";

    /** Name of many, one word in lower case, as {@code list} takes it. */
    String plural();

    /** Name of one, for messages. */
    String singular();

    /** Order of listings: kinds of a lower number come first, those of the same number by name. */
    int order() default 1000;
}

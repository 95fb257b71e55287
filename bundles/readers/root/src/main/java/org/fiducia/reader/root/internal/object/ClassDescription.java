package org.fiducia.reader.root.internal.object;

import java.util.List;

/**
 * How the objects of one version of a class are stored ({@code TStreamerInfo}).
 *
 * @param className name of the class
 * @param version version of the class
 * @param checksum identifies the layout of a class that has no version
 * @param members base classes and members in the order of storage
 */
public record ClassDescription(String className, int version, int checksum, List<Member> members) {
    public ClassDescription {
        members = List.copyOf(members);
    }

    /**
     * A base class or member ({@code TStreamerElement}).
     *
     * @param name name of the member or base class
     * @param title its comment
     * @param type code of the type, see {@link ObjectReader}
     * @param length number of values of an array of fixed length
     * @param typeName type in C++
     * @param countName member that holds the length of an array; empty when there is none
     */
    public record Member(String name, String title, int type, int length, String typeName, String countName) {}
}

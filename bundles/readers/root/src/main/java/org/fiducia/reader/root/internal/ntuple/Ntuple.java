package org.fiducia.reader.root.internal.ntuple;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.fiducia.api.event.TreeInfo;
import org.fiducia.reader.root.internal.storage.ByteCursor;
import org.fiducia.reader.root.internal.storage.DamagedException;
import org.fiducia.reader.root.internal.storage.RootFile;
import org.fiducia.reader.root.internal.storage.StoredObject;
import org.fiducia.reader.root.internal.storage.UnreadableException;

/**
 * An RNTuple, format 1.0 (ROOT 6.34 and later): a header with its fields and columns, a footer with those that came late
 * and the groups of clusters, pages of columns. Source: ROOT, <i>RNTuple Binary Format Specification 1.0</i>.
 */
public final class Ntuple {
    /** Class of what refers to header and footer. */
    public static final String CLASS = "ROOT::RNTuple";

    private static final int EPOCH = 1;
    private static final int ANCHOR = 64;
    private static final int LENGTH = 0x3FFF_FFFF;

    private final String name;
    private final Storage storage;
    private final long headerChecksum;
    private final long entries;
    private final List<ClusterGroup> groups;
    private final Schema schema;
    private final NtupleBranches branches;

    private Ntuple(String name, Storage storage, long headerChecksum, List<ClusterGroup> groups, Schema schema) {
        this.name = name;
        this.storage = storage;
        this.headerChecksum = headerChecksum;
        this.groups = groups;
        this.schema = schema;
        long next = 0;
        for (ClusterGroup group : groups) {
            if (group.first() != next) {
                throw new DamagedException("RNTuple " + name + " has a group of clusters that begins with entry "
                        + group.first() + " instead of " + next);
            }
            next += group.entries();
        }
        this.entries = next;
        this.branches = new NtupleBranches(schema);
    }

    /**
     * Reads the description of one.
     *
     * @param name its name, with its directory
     * @param anchor the object that refers to it
     * @throws UnreadableException when it is of a version, or uses features, that came after this reader
     */
    public static Ntuple read(RootFile file, String name, StoredObject anchor) throws IOException {
        String what = "RNTuple " + name;
        ByteCursor in = anchor.bytes();
        int length = (in.int32() & LENGTH) - 2; // without the version of the class
        in.skip(2);
        if (length < ANCHOR || length > in.remaining() - Long.BYTES) {
            throw new DamagedException(what + " has an anchor of " + length + " bytes");
        }
        byte[] checked = in.int8s(length);
        var numbers = new ByteCursor(checked);
        int epoch = numbers.uint16();
        int major = numbers.uint16();
        int minor = numbers.uint16();
        int patch = numbers.uint16();
        if (epoch != EPOCH) {
            throw new UnreadableException(
                    what + " is of format " + epoch + "." + major + "." + minor + "." + patch + ", not of 1");
        }
        if (in.int64() != Checksum.of(checked, 0, checked.length)) {
            throw new DamagedException(what + " has an anchor whose checksum is wrong");
        }
        long[] links = numbers.int64s(7);
        var storage = new Storage(file, links[6]);
        return read(
                name,
                storage,
                Envelope.read(
                        storage, new Locator(links[1], links[0]), links[2], Envelope.HEADER, "the header of " + what),
                Envelope.read(
                        storage, new Locator(links[4], links[3]), links[5], Envelope.FOOTER, "the footer of " + what));
    }

    private static Ntuple read(String name, Storage storage, Envelope header, Envelope footer) {
        String what = "RNTuple " + name;
        EnvelopeCursor in = header.payload();
        checkFeatures(in, what);
        in.text(); // name, description, program
        in.text();
        in.text();
        var schema = new Schema("the header of " + what);
        schema.read(in);

        EnvelopeCursor end = footer.payload();
        checkFeatures(end, what);
        if (end.int64() != header.checksum()) {
            throw new DamagedException("the footer of " + what + " belongs to another header");
        }
        EnvelopeCursor extension = end.record();
        if (extension.remaining() > 0) {
            schema.read(extension);
        }
        schema.connect();
        EnvelopeCursor.Items list = end.list();
        var groups = new ArrayList<ClusterGroup>();
        for (int i = 0; i < list.items(); i++) {
            groups.add(new ClusterGroup(list.in().record(), what));
        }
        groups.removeIf(group -> group.entries() == 0);
        groups.sort(Comparator.comparingLong(ClusterGroup::first));
        return new Ntuple(name, storage, header.checksum(), groups, schema);
    }

    /** None is defined in format 1.0. */
    private static void checkFeatures(EnvelopeCursor in, String what) {
        long flags;
        do {
            flags = in.int64();
            if (flags != 0) {
                throw new UnreadableException(
                        what + " uses features of the format that came after version 1.0 (flags 0x"
                                + Long.toHexString(flags) + ")");
            }
        } while (flags < 0);
    }

    public String name() {
        return name;
    }

    public long entries() {
        return entries;
    }

    /** As a tree. */
    public TreeInfo info() {
        return new TreeInfo(
                name,
                entries,
                branches.listed().stream().map(NtupleBranch::info).toList());
    }

    /** Everything that has values or could have them, by each name it can be asked for by. */
    public Map<String, NtupleBranch> byName() {
        return branches.byName();
    }

    Schema schema() {
        return schema;
    }

    Storage storage() {
        return storage;
    }

    /** The cluster of an entry. */
    Cluster cluster(long entry) throws IOException {
        for (ClusterGroup group : groups) {
            if (entry < group.first() + group.entries()) {
                List<Cluster> clusters = group.clusters(storage, headerChecksum);
                int low = 0;
                int high = clusters.size() - 1;
                while (low < high) {
                    int middle = (low + high) >>> 1;
                    if (entry < clusters.get(middle).end()) {
                        high = middle;
                    } else {
                        low = middle + 1;
                    }
                }
                return clusters.get(low);
            }
        }
        throw new DamagedException("RNTuple " + name + " has no entry " + entry);
    }
}

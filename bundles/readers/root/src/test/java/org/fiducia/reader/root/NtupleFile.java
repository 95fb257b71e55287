package org.fiducia.reader.root;

import com.dynatrace.hash4j.hashing.Hashing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Writes an RNTuple after the specification of its format: fields, columns, pages as bytes, clusters and their groups. */
public final class NtupleFile {
    public static final int LEAF = 0;
    public static final int COLLECTION = 1;
    public static final int RECORD = 2;
    public static final int VARIANT = 3;
    public static final int STREAMED = 4;
    private static final int START = 400;
    private static final int TOP = -1;

    /** What compresses envelopes and pages. */
    private final UnaryOperator<byte[]> packing;

    private final long longest;
    private BinaryOperator<byte[]> change = (what, bytes) -> bytes;
    private final List<byte[]> fields = new ArrayList<>();
    private final List<byte[]> columns = new ArrayList<>();
    private final List<byte[]> lateFields = new ArrayList<>();
    private final List<byte[]> lateColumns = new ArrayList<>();
    private final List<List<Cluster>> groups = new ArrayList<>();
    private final ByteArrayOutputStream blobs = new ByteArrayOutputStream();
    private boolean late;
    private boolean largeLocators;
    private long features;
    private int epoch = 1;
    private String className = "ROOT::RNTuple";

    /** Where things were written, for what damages them: positions of the header, the footer and each page. */
    public record Written(Path path, long header, long headerSize, long footer, List<Long> pages) {}

    /** One that is not compressed. */
    public NtupleFile() {
        this(UnaryOperator.identity(), 0x4000_0000);
    }

    /**
     * @param packing what compresses
     * @param longest bytes of the longest record
     */
    public NtupleFile(UnaryOperator<byte[]> packing, long longest) {
        this.packing = packing;
        this.longest = longest;
        groups.add(new ArrayList<>());
    }

    /** A page of so many elements. */
    private record Page(int column, int elements, byte[] bytes) {}

    /** Entries and their pages. */
    public static final class Cluster {
        private final long first;
        private final long entries;
        private final List<Page> pages = new ArrayList<>();
        private final List<Integer> suppressed = new ArrayList<>();
        private int known = Integer.MAX_VALUE;

        private Cluster(long first, long entries) {
            this.first = first;
            this.entries = entries;
        }

        public Cluster page(int column, int elements, byte[] bytes) {
            pages.add(new Page(column, elements, bytes));
            return this;
        }

        /** Says that another form of a field is used. */
        public Cluster suppress(int column) {
            suppressed.add(column);
            return this;
        }

        /** Lists so many columns only, as when the others came later. */
        public Cluster knows(int some) {
            known = some;
            return this;
        }
    }

    /** Little-endian numbers. */
    public static final class Bytes {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        public Bytes u(int width, long... values) {
            for (long value : values) {
                for (int i = 0; i < width; i++) {
                    out.write((int) (value >>> 8 * i));
                }
            }
            return this;
        }

        public Bytes text(String text) {
            byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
            return u(4, encoded.length).raw(encoded);
        }

        public Bytes raw(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }

        public Bytes record(Consumer<Bytes> content) {
            var inner = new Bytes();
            content.accept(inner);
            return u(8, inner.out.size() + 8).raw(inner.toBytes());
        }

        public Bytes list(int items, Consumer<Bytes> content) {
            var inner = new Bytes();
            content.accept(inner);
            return u(8, -(inner.out.size() + 12L)).u(4, items).raw(inner.toBytes());
        }

        public byte[] toBytes() {
            return out.toByteArray();
        }
    }

    /** What follows came after the first entries, and stands in the footer. */
    public void extend() {
        late = true;
    }

    public void useLargeLocators() {
        largeLocators = true;
    }

    public void require(long flags) {
        features = flags;
    }

    public void ofEpoch(int number) {
        epoch = number;
    }

    public void ofClass(String name) {
        className = name;
    }

    /**
     * Changes what is written before its checksum is computed.
     *
     * @param type 1 for the header, 2 for the footer, 3 for lists of pages, 0 for pages
     */
    public void change(int type, UnaryOperator<byte[]> damage) {
        change = (what, bytes) -> what[0] == type ? damage.apply(bytes) : bytes;
    }

    /** A field of the top. */
    public int field(int role, String name, String type) {
        return field(TOP, role, name, type, 0, -1);
    }

    /** A field of another. */
    public int field(int parent, int role, String name, String type) {
        return field(parent, role, name, type, 0, -1);
    }

    /**
     * A field.
     *
     * @param parent −1 for one of the top
     * @param copies values per item; 0 for one that is no array
     * @param source field that it shows; −1 when it has values of its own
     */
    public int field(int parent, int role, String name, String type, long copies, int source) {
        int id = fields.size() + lateFields.size();
        var bytes = new Bytes()
                .u(4, 0, 0, parent < 0 ? id : parent)
                .u(2, role, (copies > 0 ? 1 : 0) | (source >= 0 ? 2 : 0))
                .text(name)
                .text(type)
                .text("")
                .text("the " + name);
        if (copies > 0) {
            bytes.u(8, copies);
        }
        if (source >= 0) {
            bytes.u(4, source);
        }
        (late ? lateFields : fields).add(bytes.toBytes());
        return id;
    }

    /** A column of the first form of a field. */
    public int column(int type, int bits, int field) {
        return column(type, bits, field, 0, Long.MIN_VALUE);
    }

    /**
     * A column.
     *
     * @param form which of the forms of its field it belongs to
     * @param first index of its first element; the least number for one that begins at the beginning
     * @param range least and largest value, or nothing
     */
    public int column(int type, int bits, int field, int form, long first, double... range) {
        int id = columns.size() + lateColumns.size();
        boolean deferred = first != Long.MIN_VALUE;
        var bytes =
                new Bytes().u(2, type, bits).u(4, field).u(2, (deferred ? 1 : 0) | (range.length > 0 ? 2 : 0), form);
        if (deferred) {
            bytes.u(8, first);
        }
        for (double bound : range) {
            bytes.u(8, Double.doubleToLongBits(bound));
        }
        (late ? lateColumns : columns).add(bytes.toBytes());
        return id;
    }

    /** The next cluster. */
    public Cluster cluster(long entries) {
        long first = groups.stream()
                .flatMap(List::stream)
                .mapToLong(cluster -> cluster.entries)
                .sum();
        var cluster = new Cluster(first, entries);
        groups.get(groups.size() - 1).add(cluster);
        return cluster;
    }

    /** Begins another group of clusters. */
    public void group() {
        groups.add(new ArrayList<>());
    }

    private static long hash(byte[] bytes) {
        return Hashing.xxh3_64().hashBytesToLong(bytes);
    }

    /** Writes bytes in one record, or in several where they are too long. Returns the position. */
    private long blob(byte[] bytes) {
        long position = START + blobs.size();
        if (bytes.length <= longest) {
            blobs.writeBytes(bytes);
            return position;
        }
        int part = (int) longest;
        int others = 1;
        while (bytes.length + 8 * others > (others + 1) * part) {
            others++;
        }
        int head = part - 8 * others;
        var starts = new Bytes();
        for (int i = 0; i < others; i++) {
            int from = head + i * part;
            starts.u(8, START + blobs.size());
            blobs.writeBytes(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + part)));
        }
        position = START + blobs.size();
        blobs.writeBytes(Arrays.copyOf(bytes, head));
        blobs.writeBytes(starts.toBytes());
        return position;
    }

    private byte[] envelope(int type, Consumer<Bytes> content) {
        var inner = new Bytes();
        content.accept(inner);
        byte[] payload = inner.toBytes();
        byte[] whole = new Bytes()
                .u(8, type | (payload.length + 16L) << 16)
                .raw(payload)
                .toBytes();
        byte[] checked = change.apply(new byte[] {(byte) type}, whole);
        return new Bytes().raw(checked).u(8, hash(checked)).toBytes();
    }

    private void locator(Bytes out, long size, long position) {
        if (largeLocators) {
            out.u(4, position % 2 == 0 ? -(1 << 24 | 20) : 0x81 << 24 | 20).u(8, size, position); // both readings
        } else {
            out.u(4, size).u(8, position);
        }
    }

    private static void schema(Bytes out, List<byte[]> fields, List<byte[]> columns) {
        for (List<byte[]> list : List.of(fields, columns)) {
            out.list(list.size(), items -> list.forEach(item -> items.record(r -> r.raw(item))));
        }
        out.list(0, none -> {}).list(0, none -> {});
    }

    /** Pages of a column in a cluster. */
    private void pages(Bytes out, Cluster cluster, int column, List<Long> positions) {
        List<Page> pages =
                cluster.pages.stream().filter(p -> p.column == column).toList();
        boolean suppressed = cluster.suppressed.contains(column);
        out.list(pages.size(), items -> {
            for (Page page : pages) {
                byte[] packed = packing.apply(change.apply(new byte[1], page.bytes));
                long position = blob(new Bytes().raw(packed).u(8, hash(packed)).toBytes());
                positions.add(position);
                items.u(4, -page.elements);
                locator(items, packed.length, position);
            }
            items.u(8, suppressed ? Long.MIN_VALUE : 0);
            if (!suppressed) {
                items.u(4, 505);
            }
        });
    }

    /** Writes the file, whose RNTuple is called {@code n}. */
    public Written write(Path path) throws IOException {
        byte[] header = envelope(1, e -> {
            e.u(8, features).text("n").text("made by hand").text("test");
            schema(e, fields, columns);
        });
        byte[] packedHeader = packing.apply(header);
        long headerAt = blob(packedHeader);
        long checksum = hash(Arrays.copyOf(header, header.length - 8));
        int all = columns.size() + lateColumns.size();
        var positions = new ArrayList<Long>();
        var links = new ArrayList<byte[]>();
        for (List<Cluster> clusters : groups) {
            byte[] list = envelope(3, e -> {
                e.u(8, checksum);
                e.list(clusters.size(), items -> clusters.forEach(c -> items.record(r -> r.u(8, c.first, c.entries))));
                e.list(
                        clusters.size(),
                        items -> clusters.forEach(c -> items.list(Math.min(all, c.known), inner -> {
                            for (int column = 0; column < Math.min(all, c.known); column++) {
                                pages(inner, c, column, positions);
                            }
                        })));
            });
            byte[] packed = packing.apply(list);
            long at = blob(packed);
            long first = clusters.isEmpty() ? 0 : clusters.get(0).first;
            long entries = clusters.stream().mapToLong(c -> c.entries).sum();
            var link = new Bytes().u(8, first, entries).u(4, clusters.size()).u(8, list.length);
            locator(link, packed.length, at);
            links.add(link.toBytes());
        }
        byte[] footer = envelope(2, e -> {
            e.u(8, 0, checksum);
            e.record(r -> {
                if (!lateFields.isEmpty() || !lateColumns.isEmpty()) {
                    schema(r, lateFields, lateColumns);
                }
            });
            e.list(links.size(), items -> links.forEach(link -> items.record(r -> r.raw(link))));
            e.list(0, none -> {}); // what later versions add
        });
        byte[] packedFooter = packing.apply(footer);
        long footerAt = blob(packedFooter);
        var anchor = new RootStream(0)
                .i16(epoch, 0, 0, 0)
                .i64(
                        headerAt,
                        packedHeader.length,
                        header.length,
                        footerAt,
                        packedFooter.length,
                        footer.length,
                        longest);
        byte[] object = new RootStream(0)
                .versioned(2, s -> s.raw(anchor.toBytes()))
                .i64(hash(anchor.toBytes()))
                .toBytes();
        Files.write(path, file(object));
        return new Written(path, headerAt, packedHeader.length, footerAt, positions);
    }

    /** The file around it. */
    private byte[] file(byte[] object) {
        long at = START + blobs.size();
        byte[] key = RootStream.key(false, object.length, 0, at, className, "n", "");
        long keysAt = at + key.length + object.length;
        byte[] list = new RootStream(0).i32(1).raw(key).toBytes();
        byte[] listKey = RootStream.key(false, list.length, 0, keysAt, "", "n.root", "");
        long end = keysAt + listKey.length + list.length;
        byte[] head = new RootStream(0)
                .raw("root".getBytes(StandardCharsets.US_ASCII))
                .i32(62400, 100, (int) end, 0, 0, 0, 50)
                .i8(4)
                .i32(1, 0, 0)
                .toBytes();
        byte[] directory = new RootStream(0)
                .i16(1)
                .i32(0, 0, listKey.length + list.length, 50, 100, 0, (int) keysAt)
                .toBytes();
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(Arrays.copyOf(head, 150));
        whole.writeBytes(Arrays.copyOf(directory, START - 150));
        whole.writeBytes(blobs.toByteArray());
        whole.writeBytes(key);
        whole.writeBytes(object);
        whole.writeBytes(listKey);
        whole.writeBytes(list);
        return whole.toByteArray();
    }
}

package org.fiducia.reader.root;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes a tree as early versions of ROOT did, which describe no classes: branches {@code n/I}, {@code x[n]/F} and
 * {@code u/i}, whose first three events are in the file and whose last two stand in the tree's own record; {@code c}, an
 * array of clones with the same values; {@code lost},
 * whose leaf does not know its length; {@code object}, of a class.
 *
 * @param tree version of TTree
 * @param branch version of TBranch
 * @param leaf version of TLeaf
 * @param basket version of TBasket
 * @param start where baskets and tree begin; beyond 2 GB with positions of 64 bits
 */
public record OldRootFile(int tree, int branch, int leaf, int basket, long start) {
    public static final OldRootFile ROOT2_EARLY = new OldRootFile(2, 3, 1, 1, 400);
    public static final OldRootFile ROOT2 = new OldRootFile(4, 5, 1, 1, 400);
    public static final OldRootFile ROOT3_FIRST = new OldRootFile(6, 6, 1, 2, 400);
    public static final OldRootFile ROOT3 = new OldRootFile(6, 7, 2, 2, 400);
    public static final OldRootFile ROOT4 = new OldRootFile(6, 8, 2, 2, 400);
    public static final OldRootFile ROOT4_LARGE = new OldRootFile(6, 9, 2, 2, (1L << 31) + 12345);

    static final long[] N = {2, 0, 1, 3, 1};
    static final double[] X = {1.5, -2.25, 8, 0.5, 0.25, -0.125, 1e6};
    static final long[] U = {1, 4_000_000_000L, 0xFFFF_FFFFL, 7, 0x8000_0000L};
    private static final int WRITTEN = 3;

    private boolean large() {
        return start > Integer.MAX_VALUE;
    }

    /** Values of one event of a branch. */
    private static byte[] values(String name, int event) {
        var out = new RootStream(0);
        switch (name) {
            case "n", "c_" -> out.i32((int) N[event]);
            case "u" -> out.i32((int) U[event]);
            default -> {
                int first = 0;
                for (int i = 0; i < event; i++) {
                    first += (int) N[i];
                }
                for (int i = 0; i < N[event]; i++) {
                    out.f32(X[first + i]);
                }
            }
        }
        return out.toBytes();
    }

    private static boolean jagged(String name) {
        return name.equals("x") || name.equals("c.a");
    }

    /** The key of a basket and what follows it in the same header. */
    private byte[] header(String name, int events, int last, int flag, int bytes, long position) {
        byte[] key = RootStream.key(large(), bytes, 19, position, "TBasket", name, "t");
        return new RootStream(0)
                .raw(key)
                .i16(basket)
                .i32(32000, 1000, events, last)
                .i8(flag)
                .toBytes();
    }

    /** The first events of a branch as a record of the file. */
    private byte[] record(String name, long position) {
        int headerLength = header(name, 0, 0, 0, 0, 0).length;
        var data = new RootStream(0);
        var offsets = new int[WRITTEN + 1];
        for (int event = 0; event < WRITTEN; event++) {
            offsets[event] = headerLength + data.size();
            data.raw(values(name, event));
        }
        int last = headerLength + data.size();
        if (jagged(name)) {
            data.i32(WRITTEN + 1).i32(offsets);
        }
        return RootStream.concat(header(name, WRITTEN, last, 0, data.size(), position), data.toBytes());
    }

    /** The last events of a branch as an object within the tree. */
    private void embedded(RootStream s, String name) {
        int headerLength = header(name, 0, 0, 0, 0, 0).length;
        int events = N.length - WRITTEN;
        var data = new RootStream(0);
        var offsets = new int[events];
        for (int event = 0; event < events; event++) {
            offsets[event] = headerLength + data.size();
            data.raw(values(name, WRITTEN + event));
        }
        int last = headerLength + data.size();
        boolean jagged = jagged(name);
        s.raw(header(name, events, last, jagged ? 11 : 12, 0, 0));
        if (jagged) {
            s.i32(events).i32(offsets);
        }
        if (basket < 2) {
            s.i32(last);
        }
        s.raw(new byte[headerLength]).raw(data.toBytes());
    }

    private void leaf(
            RootStream s, String className, String name, String title, int length, boolean unsigned, int count) {
        s.versioned(1, l -> {
            l.versioned(leaf, b -> {
                b.named(name, title)
                        .i32(length, 4, 0)
                        .i8(0)
                        .i8(unsigned ? 1 : 0)
                        .i32(count);
            });
            if (className.equals("TLeafF")) {
                l.f32(0, 0);
            } else if (className.equals("TLeafI")) {
                l.i32(0, 0);
            } else {
                l.i8(1);
            }
        });
    }

    /** A branch of clones, which newer versions give numbers of events of 64 bits. */
    private void clones(RootStream s, long[] positions, int[] lengths) {
        s.versioned(1, c -> {
            c.named("c", "c").i32(1, 32000, 1000, 10, 0);
            if (branch > 7) {
                c.i64(N.length, N.length, 1000, 1000);
            } else {
                c.i32(N.length).f64(N.length, 1000, 1000);
            }
            c.i32(0);
            var counter = new int[1];
            c.any(
                    "TBranch",
                    b -> branch(
                            b,
                            "c_",
                            "c_/I",
                            positions[0],
                            lengths[0],
                            leaves -> counter[0] =
                                    leaves.any("TLeafI", l -> leaf(l, "TLeafI", "c_", "c_", 1, false, 0))));
            c.text("TThing");
            c.array(
                    1,
                    list -> list.any(
                            "TBranch",
                            b -> branch(
                                    b,
                                    "c.a",
                                    "a[c_]/F",
                                    positions[1],
                                    lengths[1],
                                    leaves -> leaves.any(
                                            "TLeafF", l -> leaf(l, "TLeafF", "a", "a[c_]", 1, false, counter[0])))));
        });
    }

    private void branch(
            RootStream s, String name, String title, long position, int bytes, Consumer<RootStream> leaves) {
        boolean filled = position > 0;
        s.versioned(branch, b -> {
            b.named(name, title);
            if (branch > 7) {
                b.versioned(1, fill -> fill.i16(0, 1001));
            }
            b.i32(1, 32000, jagged(name) ? 1000 : 0);
            int baskets = 10;
            int writing = filled ? 1 : 0;
            int events = filled ? N.length : 0;
            if (branch > 5) {
                b.i32(writing, events, 0, baskets);
                if (branch > 6) {
                    b.i32(0);
                }
                b.f64(events, 1000, 1000);
            } else {
                b.i32(baskets, writing, events).f64(events, 1000, 1000).i32(0);
            }
            b.array(0, none -> {}).array(1, leaves);
            b.array(filled ? 2 : 0, list -> {
                if (filled) {
                    list.i32(0);
                    list.any("TBasket", basket -> embedded(basket, name));
                }
            });
            var starts = new int[baskets];
            starts[1] = filled ? WRITTEN : 0;
            var sizes = new int[baskets];
            sizes[0] = bytes;
            var seeks = new long[baskets];
            seeks[0] = position;
            if (branch > 5) {
                b.i8(1).i32(sizes).i8(1).i32(starts).i8(large() ? 2 : 1);
                seeks(b, seeks);
            } else {
                b.i32(baskets).i32(starts);
                if (branch > 4) {
                    b.i32(baskets).i32(sizes);
                }
                b.i32(baskets);
                seeks(b, seeks);
            }
            b.text("");
        });
    }

    private void seeks(RootStream s, long[] seeks) {
        for (long seek : seeks) {
            if (large()) {
                s.i64(seek);
            } else {
                s.i32((int) seek);
            }
        }
    }

    private byte[] tree(int keyLength, long[] positions, int[] lengths) {
        var s = new RootStream(keyLength);
        s.versioned(tree, t -> {
            t.named("t", "made by hand");
            t.versioned(1, line -> line.i16(1, 1, 1));
            t.versioned(1, fill -> fill.i16(0, 1001));
            t.versioned(1, marker -> marker.i16(1, 1).f32(1));
            if (tree < 5) {
                t.i32(25, 1_000_000_000, 0).f64(N.length, 3000, 3000).i32(10_000_000, 1_000_000);
            } else {
                t.f64(N.length, 3000, 3000, 0).i32(0, 25, 0, 1_000_000_000, 0, 10_000_000, 1_000_000);
            }
            var counter = new int[1];
            t.array(6, branches -> {
                branches.any(
                        "TBranchClones",
                        b -> clones(b, Arrays.copyOfRange(positions, 3, 5), Arrays.copyOfRange(lengths, 3, 5)));
                branches.any(
                        "TBranch",
                        b -> branch(
                                b,
                                "n",
                                "n/I",
                                positions[0],
                                lengths[0],
                                leaves -> counter[0] =
                                        leaves.any("TLeafI", l -> leaf(l, "TLeafI", "n", "n", 1, false, 0))));
                branches.any(
                        "TBranch",
                        b -> branch(
                                b,
                                "x",
                                "x[n]/F",
                                positions[1],
                                lengths[1],
                                leaves -> leaves.any(
                                        "TLeafF", l -> leaf(l, "TLeafF", "x", "x[n]", 1, false, counter[0]))));
                branches.any(
                        "TBranch",
                        b -> branch(
                                b,
                                "u",
                                "u/i",
                                positions[2],
                                lengths[2],
                                leaves -> leaves.any("TLeafI", l -> leaf(l, "TLeafI", "u", "u", 1, true, 0))));
                branches.any(
                        "TBranch",
                        b -> branch(
                                b,
                                "lost",
                                "lost/F",
                                positions[2],
                                lengths[2],
                                leaves -> leaves.any("TLeafF", l -> leaf(l, "TLeafF", "lost", "lost", -1, false, 0))));
                branches.any(
                        "TBranch",
                        b -> branch(
                                b,
                                "object",
                                "object",
                                0,
                                0,
                                leaves -> leaves.any(
                                        "TLeafObject", l -> leaf(l, "TLeafObject", "object", "object", 0, false, 0))));
            });
            t.array(0, none -> {});
            t.i32(0, 0); // no index
            if (tree > 5) {
                t.i32(0); // no friends
            } else if (tree > 3) {
                t.versioned(4, list -> list.object().text("").i32(0));
            }
        });
        return s.toBytes();
    }

    /** Writes the file. */
    public Path write(Path path) throws IOException {
        String[] names = {"n", "x", "u", "c_", "c.a"};
        var positions = new long[names.length];
        var lengths = new int[names.length];
        List<byte[]> records = new ArrayList<>();
        long at = start;
        for (int i = 0; i < names.length; i++) {
            byte[] record = record(names[i], at);
            positions[i] = at;
            lengths[i] = record.length;
            records.add(record);
            at += record.length;
        }
        int keyLength = RootStream.key(large(), 0, 0, at, "TTree", "t", "made by hand").length;
        byte[] tree = tree(keyLength, positions, lengths);
        byte[] treeKey = RootStream.key(large(), tree.length, 0, at, "TTree", "t", "made by hand");
        records.add(treeKey);
        records.add(tree);
        long keysAt = at + treeKey.length + tree.length;
        byte[] list = new RootStream(0).i32(1).raw(treeKey).toBytes();
        byte[] listKey = RootStream.key(large(), list.length, 0, keysAt, "", "t.root", "");
        records.add(listKey);
        records.add(list);
        long end = keysAt + listKey.length + list.length;
        var directory = new RootStream(0).i16(large() ? 1005 : 1).i32(0, 0, listKey.length + list.length, 50);
        seeks(directory, new long[] {100, 0, keysAt});
        var header = new RootStream(0).raw("root".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        header.i32(large() ? 1_040_008 : 30206, 100);
        seeks(header, new long[] {end, 0});
        header.i32(0, 0, 50).i8(4).i32(1);
        seeks(header, new long[] {0});
        header.i32(0);
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.write(header.toBytes());
            file.seek(150);
            file.write(directory.toBytes());
            file.seek(start);
            for (byte[] record : records) {
                file.write(record);
            }
        }
        return path;
    }
}

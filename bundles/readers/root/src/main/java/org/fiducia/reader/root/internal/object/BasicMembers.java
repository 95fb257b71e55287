package org.fiducia.reader.root.internal.object;

import java.util.Objects;
import org.fiducia.reader.root.internal.object.ClassDescription.Member;
import org.fiducia.reader.root.internal.storage.ByteCursor;
import org.fiducia.reader.root.internal.storage.DamagedException;
import org.fiducia.reader.root.internal.storage.UnreadableException;

/** Reads members of basic types, and arrays of them, by the codes that ROOT gives types. */
final class BasicMembers {
    /** Bit of an object that a number of its process follows. */
    private static final int REFERENCED = 1 << 4;

    private final ByteCursor in;

    /** @param in where the members stand */
    BasicMembers(ByteCursor in) {
        this.in = in;
    }

    /** One value. */
    Object one(int type, Member member) {
        return switch (type) {
            case 1, 10 -> (long) in.int8();
            case 2 -> (long) in.int16();
            case 3, 6 -> (long) in.int32();
            case 4, 16, 14, 17 -> in.int64();
            case 5 -> (double) in.float32();
            case 7 -> in.text(in.int32());
            case 8 -> in.float64();
            case 9, 19 -> compact(type, member).read(in);
            case 11 -> (long) in.uint8();
            case 12 -> (long) in.uint16();
            case 13 -> in.uint32();
            case 15 -> bits();
            case 18 -> in.bool() ? 1L : 0L;
            default -> throw unreadable(member);
        };
    }

    /** So many values. */
    Object several(int type, int count, Member member) {
        return switch (type) {
            case 1, 10, 11, 18 -> in.int8s(count);
            case 2, 12 -> int16s(count);
            case 3, 6, 13 -> in.int32s(count);
            case 4, 14, 16, 17 -> in.int64s(count);
            case 5 -> float32s(count);
            case 8 -> float64s(count);
            case 9, 19 -> compacts(compact(type, member), count);
            default -> throw unreadable(member);
        };
    }

    /** The bits of an object, and the number of its process where it has one. */
    long bits() {
        int bits = in.int32();
        if ((bits & REFERENCED) != 0) {
            in.skip(2); // process
        }
        return bits;
    }

    static UnreadableException unreadable(Member member) {
        return new UnreadableException(
                "member " + member.name() + " of type " + member.typeName() + " is stored in a way not known here");
    }

    int[] int16s(int count) {
        check(count, Short.BYTES);
        var values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.int16();
        }
        return values;
    }

    double[] float64s(int count) {
        long[] bits = in.int64s(count);
        var values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = Double.longBitsToDouble(bits[i]);
        }
        return values;
    }

    double[] float32s(int count) {
        int[] bits = in.int32s(count);
        var values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = Float.intBitsToFloat(bits[i]);
        }
        return values;
    }

    private double[] compacts(CompactReal form, int count) {
        check(count, form.size());
        byte[] bytes = in.int8s(count * form.size());
        var values = new double[count];
        form.decode(bytes, 0, count, values, 0);
        return values;
    }

    private void check(int count, int size) {
        if (count < 0 || (long) count * size > in.remaining()) {
            throw new DamagedException(
                    "an object claims " + count + " numbers where " + in.remaining() + " bytes are left");
        }
    }

    private static CompactReal compact(int type, Member member) {
        return Objects.requireNonNull(CompactReal.coded(type, member.title()), "9 and 19 are compact");
    }
}

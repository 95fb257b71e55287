package org.fiducia.reader.hepmc.internal.objects;

import java.util.Arrays;

/**
 * The anti-kT algorithm with the E scheme (Cacciari, Salam, Soyez, arXiv:0802.1189): of all d_ij = min(1/pT_i², 1/pT_j²) ΔR²/R²
 * with ΔR² = Δy² + Δφ², and d_iB = 1/pT_i², the smallest says which two are added, or which one is a jet. Each particle knows
 * its nearest neighbour within R, which is enough (arXiv:hep-ph/0512210), and looks for it only in tiles of the plane that
 * are not smaller than R and have something in them. One belongs to one thread.
 */
public final class AntiKt {
    /** Beyond, the outermost tiles go on without end. */
    private static final double RAPIDITY = 8;

    /** Rapidity of what flies along the beam. */
    private static final double LARGEST = 1e5;

    private static final int NONE = -1;

    /** A neighbour that is gone: the distance to it is a lower bound of that to the others. */
    private static final int LOST = -2;

    private final double radius2;
    private final int rows;
    private final int columns;
    private final double rowsPerUnit;
    private final double columnsPerRadian;

    private int size;
    private double[] px = new double[0];
    private double[] py = new double[0];
    private double[] pz = new double[0];
    private double[] e = new double[0];
    private double[] rapidity = new double[0];
    private double[] phi = new double[0];
    private double[] inverse = new double[0];
    private double[] distance = new double[0];
    private int[] neighbour = new int[0];
    private int[] row = new int[0];
    private int[] column = new int[0];
    private int[] behind = new int[0];

    /** First in each tile, where its row says that there is one. */
    private final int[] first;

    /** Of each row, a bit for each tile that has something in it. The first and the last row are there for their neighbours. */
    private final long[] occupied;

    /** Of each column, itself and those beside it. */
    private final long[] beside;

    /**
     * Of each, R² times the smallest d_ij with what is softer, or d_iB if that is smaller. The smallest of all is among them: the
     * softer of that pair is the nearest neighbour of the harder.
     */
    private final LeastFirst order = new LeastFirst();

    private int[] jets = new int[16];
    private int found;

    /** @param radius R, above 0 and not more than 2 */
    public AntiKt(double radius) {
        if (!(radius > 0 && radius <= 2)) {
            throw new IllegalArgumentException("a radius of " + radius);
        }
        radius2 = radius * radius;
        rows = (int) Math.max(1, Math.min(1024, Math.floor(2 * RAPIDITY / radius)));
        columns = (int) Math.min(Long.SIZE, Math.floor(2 * Math.PI / radius));
        rowsPerUnit = rows / (2 * RAPIDITY);
        columnsPerRadian = columns / (2 * Math.PI);
        first = new int[(rows + 2) * columns];
        occupied = new long[rows + 2];
        beside = new long[columns];
        for (int c = 0; c < columns; c++) {
            beside[c] = 1L << c | 1L << (c + 1) % columns | 1L << (c + columns - 1) % columns;
        }
    }

    /** Begins anew. */
    public void clear() {
        size = 0;
        found = 0;
    }

    /** Adds a particle; one without transverse momentum is left out. */
    public void add(double x, double y, double z, double energy) {
        if (x * x + y * y > 0) {
            if (size == px.length) {
                grow();
            }
            set(size++, x, y, z, energy);
        }
    }

    private void set(int i, double x, double y, double z, double energy) {
        px[i] = x;
        py[i] = y;
        pz[i] = z;
        e[i] = energy;
        double pt2 = x * x + y * y;
        double azimuth = Math.atan2(y, x);
        azimuth = azimuth < 0 ? azimuth + 2 * Math.PI : azimuth;
        double along = rapidity(pt2, z, energy);
        phi[i] = azimuth;
        rapidity[i] = along;
        inverse[i] = pt2 > 0 ? 1 / pt2 : Double.MAX_VALUE;
        row[i] = 1 + (int) Math.max(0, Math.min(rows - 1, (along + RAPIDITY) * rowsPerUnit));
        column[i] = Math.min(columns - 1, (int) (azimuth * columnsPerRadian));
        distance[i] = radius2;
        neighbour[i] = NONE;
    }

    /** Without loss of digits near the beam: ln((E + |pz|)² / (pT² + m²)) / 2 with the sign of pz. */
    private static double rapidity(double pt2, double z, double energy) {
        double mass2 = Math.max(0, (energy + z) * (energy - z) - pt2);
        double sum = energy + Math.abs(z);
        double y = pt2 + mass2 > 0 ? 0.5 * Math.log(sum * sum / (pt2 + mass2)) : LARGEST + Math.abs(z);
        return z < 0 ? -y : y;
    }

    private void grow() {
        int room = Math.max(256, 2 * px.length);
        px = Arrays.copyOf(px, room);
        py = Arrays.copyOf(py, room);
        pz = Arrays.copyOf(pz, room);
        e = Arrays.copyOf(e, room);
        rapidity = Arrays.copyOf(rapidity, room);
        phi = Arrays.copyOf(phi, room);
        inverse = Arrays.copyOf(inverse, room);
        distance = Arrays.copyOf(distance, room);
        neighbour = Arrays.copyOf(neighbour, room);
        row = Arrays.copyOf(row, room);
        column = Arrays.copyOf(column, room);
        behind = Arrays.copyOf(behind, room);
    }

    /** Finds the jets of what was added. */
    public void cluster() {
        Arrays.fill(occupied, 0);
        for (int i = 0; i < size; i++) {
            meetOthers(i);
            enter(i);
        }
        order.clear(size);
        for (int i = 0; i < size; i++) {
            order.put(i, distance[i] * inverse[i]);
        }
        for (int left = size; left > 0; left--) {
            int a = order.least();
            order.remove(a);
            while (neighbour[a] == LOST) {
                findNeighbour(a);
                order.put(a, distance[a] * inverse[a]);
                a = order.least();
                order.remove(a);
            }
            int b = neighbour[a];
            leave(a);
            if (b == NONE) { // nor is it anybody else's neighbour
                jets = found == jets.length ? Arrays.copyOf(jets, 2 * found) : jets;
                jets[found++] = a;
            } else {
                join(a, b);
            }
        }
    }

    private void enter(int i) {
        int tile = row[i] * columns + column[i];
        long bit = 1L << column[i];
        behind[i] = (occupied[row[i]] & bit) == 0 ? NONE : first[tile];
        first[tile] = i;
        occupied[row[i]] |= bit;
    }

    private void leave(int i) {
        int tile = row[i] * columns + column[i];
        if (first[tile] == i) {
            first[tile] = behind[i];
            occupied[row[i]] &= behind[i] == NONE ? ~(1L << column[i]) : -1L;
            return;
        }
        int before = first[tile];
        while (behind[before] != i) {
            before = behind[before];
        }
        behind[before] = behind[i];
    }

    /** Compares one with those that have entered, both ways. */
    private void meetOthers(int i) {
        double[] ys = rapidity;
        double[] phis = phi;
        double[] distances = distance;
        int[] next = behind;
        double y = ys[i];
        double azimuth = phis[i];
        double nearest = radius2;
        int which = NONE;
        for (int r = row[i] - 1; r <= row[i] + 1; r++) {
            for (long tiles = occupied[r] & beside[column[i]]; tiles != 0; tiles &= tiles - 1) {
                int j = first[r * columns + Long.numberOfTrailingZeros(tiles)];
                for (; j != NONE; j = next[j]) {
                    double d = distance(y - ys[j], azimuth - phis[j]);
                    if (d < nearest) {
                        nearest = d;
                        which = j;
                    }
                    if (d < distances[j]) {
                        distances[j] = d;
                        neighbour[j] = i;
                    }
                }
            }
        }
        distances[i] = nearest;
        neighbour[i] = which;
    }

    private void findNeighbour(int i) {
        double[] ys = rapidity;
        double[] phis = phi;
        int[] next = behind;
        double y = ys[i];
        double azimuth = phis[i];
        double nearest = radius2;
        int which = NONE;
        for (int r = row[i] - 1; r <= row[i] + 1; r++) {
            for (long tiles = occupied[r] & beside[column[i]]; tiles != 0; tiles &= tiles - 1) {
                int j = first[r * columns + Long.numberOfTrailingZeros(tiles)];
                for (; j != NONE; j = next[j]) {
                    double d = distance(y - ys[j], azimuth - phis[j]);
                    if (d < nearest && j != i) {
                        nearest = d;
                        which = j;
                    }
                }
            }
        }
        distance[i] = nearest;
        neighbour[i] = which;
    }

    /** The sum takes the place of the second. It meets all around; who had one of the two for neighbour has none for the time being. */
    private void join(int a, int b) {
        leave(b);
        order.remove(b);
        int aRow = row[a];
        int bRow = row[b];
        long besideA = beside[column[a]];
        long besideB = beside[column[b]];
        set(b, px[a] + px[b], py[a] + py[b], pz[a] + pz[b], e[a] + e[b]);
        int sumRow = row[b];
        long besideSum = beside[column[b]];
        double[] ys = rapidity;
        double[] phis = phi;
        double[] distances = distance;
        int[] next = behind;
        double y = ys[b];
        double azimuth = phis[b];
        double nearest = radius2;
        int which = NONE;
        int end = Math.max(sumRow, Math.max(aRow, bRow)) + 1;
        for (int r = Math.min(sumRow, Math.min(aRow, bRow)) - 1; r <= end; r++) {
            long tiles = r - aRow <= 1 && aRow - r <= 1 ? besideA : 0;
            tiles |= r - bRow <= 1 && bRow - r <= 1 ? besideB : 0;
            tiles |= r - sumRow <= 1 && sumRow - r <= 1 ? besideSum : 0;
            for (tiles &= occupied[r]; tiles != 0; tiles &= tiles - 1) {
                int j = first[r * columns + Long.numberOfTrailingZeros(tiles)];
                for (; j != NONE; j = next[j]) {
                    double d = distance(y - ys[j], azimuth - phis[j]);
                    if (d < nearest) {
                        nearest = d;
                        which = j;
                    }
                    if (d < distances[j]) {
                        distances[j] = d;
                        neighbour[j] = b;
                        order.remove(j);
                        order.put(j, d * inverse[j]);
                    } else if (neighbour[j] == a || neighbour[j] == b) {
                        neighbour[j] = LOST;
                    }
                }
            }
        }
        enter(b);
        distance[b] = nearest;
        neighbour[b] = which;
        order.put(b, nearest * inverse[b]);
    }

    private static double distance(double dy, double difference) {
        double dphi = Math.abs(difference);
        dphi = dphi > Math.PI ? 2 * Math.PI - dphi : dphi;
        return dy * dy + dphi * dphi;
    }

    /** Number of jets. */
    public int jets() {
        return found;
    }

    /** Components and energy of a jet, in the order in which they were found. */
    public double[] jet(int k) {
        int i = jets[k];
        return new double[] {px[i], py[i], pz[i], e[i]};
    }

    /** Squared transverse momentum of a jet. */
    public double pt2(int k) {
        return px[jets[k]] * px[jets[k]] + py[jets[k]] * py[jets[k]];
    }
}

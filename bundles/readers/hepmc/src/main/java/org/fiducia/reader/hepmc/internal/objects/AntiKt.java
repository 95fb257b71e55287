package org.fiducia.reader.hepmc.internal.objects;

import java.util.Arrays;

/**
 * The anti-kT algorithm with the E scheme (Cacciari, Salam, Soyez, arXiv:0802.1189): of all d_ij = min(1/pT_i², 1/pT_j²) ΔR²/R²
 * with ΔR² = Δy² + Δφ², and d_iB = 1/pT_i², the smallest says which two are added, or which one is a jet. Each particle knows
 * its nearest neighbour within R, which is enough (arXiv:hep-ph/0512210), and looks for it only in tiles of the plane that
 * are not smaller than R. One belongs to one thread.
 */
public final class AntiKt {
    /** Beyond, the outermost tiles go on without end. */
    private static final double RAPIDITY = 8;

    /** Rapidity of what flies along the beam. */
    private static final double LARGEST = 1e5;

    private static final int NONE = -1;

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
    private int[] tile = new int[0];
    private int[] before = new int[0];
    private int[] behind = new int[0];

    /** First in each tile. */
    private final int[] first;

    /** The tiles around each, itself among them. */
    private final int[][] around;

    /** The smallest distance of each, times R²; of what is no longer there, infinite. */
    private double[] smallest = new double[0];

    /** A tournament for the least of them: a node names the better of the two below it, the lowest nodes are all there are. */
    private int[] winner = new int[0];

    private int leaves;

    private int[] jets = new int[16];
    private int found;

    /** @param radius R, above 0 and not more than 2 */
    public AntiKt(double radius) {
        if (!(radius > 0 && radius <= 2)) {
            throw new IllegalArgumentException("a radius of " + radius);
        }
        radius2 = radius * radius;
        rows = Math.max(1, (int) Math.floor(2 * RAPIDITY / radius));
        columns = (int) Math.floor(2 * Math.PI / radius);
        rowsPerUnit = rows / (2 * RAPIDITY);
        columnsPerRadian = columns / (2 * Math.PI);
        first = new int[rows * columns];
        around = new int[first.length][];
        for (int t = 0; t < around.length; t++) {
            around[t] = around(t / columns, t % columns);
        }
    }

    private int[] around(int row, int column) {
        var tiles = new int[9];
        int n = 0;
        for (int r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
            for (int c = column - 1; c <= column + 1; c++) {
                tiles[n++] = r * columns + (c + columns) % columns;
            }
        }
        return Arrays.copyOf(tiles, n);
    }

    /** Begins anew. */
    public void clear() {
        size = 0;
        found = 0;
    }

    /** Adds a particle; one without transverse momentum is left out. */
    public void add(double x, double y, double z, double energy) {
        if (x * x + y * y > 0) {
            append(x, y, z, energy);
        }
    }

    private int append(double x, double y, double z, double energy) {
        if (size == px.length) {
            grow();
        }
        px[size] = x;
        py[size] = y;
        pz[size] = z;
        e[size] = energy;
        double pt2 = x * x + y * y;
        double azimuth = Math.atan2(y, x);
        phi[size] = azimuth < 0 ? azimuth + 2 * Math.PI : azimuth;
        rapidity[size] = rapidity(pt2, z, energy);
        inverse[size] = pt2 > 0 ? 1 / pt2 : Double.MAX_VALUE;
        return size++;
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
        tile = Arrays.copyOf(tile, room);
        before = Arrays.copyOf(before, room);
        behind = Arrays.copyOf(behind, room);
        smallest = Arrays.copyOf(smallest, room);
    }

    /** Finds the jets of what was added. */
    public void cluster() {
        Arrays.fill(first, NONE);
        int particles = size;
        for (int i = 0; i < particles; i++) {
            enter(i);
        }
        for (int i = 0; i < particles; i++) {
            findNeighbour(i);
        }
        prepare(particles);
        for (int left = particles; left > 0; left--) {
            int a = winner[1];
            int b = neighbour[a];
            remove(a);
            if (b == NONE) {
                jets = found == jets.length ? Arrays.copyOf(jets, 2 * found) : jets;
                jets[found++] = a;
                forget(a, a);
            } else {
                remove(b);
                join(a, b);
            }
        }
    }

    /** Every pair makes one sum, so that there are never more than twice as many as at the beginning. */
    private void prepare(int particles) {
        leaves = Math.max(2, 2 * Integer.highestOneBit(2 * particles));
        winner = winner.length < 2 * leaves ? new int[2 * leaves] : winner;
        while (smallest.length < leaves) {
            grow();
        }
        Arrays.fill(smallest, particles, leaves, Double.POSITIVE_INFINITY);
        for (int i = 0; i < leaves; i++) {
            winner[leaves + i] = i;
            smallest[i] = i < particles ? smallest(i) : Double.POSITIVE_INFINITY;
        }
        for (int node = leaves - 1; node > 0; node--) {
            winner[node] = better(winner[2 * node], winner[2 * node + 1]);
        }
    }

    private int better(int i, int j) {
        return smallest[i] <= smallest[j] ? i : j;
    }

    private void set(int i, double value) {
        smallest[i] = value;
        for (int node = (leaves + i) / 2; node > 0; node /= 2) {
            int before = winner[node];
            int now = better(winner[2 * node], winner[2 * node + 1]);
            winner[node] = now;
            if (before == now && now != i) {
                return; // the one that was better than all of these still is
            }
        }
    }

    private void join(int a, int b) {
        int sum = append(px[a] + px[b], py[a] + py[b], pz[a] + pz[b], e[a] + e[b]);
        enter(sum);
        findNeighbour(sum);
        for (int t : around[tile[sum]]) {
            for (int j = first[t]; j != NONE; j = behind[j]) {
                double d = j == sum ? Double.POSITIVE_INFINITY : distance(sum, j);
                if (d < distance[j]) {
                    distance[j] = d;
                    neighbour[j] = sum;
                    set(j, smallest(j));
                }
            }
        }
        set(sum, smallest(sum));
        forget(a, b);
    }

    /** Finds other neighbours for those whose neighbour is gone. */
    private void forget(int a, int b) {
        forget(tile[a], a, b);
        if (tile[a] != tile[b]) {
            forget(tile[b], a, b);
        }
    }

    private void forget(int middle, int a, int b) {
        for (int t : around[middle]) {
            for (int j = first[t]; j != NONE; j = behind[j]) {
                if (neighbour[j] == a || neighbour[j] == b) {
                    findNeighbour(j);
                    set(j, smallest(j));
                }
            }
        }
    }

    private void enter(int i) {
        int row = (int) Math.max(0, Math.min(rows - 1, (rapidity[i] + RAPIDITY) * rowsPerUnit));
        int column = Math.min(columns - 1, (int) (phi[i] * columnsPerRadian));
        int t = row * columns + column;
        tile[i] = t;
        before[i] = NONE;
        behind[i] = first[t];
        if (first[t] != NONE) {
            before[first[t]] = i;
        }
        first[t] = i;
    }

    private void remove(int i) {
        if (before[i] == NONE) {
            first[tile[i]] = behind[i];
        } else {
            behind[before[i]] = behind[i];
        }
        if (behind[i] != NONE) {
            before[behind[i]] = before[i];
        }
        set(i, Double.POSITIVE_INFINITY);
    }

    private void findNeighbour(int i) {
        double nearest = radius2;
        int found = NONE;
        for (int t : around[tile[i]]) {
            for (int j = first[t]; j != NONE; j = behind[j]) {
                if (j != i) {
                    double d = distance(i, j);
                    if (d < nearest) {
                        nearest = d;
                        found = j;
                    }
                }
            }
        }
        distance[i] = nearest;
        neighbour[i] = found;
    }

    private double distance(int i, int j) {
        double dy = rapidity[i] - rapidity[j];
        double dphi = Math.abs(phi[i] - phi[j]);
        dphi = dphi > Math.PI ? 2 * Math.PI - dphi : dphi;
        return dy * dy + dphi * dphi;
    }

    private double smallest(int i) {
        int j = neighbour[i];
        return distance[i] * (j == NONE ? inverse[i] : Math.min(inverse[i], inverse[j]));
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

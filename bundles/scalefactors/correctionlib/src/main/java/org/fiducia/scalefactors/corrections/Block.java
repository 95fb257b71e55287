package org.fiducia.scalefactors.corrections;

/** Room for formulas of some objects at a time. */
final class Block {
    /** So many objects: what they need stays near the processor. */
    static final int OBJECTS = 256;

    /** Objects whose formula is to be worked out. */
    final int[] objects = new int[OBJECTS];

    /** Number of the formula of each. */
    final int[] formulas = new int[OBJECTS];

    /** Where the numbers of each begin. */
    final int[] first = new int[OBJECTS];

    final double[] right = new double[OBJECTS];
    final double[][] stack;

    Block(int depth) {
        stack = new double[Math.max(1, depth)][OBJECTS];
    }

    /**
     * Brings those of one formula to the front.
     *
     * @param from first that is looked at
     * @param to behind the last one
     * @return behind the last one of the formula of the first
     */
    int gather(int from, int to) {
        int formula = formulas[from];
        int end = from;
        for (int k = from; k < to; k++) {
            if (formulas[k] == formula) {
                swap(objects, k, end);
                swap(formulas, k, end);
                swap(first, k, end);
                end++;
            }
        }
        return end;
    }

    private static void swap(int[] numbers, int one, int other) {
        int held = numbers[one];
        numbers[one] = numbers[other];
        numbers[other] = held;
    }
}

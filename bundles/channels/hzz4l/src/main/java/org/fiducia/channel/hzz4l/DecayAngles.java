package org.fiducia.channel.hzz4l;

import org.fiducia.api.channel.FourMomentum;

/**
 * The five angles of H → Z1 Z2 → 4ℓ in the conventions of arXiv:1001.3396 and 1208.4018. Inside each Z, lepton 1 is the
 * negatively charged one; the H frame is reached by the pure boost from the laboratory; the beam is along +z.
 *
 * @param cosThetaStar cosine of the polar angle of Z1 in the H frame, in [−1, 1]
 * @param cosTheta1 −û(Z2)·û(ℓ11) in the Z1 rest frame, in [−1, 1]
 * @param cosTheta2 −û(Z1)·û(ℓ21) in the Z2 rest frame, in [−1, 1]
 * @param phi angle between the two decay planes in the H frame, in [−π, π]
 * @param phi1 angle between the Z1 decay plane and that of beam and Z1, in [−π, π]
 */
public record DecayAngles(double cosThetaStar, double cosTheta1, double cosTheta2, double phi, double phi1) {
    /**
     * From the leptons in the laboratory.
     *
     * @param l11 negative lepton of Z1
     * @param l12 positive lepton of Z1
     * @param l21 negative lepton of Z2
     * @param l22 positive lepton of Z2
     */
    public static DecayAngles of(FourMomentum l11, FourMomentum l12, FourMomentum l21, FourMomentum l22) {
        FourMomentum z1 = l11.plus(l12);
        FourMomentum z2 = l21.plus(l22);
        FourMomentum h = z1.plus(z2);
        Direction q = Direction.of(z1.inRestFrameOf(h));
        Direction n1 = Direction.of(l11.inRestFrameOf(h)).cross(Direction.of(l12.inRestFrameOf(h)));
        Direction n2 = Direction.of(l21.inRestFrameOf(h)).cross(Direction.of(l22.inRestFrameOf(h)));
        Direction beam = new Direction(-q.y, q.x, 0).unit();
        n1 = n1.unit();
        n2 = n2.unit();
        return new DecayAngles(
                clamp(q.z),
                polar(z2.inRestFrameOf(z1), l11.inRestFrameOf(z1)),
                polar(z1.inRestFrameOf(z2), l21.inRestFrameOf(z2)),
                Math.signum(q.dot(n1.cross(n2))) * Math.acos(clamp(-n1.dot(n2))),
                Math.signum(q.dot(n1.cross(beam))) * Math.acos(clamp(n1.dot(beam))));
    }

    private static double polar(FourMomentum recoil, FourMomentum lepton) {
        return clamp(-Direction.of(recoil).dot(Direction.of(lepton)));
    }

    private static double clamp(double cosine) {
        return Math.max(-1, Math.min(1, cosine));
    }

    /** A direction in space; the zero vector has none and stays zero. */
    private record Direction(double x, double y, double z) {
        static Direction of(FourMomentum p) {
            return new Direction(p.px(), p.py(), p.pz()).unit();
        }

        Direction unit() {
            double length = Math.sqrt(dot(this));
            return length == 0 ? this : new Direction(x / length, y / length, z / length);
        }

        double dot(Direction o) {
            return x * o.x + y * o.y + z * o.z;
        }

        Direction cross(Direction o) {
            return new Direction(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
        }
    }
}

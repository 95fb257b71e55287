package org.fiducia.distribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.channel.hzz4l.Lepton;
import org.fiducia.channel.hzz4l.Z;

/**
 * The one-dimensional observables once more, on other ways: masses and transverse momenta as sums over pairs of
 * particles in transverse momentum, rapidity and azimuth; angles by textbook boosts, scalar products and spherical
 * trigonometry. Nothing here adds four-momenta of jets, or calls a method of {@link FourMomentum} but its components.
 */
final class IndependentFormulas {
    /** By id of the observable; NaN where it does not exist. */
    static final Map<String, ToDoubleFunction<FourLepton>> BY_ID = Map.ofEntries(
            Map.entry("mass", c -> mass(system(c))),
            Map.entry("pT", c -> pt(system(c))),
            Map.entry("absY", c -> Math.abs(rapidity(system(c)))),
            Map.entry("m4l", c -> mass(system(c))),
            Map.entry("pT4l", c -> pt(system(c))),
            Map.entry("absY4l", c -> Math.abs(rapidity(system(c)))),
            Map.entry("nJets", c -> c.jets().size()),
            Map.entry("pTj1", c -> jets(c, 1, j -> j.get(0).pt)),
            Map.entry("pTj2", c -> jets(c, 2, j -> j.get(1).pt)),
            Map.entry("mjj", c -> jets(c, 2, j -> mass(j.subList(0, 2)))),
            Map.entry(
                    "absDEtajj",
                    c -> jets(c, 2, j -> Math.abs(j.get(0).eta() - j.get(1).eta()))),
            Map.entry("dPhijj", c -> jets(c, 2, IndependentFormulas::fromForwardToBackward)),
            Map.entry("mHj1", c -> jets(c, 1, j -> mass(with(c, j.subList(0, 1))))),
            Map.entry("pTHj1", c -> jets(c, 1, j -> pt(with(c, j.subList(0, 1))))),
            Map.entry("pTHjj", c -> jets(c, 2, j -> pt(with(c, j.subList(0, 2))))),
            Map.entry("tCMax", c -> jets(c, 1, j -> largest(c, j, (mt, d) -> mt * mt / (2 * mt * Math.cosh(d))))),
            Map.entry("tBMax", c -> jets(c, 1, j -> largest(c, j, (mt, d) -> mt * (Math.cosh(d) - Math.sinh(d))))),
            Map.entry("mZ1", c -> mass(particles(c.z1()))),
            Map.entry("mZ2", c -> mass(particles(c.z2()))),
            Map.entry("cosThetaStar", c -> new Decay(c).cosThetaStar()),
            Map.entry("cosTheta1", c -> polar(c.z1().minus().p4(), c.z1(), c.z2())),
            Map.entry("cosTheta2", c -> polar(c.z2().minus().p4(), c.z2(), c.z1())),
            Map.entry("phi", c -> new Decay(c).phi()),
            Map.entry("phi1", c -> new Decay(c).phi1()));

    private IndependentFormulas() {}

    private record Particle(double pt, double y, double phi, double mt) {
        static Particle of(double pt, double eta, double phi, double mass) {
            double mt = Math.hypot(pt, mass);
            double x = pt / mt * Math.sinh(eta);
            return new Particle(pt, Math.log(x + Math.hypot(1, x)), phi, mt);
        }

        static Particle of(FourMomentum p) {
            return new Particle(
                    Math.hypot(p.px(), p.py()),
                    atanh(p.pz() / p.e()),
                    Math.atan2(p.py(), p.px()),
                    Math.sqrt(p.e() * p.e() - p.pz() * p.pz()));
        }

        double eta() {
            return -Math.log(Math.tan(Math.atan2(pt, mt * Math.sinh(y)) / 2));
        }
    }

    private interface Thrust {
        double of(double mt, double distance);
    }

    private static double atanh(double x) {
        return 0.5 * (Math.log1p(x) - Math.log1p(-x));
    }

    private static List<Particle> particles(Z z) {
        var particles = new ArrayList<Particle>();
        for (Lepton lepton : List.of(z.minus(), z.plus())) {
            particles.add(Particle.of(lepton.pt(), lepton.eta(), lepton.phi(), lepton.mass()));
            if (lepton.fsr() != null) {
                particles.add(Particle.of(
                        lepton.fsr().pt(), lepton.fsr().eta(), lepton.fsr().phi(), 0));
            }
        }
        return particles;
    }

    private static List<Particle> system(FourLepton candidate) {
        return Stream.of(candidate.z1(), candidate.z2())
                .flatMap(z -> particles(z).stream())
                .toList();
    }

    private static List<Particle> with(FourLepton candidate, List<Particle> jets) {
        return Stream.concat(system(candidate).stream(), jets.stream()).toList();
    }

    private static double jets(FourLepton candidate, int least, ToDoubleFunction<List<Particle>> formula) {
        List<Particle> jets = candidate.jets().stream().map(Particle::of).toList();
        return jets.size() < least ? Double.NaN : formula.applyAsDouble(jets);
    }

    private static double mass(List<Particle> particles) {
        double sum = 0;
        for (Particle a : particles) {
            for (Particle b : particles) {
                sum += a.mt * b.mt * Math.cosh(a.y - b.y) - a.pt * b.pt * Math.cos(a.phi - b.phi);
            }
        }
        return Math.sqrt(sum);
    }

    private static double pt(List<Particle> particles) {
        double sum = 0;
        for (Particle a : particles) {
            for (Particle b : particles) {
                sum += a.pt * b.pt * Math.cos(a.phi - b.phi);
            }
        }
        return Math.sqrt(Math.max(0, sum));
    }

    private static double rapidity(List<Particle> particles) {
        double pz = particles.stream().mapToDouble(p -> p.mt * Math.sinh(p.y)).sum();
        double e = particles.stream().mapToDouble(p -> p.mt * Math.cosh(p.y)).sum();
        return atanh(pz / e);
    }

    private static double largest(FourLepton candidate, List<Particle> jets, Thrust thrust) {
        double y = rapidity(system(candidate));
        return jets.stream()
                .mapToDouble(jet -> thrust.of(jet.mt, Math.abs(jet.y - y)))
                .max()
                .orElseThrow();
    }

    /** The signed azimuth that takes the jet with the larger p_z to the other. */
    private static double fromForwardToBackward(List<Particle> jets) {
        boolean inOrder = jets.get(0).mt * Math.sinh(jets.get(0).y) > jets.get(1).mt * Math.sinh(jets.get(1).y);
        double difference = (inOrder ? 1 : -1) * (jets.get(1).phi - jets.get(0).phi);
        return Math.IEEEremainder(difference, 2 * Math.PI);
    }

    /** In the rest frame of a Z, E = p·Z/m of any p, so that the angle follows from scalar products alone. */
    private static double polar(FourMomentum lepton, Z decaying, Z other) {
        FourMomentum z = decaying.p4();
        FourMomentum recoil = other.p4();
        double m = Math.sqrt(product(z, z));
        double leptonEnergy = product(lepton, z) / m;
        double recoilEnergy = product(recoil, z) / m;
        double leptonP = Math.sqrt(leptonEnergy * leptonEnergy - product(lepton, lepton));
        double recoilP = Math.sqrt(recoilEnergy * recoilEnergy - product(recoil, recoil));
        return -(leptonEnergy * recoilEnergy - product(lepton, recoil)) / (leptonP * recoilP);
    }

    private static double product(FourMomentum a, FourMomentum b) {
        return a.e() * b.e() - a.px() * b.px() - a.py() * b.py() - a.pz() * b.pz();
    }

    /** Directions in the rest frame of the four leptons: Z1 and the negative lepton of each Z. */
    private static final class Decay {
        private static final double[] BEAM = {0, 0, 1};

        private final double[] q;
        private final double[] first;
        private final double[] second;

        Decay(FourLepton c) {
            double[] beta = beta(c.p4());
            q = direction(c.z1().p4(), beta);
            first = direction(c.z1().minus().p4(), beta);
            second = direction(c.z2().minus().p4(), beta);
        }

        double cosThetaStar() {
            return dot(q, BEAM);
        }

        double phi() {
            return dihedral(second, first);
        }

        double phi1() {
            return dihedral(first, BEAM);
        }

        /** Azimuth about q from one direction to another, by the law of cosines on the unit sphere. */
        private double dihedral(double[] from, double[] to) {
            double a = dot(q, from);
            double b = dot(q, to);
            double cosine = (dot(from, to) - a * b) / Math.sqrt((1 - a * a) * (1 - b * b));
            double side = q[0] * (from[1] * to[2] - from[2] * to[1])
                    + q[1] * (from[2] * to[0] - from[0] * to[2])
                    + q[2] * (from[0] * to[1] - from[1] * to[0]);
            return Math.signum(side) * Math.acos(Math.max(-1, Math.min(1, cosine)));
        }

        private static double[] beta(FourMomentum p) {
            return new double[] {p.px() / p.e(), p.py() / p.e(), p.pz() / p.e()};
        }

        /** p' = p + ((γ − 1) β·p/β² − γE) β, of unit length. */
        private static double[] direction(FourMomentum p, double[] beta) {
            double[] v = {p.px(), p.py(), p.pz()};
            double beta2 = dot(beta, beta);
            double gamma = 1 / Math.sqrt(1 - beta2);
            double k = (gamma - 1) * dot(beta, v) / beta2 - gamma * p.e();
            for (int i = 0; i < 3; i++) {
                v[i] += k * beta[i];
            }
            double length = Math.sqrt(dot(v, v));
            return new double[] {v[0] / length, v[1] / length, v[2] / length};
        }

        private static double dot(double[] a, double[] b) {
            return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
        }
    }
}

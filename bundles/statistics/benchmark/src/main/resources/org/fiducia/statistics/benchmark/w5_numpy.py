"""Workload W5 by numpy and scipy: HistFactory with interpolation codes 4 and 4p, staterror as Gaussian constraints,
L-BFGS-B with exact derivatives, upper limits of CLs by the asymptotic formulae, fits shared by the observed limit and the
expected ones. Prints one JSON object with CPU milliseconds. Call: python3 w5_numpy.py FOLDER_WITH_INPUTS"""

import json
import os
import sys
import time

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")  # one thread, as the engine

import numpy as np
from scipy.optimize import brentq, minimize
from scipy.stats import norm

LEVEL = 0.95
FAR = 50.0


class Model:
    """Parameters: strength and other factors, nuisances, one gamma per bin; entries: one per bin of a sample."""

    def __init__(self, file):
        spec = json.load(open(file))
        config = spec["measurements"][0]["config"]
        kinds = {}
        for channel in spec["channels"]:
            for sample in channel["samples"]:
                for m in sample["modifiers"]:
                    if m["type"] != "staterror":
                        kinds.setdefault(m["name"], set()).add(m["type"])
        factors = [config["poi"]] + sorted(n for n, k in kinds.items() if k == {"normfactor"} and n != config["poi"])
        nuisances = sorted(n for n in kinds if n not in factors)
        self.factors, self.nuisances = len(factors), len(nuisances)
        powers, hi, lo, value, sample_of, bin_of, known = [], [], [], [], [], [], []
        shapes = []
        bins, square, nominal = 0, {}, {}
        for channel in spec["channels"]:
            for sample in channel["samples"]:
                power, up, down = np.zeros(len(factors)), np.ones(len(nuisances)), np.ones(len(nuisances))
                first = len(value)
                for b, content in enumerate(sample["data"]):
                    value.append(content)
                    sample_of.append(len(powers))
                    bin_of.append(bins + b)
                    known.append(all(m["type"] != "staterror" for m in sample["modifiers"]))
                for m in sample["modifiers"]:
                    if m["type"] == "normfactor":
                        power[factors.index(m["name"])] += 1
                    elif m["type"] == "normsys":
                        up[nuisances.index(m["name"])] = m["data"]["hi"]
                        down[nuisances.index(m["name"])] = m["data"]["lo"]
                    elif m["type"] == "histosys":
                        here = np.arange(first, len(value))
                        high = np.array(m["data"]["hi_data"]) - sample["data"]
                        low = np.array(m["data"]["lo_data"]) - sample["data"]
                        shapes.append((nuisances.index(m["name"]), here, high, low))
                    else:
                        for b, error in enumerate(m["data"]):
                            square[bins + b] = square.get(bins + b, 0.0) + error**2
                            nominal[bins + b] = nominal.get(bins + b, 0.0) + sample["data"][b]
                powers.append(power)
                hi.append(up)
                lo.append(down)
            bins += len(channel["samples"][0]["data"])
        self.powers, self.hi, self.lo = np.array(powers), np.array(hi), np.array(lo)
        self.value, self.sample_of, self.bin_of = np.array(value), np.array(sample_of), np.array(bin_of)
        self.shapes, self.bins, self.known = shapes, bins, np.array(known)  # known: without a gamma
        self.moving = np.array(sorted(b for b in square if nominal[b] > 0 and square[b] > 0), int)
        self.width = np.array([np.sqrt(square[b]) / nominal[b] for b in self.moving])
        system = np.array(
            [[x**k for k in range(1, 7)] for x in (1, -1)]
            + [[k * x ** (k - 1) for k in range(1, 7)] for x in (1, -1)]
            + [[k * (k - 1) * x ** (k - 2) if k > 1 else 0 for k in range(1, 7)] for x in (1, -1)]
        )
        lu, ld = np.log(self.hi), np.log(self.lo)
        right = [self.hi - 1, self.lo - 1, lu * self.hi, -ld * self.lo, lu**2 * self.hi, ld**2 * self.lo]
        self.coefficients = np.einsum("kr,rsp->ksp", np.linalg.inv(system), np.array(right))
        observed = {o["name"]: o["data"] for o in spec["observations"]}
        self.data = np.concatenate([observed[c["name"]] for c in spec["channels"]]).astype(float)
        self.size = self.factors + self.nuisances + len(self.moving)
        self.start = np.concatenate([np.ones(self.factors), np.zeros(self.nuisances), np.ones(len(self.moving))])
        limits = {p["name"]: p["bounds"][0] for p in config["parameters"] if "bounds" in p}
        self.bounds = (
            [tuple(limits.get(n, (0, 10))) for n in factors]
            + [(None, None)] * self.nuisances
            + [(1e-10, 10)] * len(self.moving)
        )
        self.auxiliary = self.start[self.factors :].copy()

    def counts(self, p, slopes=True):
        """Expected counts of bins and, if wanted, of entries with their relative slopes by nuisance."""
        f, a = p[: self.factors], p[self.factors : self.factors + self.nuisances]
        base = np.prod(f**self.powers, axis=1)
        k = np.arange(1, 7)
        inside = np.abs(a) <= 1
        poly = 1 + np.einsum("ksp,kp->sp", self.coefficients, a ** k[:, None])
        outer = np.where(a > 0, self.hi ** np.abs(a), self.lo ** np.abs(a))
        factor = np.where(inside, poly, outer)
        value, tilt = self.value, []
        if self.shapes:
            value = self.value.copy()
            for i, here, high, low in self.shapes:
                x = a[i]
                half, bend = 0.5 * (high - low), 0.0625 * (high + low)
                if abs(x) <= 1:
                    value[here] += x * half + bend * x**2 * (15 + x**2 * (3 * x**2 - 10))
                    tilt.append((i, here, half + bend * x * (30 + x**2 * (18 * x**2 - 40))))
                else:
                    value[here] += x * high if x > 0 else -x * low
                    tilt.append((i, here, high if x > 0 else -low))
        gamma = np.ones(self.bins)
        gamma[self.moving] = p[self.factors + self.nuisances :]
        scale = (base * factor.prod(axis=1))[self.sample_of] * np.where(self.known, 1.0, gamma[self.bin_of])
        entry = value * scale
        nu = np.bincount(self.bin_of, entry, self.bins)
        if not slopes:
            return nu
        by = np.einsum("ksp,kp->sp", self.coefficients * k[:, None, None], a ** (k[:, None] - 1))
        relative = np.where(
            inside, by / factor, np.where(a > 0, np.log(self.hi), -np.log(self.lo))
        )
        return nu, entry, scale, relative, tilt

    def nll(self, p, data, auxiliary):
        nu, entry, scale, relative, tilt = self.counts(p)
        a, g = p[self.factors : self.factors + self.nuisances], p[self.factors + self.nuisances :]
        pull_a = a - auxiliary[: self.nuisances]
        pull_g = (g - auxiliary[self.nuisances :]) / self.width
        value = (nu - data * np.log(nu)).sum() + 0.5 * (pull_a @ pull_a + pull_g @ pull_g)
        by_bin = 1 - data / nu
        by_sample = np.bincount(self.sample_of, entry * by_bin[self.bin_of], len(self.powers))
        with np.errstate(divide="ignore", invalid="ignore"):
            gradient_f = (by_sample @ self.powers) / p[: self.factors]
        for j in np.flatnonzero(p[: self.factors] == 0):
            moved = p.copy()
            moved[j] = 1.0  # linear in the strength; other factors do not reach zero
            gradient_f[j] = by_bin @ (self.counts(moved, False) - nu)
        gradient_a = by_sample @ relative + pull_a
        for i, here, slope in tilt:
            gradient_a[i] += (slope * scale[here]) @ by_bin[self.bin_of[here]]
        moved = np.bincount(self.bin_of, np.where(self.known, 0.0, entry), self.bins)
        gradient_g = (moved * by_bin)[self.moving] / g + pull_g / self.width
        return value, np.concatenate([gradient_f, gradient_a, gradient_g])

    def fit(self, data, auxiliary, mu=None, start=None):
        bounds = list(self.bounds)
        begin = (self.start if start is None else start).copy()
        if mu is not None:
            bounds[0], begin[0] = (mu, mu), mu
        base = self.nll(begin, data, auxiliary)[0]
        scale = np.ones(self.size)
        scale[self.factors + self.nuisances :] = self.width

        def shifted(q):
            value, gradient = self.nll(q * scale, data, auxiliary)
            return value - base, gradient * scale

        limits = [(None if l is None else l / s, None if h is None else h / s) for (l, h), s in zip(bounds, scale)]
        found = minimize(
            shifted, begin / scale, jac=True, method="L-BFGS-B", bounds=limits, options={"ftol": 1e-13, "gtol": 1e-6, "maxcor": 30}
        )
        return found.x * scale, found.fun + base


class Limits:
    def __init__(self, model):
        self.model = model
        self.best, self.least = model.fit(model.data, model.auxiliary)
        none = model.fit(model.data, model.auxiliary, 0.0)[0]
        self.asimov, self.auxiliary = model.counts(none, False), none[model.factors :]
        self.none, self.free = none, model.nll(none, self.asimov, self.auxiliary)[0]
        self.known = {}

    def roots(self, mu):
        if mu not in self.known:
            m = self.model
            q = 0.0
            if self.best[0] < mu:
                q = max(0, 2 * (m.fit(m.data, m.auxiliary, mu, self.best)[1] - self.least))
            a = max(0, 2 * (m.fit(self.asimov, self.auxiliary, mu, self.none)[1] - self.free))
            self.known[mu] = np.sqrt(q), np.sqrt(a)
        return self.known[mu]

    def observed(self, mu):
        root, sigma = self.roots(mu)
        if root <= sigma:
            return norm.sf(root) / norm.sf(root - sigma)
        between = (root**2 - sigma**2) / (2 * sigma)
        return norm.sf(between + sigma) / norm.sf(between)

    def expected(self, mu, n):
        return norm.sf(self.roots(mu)[1] - n) / norm.cdf(n)

    def all(self):
        small = 1e-3
        solve = lambda f: brentq(lambda mu: f(mu) - (1 - LEVEL), small, FAR, xtol=1e-3, rtol=1e-4)
        return [solve(self.observed)] + [solve(lambda mu, n=n: self.expected(mu, n)) for n in (-2, -1, 0, 1, 2)]


def cpu(work, repetitions):
    times = []
    for _ in range(repetitions):
        start = time.process_time()
        work()
        times.append(1e3 * (time.process_time() - start))
    return float(np.median(times))


if __name__ == "__main__":
    result = {}
    for size, name in (("tautau", "tautau"), ("combined", "combined")):
        model = Model(os.path.join(sys.argv[1], "..", "data", "th", f"reference_{name}.json"))
        result[size + ": NLL at the minimum"] = model.fit(model.data, model.auxiliary)[1]
        result[size + ": fit"] = cpu(lambda: model.fit(model.data, model.auxiliary), 5)
        limits = Limits(model).all()
        result[size + ": observed limit"], result[size + ": expected limit"] = limits[0], limits[3]
        result[size + ": limit with its expected bands"] = cpu(lambda: Limits(model).all(), 1)
    print(json.dumps(result, indent=1))

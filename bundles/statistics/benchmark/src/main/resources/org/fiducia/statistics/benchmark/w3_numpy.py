"""Workload W3 by numpy and scipy, as pyhf does it: the same interpolations, SLSQP with numerical derivatives, CLs of the
asymptotic formulae from five fits. Without pyhf's own layers it is no slower than pyhf with its numpy backend. Prints one
JSON object with CPU milliseconds. Call: python3 w3_numpy.py FOLDER_WITH_INPUTS"""

import json
import os
import sys
import time

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")  # one thread, as the engine

import numpy as np
from scipy.optimize import minimize
from scipy.special import gammaln
from scipy.stats import norm

np.seterr(invalid="ignore")  # SLSQP tries strengths that make negative counts
folder = sys.argv[1]
TESTED = 1.5


class Model:
    """Counts of all bins of all channels in one array [sample, bin]."""

    def __init__(self, file):
        spec = json.load(open(file))
        names = sorted({m["name"] for c in spec["channels"] for s in c["samples"] for m in s["modifiers"]} - {"mu"})
        self.n = 1 + len(names)
        index = {name: i for i, name in enumerate(names)}
        bins = [len(c["samples"][0]["data"]) for c in spec["channels"]]
        first = np.concatenate([[0], np.cumsum(bins)])
        total = first[-1]
        self.nominal = np.zeros((3, total))
        signal = np.zeros(3, bool)
        up, down = np.ones((len(names), 3, total)), np.ones((len(names), 3, total))
        high, low = np.zeros((len(names), 3, total)), np.zeros((len(names), 3, total))
        norms, shapes = set(), set()
        for c, channel in enumerate(spec["channels"]):
            here = slice(first[c], first[c + 1])
            for s, sample in enumerate(channel["samples"]):
                self.nominal[s, here] = sample["data"]
                for m in sample["modifiers"]:
                    if m["type"] == "normfactor":
                        signal[s] = True
                        continue
                    i = index[m["name"]]
                    if m["type"] == "normsys":
                        up[i, s, here], down[i, s, here] = m["data"]["hi"], m["data"]["lo"]
                        norms.add(i)
                    else:
                        high[i, s, here] = np.array(m["data"]["hi_data"]) - sample["data"]
                        low[i, s, here] = np.array(m["data"]["lo_data"]) - sample["data"]
                        shapes.add(i)
        self.signal = signal[:, None]
        self.norms, self.shapes = np.array(sorted(norms)), np.array(sorted(shapes), int)
        self.up, self.down = up[self.norms], down[self.norms]
        # 1 + sum a_k x^k with the values and two derivatives of the exponentials at +1 and -1
        system = np.array(
            [[x**k for k in range(1, 7)] for x in (1, -1)]
            + [[k * x ** (k - 1) for k in range(1, 7)] for x in (1, -1)]
            + [[k * (k - 1) * x ** (k - 2) if k > 1 else 0 for k in range(1, 7)] for x in (1, -1)]
        )
        lu, ld = np.log(self.up), np.log(self.down)
        right = np.array([self.up - 1, self.down - 1, lu * self.up, -ld * self.down, lu**2 * self.up, ld**2 * self.down])
        self.coefficients = np.einsum("kr,rpsb->pksb", np.linalg.inv(system), right)
        high, low = high[self.shapes], low[self.shapes]
        self.half, self.bend = 0.5 * (high - low), 0.0625 * (high + low)
        self.high, self.low = high, low
        observed = {o["name"]: o["data"] for o in spec["observations"]}
        self.data = np.concatenate([observed[c["name"]] for c in spec["channels"]])

    def expected(self, p):
        theta = p[1:]
        a = theta[self.norms]
        powers = a[:, None] ** np.arange(1, 7)
        factors = 1 + np.einsum("pk,pksb->psb", powers, self.coefficients)
        for i in np.flatnonzero(np.abs(a) > 1):
            factors[i] = self.up[i] ** a[i] if a[i] > 0 else self.down[i] ** -a[i]
        b = theta[self.shapes][:, None, None]
        inside = b * self.half + self.bend * b**2 * (15 + b**2 * (3 * b**2 - 10))
        outside = np.where(b > 0, b * self.high, -b * self.low)
        counts = self.nominal + np.where(np.abs(b) <= 1, inside, outside).sum(axis=0)
        return (counts * factors.prod(axis=0) * np.where(self.signal, p[0], 1)).sum(axis=0)

    def twice_nll(self, p, data, auxiliary):
        nu = self.expected(p)
        log = data * np.log(nu) - nu - gammaln(data + 1)
        return -2 * (log.sum() + norm.logpdf(auxiliary, p[1:], 1).sum())

    def fit(self, data, auxiliary, mu=None):
        start = np.concatenate([[1.0 if mu is None else mu], np.zeros(self.n - 1)])
        bounds = [(0, 5) if mu is None else (mu, mu)] + [(-5, 5)] * (self.n - 1)
        if mu is not None:
            whole = lambda q: np.concatenate([[mu], q])
            found = minimize(
                lambda q: self.twice_nll(whole(q), data, auxiliary), start[1:], method="SLSQP", bounds=bounds[1:]
            )
            return whole(found.x), found.fun
        found = minimize(lambda p: self.twice_nll(p, data, auxiliary), start, method="SLSQP", bounds=bounds)
        return found.x, found.fun


def cls(model, mu):
    """CLs of q-tilde, asymptotic formulae."""
    none = np.zeros(model.n - 1)
    best, least = model.fit(model.data, none)
    root = np.sqrt(max(0, model.fit(model.data, none, mu)[1] - least)) if best[0] <= mu else 0.0
    background = model.fit(model.data, none, 0.0)[0]
    asimov, auxiliary = model.expected(background), background[1:]
    free = model.fit(asimov, auxiliary)[1]
    sigma = np.sqrt(max(0, model.fit(asimov, auxiliary, mu)[1] - free))
    if root <= sigma:
        return norm.sf(root) / norm.sf(root - sigma)
    between = (root**2 - sigma**2) / (2 * sigma)
    return norm.sf(between + sigma) / norm.sf(between)


def cpu(work, repetitions):
    times = []
    for _ in range(repetitions):
        start = time.process_time()
        work()
        times.append(1e3 * (time.process_time() - start))
    return float(np.median(times))


result = {}
for size, name, repetitions in (("1 bin", "1bin", 7), ("10 bins", "10bin", 3)):
    model = Model(f"{folder}/w3_workspace_{name}.json")
    auxiliary = np.zeros(model.n - 1)
    result[size + ": 2 NLL at the start"] = model.twice_nll(np.concatenate([[1.0], auxiliary]), model.data, auxiliary)
    result[size + ": 2 NLL at the minimum"] = model.fit(model.data, auxiliary)[1]
    result[size + ": fit"] = cpu(lambda: model.fit(model.data, auxiliary), repetitions)
    if size == "1 bin":
        result[f"{size}: CLs of mu = {TESTED}"] = cls(model, TESTED)
    result[size + ": CLs with its expected band"] = cpu(lambda: cls(model, TESTED), max(1, repetitions // 2))
print(json.dumps(result))

"""Workload W2 by iminuit with a numba likelihood: the peer that a physicist would write. Prints one JSON object with CPU
milliseconds. Call: python3 w2_iminuit.py FOLDER_WITH_INPUTS"""

import json
import os
import sys
import time
from math import erf

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")  # one thread, as the engine

import iminuit
import numba
import numpy as np

folder = sys.argv[1]
w2 = json.load(open(folder + "/w2_model.json"))
LUMI, EPS, FNF = np.array(w2["lumi"]), np.array(w2["eps"]), np.array(w2["fnf"])
NZZ, NZX, DCB = np.array(w2["nzz"]), np.array(w2["nzx"]), np.array(w2["dcb"])
SCALE, RES = np.array(w2["scale_rel"]), np.array(w2["res_rel"])
TZZ, DA, DB = np.array(w2["Tzz"]), np.array(w2["Da"]), np.array(w2["Db"])
TZX, DZX = np.array(w2["Tzx"]), np.array(w2["Dzx"])
LNK = w2["lnk_nonfid"]
LK = np.zeros((3, 90, 40))
for s in range(3):
    for c in range(90):
        for k, size in w2["lk"][s][c]:
            LK[s, c, int(k)] += size


@numba.njit
def tail(alpha, n, lo):
    """Integral of the power tail from t = alpha to lo > alpha."""
    y = 1 + alpha / n * (lo - alpha)
    return np.exp(-0.5 * alpha * alpha) * n / alpha * (1 - y ** (1 - n)) / (n - 1)


@numba.njit
def integral(mu, s, al, nl, ar, nr):
    a, b = (105 - mu) / s, (160 - mu) / s
    lo, hi = max(a, -al), min(b, ar)
    total = np.sqrt(np.pi / 2) * (erf(hi / np.sqrt(2.0)) - erf(lo / np.sqrt(2.0)))
    if a < -al:
        total += tail(al, nl, -a)
    if b > ar:
        total += tail(ar, nr, b)
    return total * s


@numba.njit
def nll(p, m, channel, times, theta0):
    """Yields and shapes of every channel first, then one loop over the events."""
    theta = p[10:]
    total = 0.0
    for k in range(40):
        total += 0.5 * (theta[k] - theta0[k]) ** 2
    ns, nz, nx = np.empty(90), np.empty(90), np.empty(90)
    mu, s, norm = np.empty(9), np.empty(9), np.empty(9)
    for y in range(3):
        for f in range(3):
            d = DCB[y, f]
            mu[3 * y + f] = d[0] * (1 + SCALE[f] * theta[24 + f])
            s[3 * y + f] = d[1] * (1 + RES[f] * theta[27 + f])
            norm[3 * y + f] = 1 / integral(mu[3 * y + f], s[3 * y + f], d[2], d[3], d[4], d[5])
    for c in range(90):
        ls, lz, lx, sig = 0.0, 0.0, 0.0, 0.0
        for k in range(40):
            ls += LK[0, c, k] * theta[k]
            lz += LK[1, c, k] * theta[k]
            lx += LK[2, c, k] * theta[k]
        for j in range(10):
            sig += EPS[c, j] * p[j]
        nonfiducial = 1 + FNF[c] * np.exp(LNK * theta[30 + c // 10 % 3])
        ns[c] = times * LUMI[c // 30] * sig * nonfiducial * np.exp(ls)
        nz[c] = times * NZZ[c] * np.exp(lz)
        nx[c] = times * NZX[c] * np.exp(lx)
        total += ns[c] + nz[c] + nx[c]
    z = np.array([theta[35], theta[36], 0.5 * (theta[35] + theta[36])])
    logs = 0.0
    for e in range(len(m)):
        c = channel[e]
        y, f, i = c // 30, c // 10 % 3, c % 10
        shape = 3 * y + f
        al, nl, ar, nr = DCB[y, f, 2], DCB[y, f, 3], DCB[y, f, 4], DCB[y, f, 5]
        t = (m[e] - mu[shape]) / s[shape]
        if t < -al:
            g = np.exp(-0.5 * al * al) * (1 + al / nl * (-t - al)) ** (-nl)
        elif t > ar:
            g = np.exp(-0.5 * ar * ar) * (1 + ar / nr * (t - ar)) ** (-nr)
        else:
            g = np.exp(-0.5 * t * t)
        b = int(m[e] - 105)
        zz = TZZ[f, i, b] + theta[33] * DA[f, b] + theta[34] * DB[f, b]
        zx = TZX[f, b] + z[f] * DZX[f, b]
        logs += np.log(ns[c] * g * norm[shape] + nz[c] * zz + nx[c] * zx)
    return total - logs


def data(size):
    return np.load(f"{folder}/w2_{size}_m.npy"), np.load(f"{folder}/w2_{size}_c.npy").astype(np.int64)


START = np.concatenate([w2["sigma_sm"], np.zeros(40)])


def at_start(events, times):
    return nll(START, events[0], events[1], times, np.zeros(40))


def minuit(events, times, theta0=np.zeros(40)):
    m, channel = events
    offset = nll(START, m, channel, times, theta0)
    fit = iminuit.Minuit(lambda p: nll(p, m, channel, times, theta0) - offset, START)
    fit.errordef = 0.5
    fit.strategy = 0
    fit.errors = np.concatenate([0.3 * START[:10], np.ones(40)])
    return fit


def cpu(work, repetitions):
    times = []
    for _ in range(repetitions):
        start = time.process_time()
        work()
        times.append(1e3 * (time.process_time() - start))
    return float(np.median(times))


def scan(fit, parameter, points):
    best, error = fit.values[parameter], fit.errors[parameter]
    for x in np.linspace(best - 3 * error, best + 3 * error, points):
        fit.values[parameter] = x
        fit.fixed[parameter] = True
        fit.migrad()
    fit.fixed[parameter] = False
    fit.values[parameter] = best


result = {}
x1 = data("x1")
warm = minuit(x1, 1.0)
warm.migrad()
result["x1 NLL at the minimum"] = warm.fval + at_start(x1, 1.0)
m, channel = x1
result["x1 NLL"] = cpu(lambda: [nll(START, m, channel, 1.0, np.zeros(40)) for _ in range(200)], 5) / 200
result["x1 fit"] = cpu(lambda: minuit(x1, 1.0).migrad(), 7)


def hesse():
    fit = minuit(x1, 1.0)
    fit.migrad()
    fit.hesse()


result["x1 fit with Hesse"] = cpu(hesse, 5)


def intervals():
    fit = minuit(x1, 1.0)
    fit.migrad()
    fit.hesse()
    start = time.process_time()
    fit.minos(*[f"x{j}" for j in range(10)])
    return 1e3 * (time.process_time() - start)


result["x1 profile intervals of 10"] = float(np.median([intervals() for _ in range(3)]))


def scans():
    fit = minuit(x1, 1.0)
    fit.migrad()
    fit.hesse()
    start = time.process_time()
    for j in range(10):
        scan(fit, j, 30)
    return 1e3 * (time.process_time() - start)


result["x1 scan 10 × 30"] = scans()

off = np.load(folder + "/w2_toys_x1_off.npy").astype(np.int64)
tm, tc = np.load(folder + "/w2_toys_x1_m.npy"), np.load(folder + "/w2_toys_x1_c.npy").astype(np.int64)
theta0 = np.load(folder + "/w2_toys_x1_theta0.npy")
toys = [((tm[off[t] : off[t + 1]], tc[off[t] : off[t + 1]]), theta0[t]) for t in range(len(theta0))]
start = time.process_time()
for events, centres in toys:
    fit = minuit(events, 1.0, centres)
    fit.strategy = 1
    fit.migrad()
result["x1 fits of 100 toys"] = 1e3 * (time.process_time() - start)

x100 = data("x100")
m, channel = x100
result["x100 NLL"] = cpu(lambda: nll(START, m, channel, 100.0, np.zeros(40)), 9)
fit = minuit(x100, 100.0)
start = time.process_time()
fit.migrad()
result["x100 fit"] = 1e3 * (time.process_time() - start)
result["x100 NLL at the minimum"] = fit.fval + at_start(x100, 100.0)
fit.hesse()
start = time.process_time()
fit.minos("x0")
result["x100 profile intervals of 1"] = 1e3 * (time.process_time() - start)
print(json.dumps(result))

// What the server knows, and what is asked of it. The state of jobs and plug-ins is the server's: a page that comes back asks.

export const known = { facts: null, plugins: [], jobs: new Map() };

const listeners = new Set();

/** Hears of changes until the function that is returned is called. */
export function hear(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(what) {
  for (const listener of [...listeners]) {
    listener(what);
  }
}

export class Refusal extends Error {
  constructor(told) {
    super(told.message ?? 'the console does not answer');
    this.remedy = told.remedy ?? 'look whether `fiducia web` still runs';
  }
}

async function answer(request) {
  let response;
  try {
    response = await request;
  } catch (e) {
    throw new Refusal({});
  }
  const told = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Refusal(told);
  }
  return told;
}

export function get(path) {
  return answer(fetch(path));
}

export function post(path, value) {
  const body = value instanceof Blob ? value : JSON.stringify(value);
  return answer(fetch(path, { method: 'POST', headers: { 'X-Fiducia': '1', 'Content-Type': 'application/json' }, body }));
}

let source = null; // null, too, while nobody looks
let polling = 0;

/** Listens for events; where too many pages do, asks now and then. */
export function connect() {
  clearInterval(polling);
  source?.close();
  source = new EventSource('/api/events');
  source.addEventListener('open', () => tell('open'));
  source.addEventListener('plugins', (event) => {
    known.plugins = JSON.parse(event.data);
    tell('plugins');
  });
  source.addEventListener('job', (event) => {
    const job = JSON.parse(event.data);
    known.jobs.set(job.id, job);
    tell('job');
  });
  source.addEventListener('error', () => {
    tell('lost');
    if (source.readyState === EventSource.CLOSED) {
      polling = setInterval(ask, 2000);
    }
  });
}

/** A page that nobody sees lets go of its link: browsers have few to one host. */
let away = 0;
document.addEventListener('visibilitychange', () => {
  clearTimeout(away);
  if (document.hidden) {
    away = setTimeout(() => {
      source?.close();
      clearInterval(polling);
      source = null;
    }, 20_000);
  } else if (!source) {
    connect();
  }
});

async function ask() {
  try {
    const [plugins, jobs] = await Promise.all([get('/api/plugins'), get('/api/jobs')]);
    known.plugins = plugins;
    jobs.forEach((job) => known.jobs.set(job.id, job));
    tell('plugins');
    tell('job');
    tell('open');
  } catch (e) {
    tell('lost');
  }
}

// The card that is worked with and its changes: kept for as long as the window is open.
const KEY = 'fiducia-card';

function read() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY));
    if (kept && typeof kept.card === 'string' && typeof kept.changes === 'object') {
      return kept;
    }
  } catch (e) {
    // nothing was kept
  }
  return { card: 'home:analysis.json', changes: {} };
}

export const choice = read();

export function keep() {
  sessionStorage.setItem(KEY, JSON.stringify(choice));
}

/** Takes another card; changes belong to the one before. */
export function take(card) {
  if (card !== choice.card) {
    choice.card = card;
    choice.changes = {};
    keep();
  }
}

/** The changes as the server and the command line take them. */
export function changes() {
  return Object.entries(choice.changes).map(([path, value]) => `${path}=${value}`);
}

/** A card for people. */
export function named(id) {
  return id.replace(/^home:/, 'etc/').replace(/^here:/, '');
}

// The token of the person who sits here. It comes in the address' fragment, which no server sees,
// and goes into the session's storage: a reload keeps it, a closed tab ends it.

const KEY = 'fenghuo.token';

export function takeToken(): string {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const given = fragment.get('token');
  if (given !== null) {
    fragment.delete('token');
    const rest = fragment.toString();
    history.replaceState(null, '', location.pathname + location.search + (rest && '#' + rest));
    remember(given);
    return given;
  }
  try {
    return sessionStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

/** One's own address, opened in a tab that shows the page already, changes the fragment alone. */
export function followToken(): void {
  addEventListener('hashchange', () => {
    if (new URLSearchParams(location.hash.slice(1)).has('token')) location.reload();
  });
}

function remember(token: string): void {
  try {
    if (token) sessionStorage.setItem(KEY, token);
    else sessionStorage.removeItem(KEY);
  } catch {
    // Storage is forbidden here: the token holds until the page is left.
  }
}

/** The person's id as it stands before the token's dot (base64url); empty where there is none. */
export function personIn(token: string): string {
  const dot = token.lastIndexOf('.');
  if (dot < 1) return '';
  try {
    const binary = atob(token.slice(0, dot).replace(/-/g, '+').replace(/_/g, '/'));
    return new TextDecoder().decode(Uint8Array.from(binary, (c) => c.charCodeAt(0)));
  } catch {
    return '';
  }
}

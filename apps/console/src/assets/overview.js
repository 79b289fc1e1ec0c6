// Fetches the overview anew while somebody looks at it.
const EVERY_MS = 5_000;
const overview = document.getElementById('overview');
const live = document.getElementById('live');

async function refresh() {
  if (document.hidden) return;
  try {
    const response = await fetch('/ops/overview/now', { headers: { accept: 'text/html' }, redirect: 'error' });
    if (response.status === 401) {
      location.reload();
      return;
    }
    if (!response.ok) throw new Error(String(response.status));
    const html = await response.text();
    // Nobody loses the place in a table that is being read.
    if (!overview.contains(document.activeElement) || document.activeElement === document.body)
      overview.innerHTML = html;
    live.textContent = `live, as of ${new Date().toISOString().slice(11, 19)}`;
    live.classList.add('on');
  } catch {
    live.textContent = 'not in reach; trying again';
    live.classList.remove('on');
  }
}

setInterval(refresh, EVERY_MS);
document.addEventListener('visibilitychange', refresh);

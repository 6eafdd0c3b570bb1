/**
 * The candidate that `word` was most likely meant to be, or undefined when none is near: at most one edit
 * (insertion, deletion, substitution or swap of neighbours) for every three characters and no more than `maxDistance`, case
 * ignored.
 */
export function suggest(
  word: string,
  candidates: Iterable<string>,
  maxDistance = Number.POSITIVE_INFINITY,
): string | undefined {
  const folded = word.toLowerCase();
  if (folded.length > 200) return undefined;
  let best: string | undefined;
  let bestDistance = Math.min(maxDistance, Math.max(1, Math.floor(folded.length / 3))) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - folded.length) >= bestDistance) continue;
    const [one, other] = withoutCommonEnds(folded, candidate.toLowerCase());
    const distance = editDistance(one, other, bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** What two texts begin and end with alike is as far apart as nothing. */
function withoutCommonEnds(a: string, b: string): readonly [string, string] {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return [a.slice(start, a.length - end), b.slice(start, b.length - end)];
}

/**
 * Optimal string alignment distance, given up (and answered as `limit`) once it cannot be below `limit`. Places that are
 * `limit` or further from the diagonal cannot lie on a shorter way.
 */
function editDistance(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = Array<number>(b.length + 1).fill(limit);
    row[0] = i;
    let least = i;
    const end = Math.min(b.length, i + limit - 1);
    for (let j = Math.max(1, i - limit + 1); j <= end; j++) {
      const substitution = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min(substitution, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      }
      row[j] = cost;
      least = Math.min(least, cost);
    }
    if (least >= limit) return limit;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? limit;
}

/** Resolves once the condition holds, for work that goes on after the acknowledgement. */
export async function until(isSo: () => Promise<boolean>, patienceMs = 15_000): Promise<void> {
  for (const start = Date.now(); !(await isSo()); ) {
    if (Date.now() - start > patienceMs) throw new Error(`Not within ${patienceMs} ms: ${isSo}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

// Everyday work: what is due, in what order, and what it is called.
import type { Standing } from '../server/shapes';
import type { StandingRoutine } from '../server/everyday_shapes';
import { text, type Text } from '../words/text';

export const routineKey = (routine: string, subject: string): string => `${routine} ${subject}`;

/** What is due first, then the soonest. */
export function routinesInOrder(routines: readonly StandingRoutine[]): StandingRoutine[] {
  return [...routines].sort(
    (a, b) =>
      Number(b.due) - Number(a.due) ||
      Date.parse(a.due_at) - Date.parse(b.due_at) ||
      (routineKey(a.routine, a.subject) < routineKey(b.routine, b.subject) ? -1 : 1)
  );
}

/** Keeps what is done in each, for facts that name it by its ids; true where one is new. */
export function learnTasks(standing: Standing, tasks: Map<string, Text>): boolean {
  const before = tasks.size;
  for (const { routine, subject, task_zh, task_en } of standing.routines)
    tasks.set(routineKey(routine, subject), text(task_zh, task_en || task_zh));
  return tasks.size > before;
}

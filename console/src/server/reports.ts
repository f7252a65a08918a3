// What a person has seen, as the CloudEvent that carries it.

export interface Report {
  /** A person of the plan by the id, anybody else by name. */
  reporter: string;
  kind: string;
  area: string;
  /** In their own words. */
  text?: string;
}

export const EVENT_TYPE = 'application/cloudevents+json';

/** An event with the same source and id counts once. */
export function reportEvent(report: Report, id: string) {
  return {
    specversion: '1.0',
    id,
    source: 'console',
    type: 'fenghuo.report',
    data: report
  } as const;
}

// What people record of everyday work, and of whom they have told by hand.

/** Somebody whom no message reached was told by telephone or in person. */
export interface TellByHand {
  command: 'tell_by_hand';
  notice: string;
  who: string;
  note?: string;
}

/** To the emergency roles, or back to the everyday ones. */
export interface SwitchRoles {
  command: 'switch_roles';
  emergency: boolean;
  reason: string;
}

/** Without `areas`: everybody on the roster. */
export interface TestContacts {
  command: 'test_contacts';
  areas?: string[];
}

/** Answers a contact test for somebody who picked up the telephone. */
export interface Present {
  command: 'present';
  who: string;
}

/** The number was looked at, and is right. */
export interface ConfirmContact {
  command: 'confirm_contact';
  who: string;
  note?: string;
}

export interface DoRoutine {
  command: 'do_routine';
  routine: string;
  subject: string;
  done_by: string;
  note?: string;
  /** It is taken as a report of danger too. */
  found?: boolean;
}

export type EverydayCommand =
  | TellByHand
  | SwitchRoles
  | TestContacts
  | Present
  | ConfirmContact
  | DoRoutine;

// The kinds of fault that prove() looks for, a file each. Each reads the plan with the roles that
// the handbook has.
#pragma once

#include <vector>

#include "playbooks/handbook.h"
#include "playbooks/proof/proof.h"

namespace fenghuo::playbooks {

/// Nobody is called who could tell a household, a facility or the others of a village that they
/// must leave; or one person alone is, and without that one nobody.
std::vector<Proof> prove_calls(const Handbook& handbook);

/// Where nobody decides and nobody answers until the last who is called, the water is there first.
std::vector<Proof> prove_lead_time(const Handbook& handbook);

/// A duty, a step, a decision or a relay that nobody holds where it is asked.
std::vector<Proof> prove_owners(const Handbook& handbook);

/// A delegation that comes back to somebody who was asked before.
std::vector<Proof> prove_delegation(const Handbook& handbook);

/// Villages that have fewer places together than people, whoever goes where.
std::vector<Proof> prove_shelters(const Handbook& handbook);

/// One thing without which a village can't be told at all.
std::vector<Proof> prove_reach(const Handbook& handbook);

/// One thing without which no station covers a village.
std::vector<Proof> prove_gauges(const Handbook& handbook);

}  // namespace fenghuo::playbooks

// One stage of the machine: rules judge, playbooks act, the ledger promises. Stages run in that
// order on each record, each sees the facts of those before it, and none can feed one before it: a
// record is done after one pass.
//
// A stage is deterministic and total. It may use only the turn and its own state; it can't fail,
// look at a clock, or allocate without a bound.
#pragma once

#include <memory>

#include "engine/archive.h"
#include "engine/event.pb.h"
#include "engine/standing.pb.h"
#include "engine/turn.h"

namespace fenghuo {

class Stage {
 public:
  virtual ~Stage() = default;
  virtual void apply(Turn& turn, const wire::Event& event) = 0;
  virtual void save(StateWriter& writer) const = 0;
  /// Replaces the state; the reader says whether it made sense.
  virtual void load(StateReader& reader, const wire::Plan& plan,
                    const Datastreams& datastreams) = 0;
  /// Adds what stands now, of what this stage knows.
  virtual void describe(wire::Standing& standing, const wire::Plan& plan,
                        const Datastreams& datastreams) const = 0;
  /// Adds how each condition stands, of all areas or of one.
  virtual void assess(wire::Assessments&, const wire::Plan&, const std::string& /*area*/) const {}
  /// For a snapshot taken while the loop goes on.
  virtual std::unique_ptr<Stage> copy() const = 0;
};

}  // namespace fenghuo

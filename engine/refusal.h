// A command that can't be carried out is answered by a fact, with its reason for people.
#pragma once

#include "engine/text.h"
#include "engine/turn.h"
#include "engine/wire_text.h"

namespace fenghuo {

/// `code`: the reason for programs, such as no_such_obligation.
inline void refuse(Turn& turn, const wire::Command& command, const char* code, const Text& reason) {
  wire::Fact fact;
  auto& refused = *fact.mutable_command_refused();
  refused.set_command_id(command.command_id());
  refused.set_reason_code(code);
  to_wire(reason, *refused.mutable_reason());
  turn.conclude(std::move(fact));
}

}  // namespace fenghuo

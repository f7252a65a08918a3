// Warnings that others gave, as far as rules ask about them.
#include <algorithm>
#include <utility>

#include "rules/judge.h"
#include "rules/warned_areas.h"

namespace fenghuo::rules {

// Which areas each of its parts concerns.
void Judge::place(InForce& warning, const wire::Plan& plan) const {
  warning.near.clear();
  for (const auto& info : warning.warning.infos()) {
    auto& near = warning.near.emplace_back();
    for (const auto& key : rulebook_.coverages())
      near.push_back(areas_warned(plan, key.each, info));
  }
}

Truth Judge::is_warned(const WarningCall& call, std::uint32_t coverage, std::uint32_t area) const {
  for (const auto& warning : warnings_)
    for (std::size_t i = 0; i < warning.near.size(); ++i) {
      const auto& info = warning.warning.infos(static_cast<int>(i));
      const auto level = level_from_wire(info.level()).value_or(Level::none);
      const auto& near = warning.near[i][coverage];
      if (instant_ms(info.from_ms()) <= clock_ && clock_ < instant_ms(info.until_ms()) &&
          info.event().find(call.event) != std::string::npos &&
          severity(level) >= severity(call.at_least) &&
          std::binary_search(near.begin(), near.end(), area))
        return Truth::yes;
    }
  return Truth::no;
}

void Judge::take_warning(Turn& turn, const wire::ReceivedWarning& received) {
  std::erase_if(warnings_, [&](const InForce& known) {
    const std::string& identifier = known.warning.identifier();
    const auto& gone = received.supersedes();
    return known.warning.sender() == received.sender() &&
           (identifier == received.identifier() ||
            std::find(gone.begin(), gone.end(), identifier) != gone.end());
  });
  if (received.kind() != wire::ReceivedWarning::CANCEL) {
    warnings_.push_back({received});
    place(warnings_.back(), turn.plan());
    keep_within_bounds();
  }
  marked_.clear();
  look_at_warnings(turn);
  judge_marked(turn, {{std::nullopt, clock_}, nullptr});
}

// The newest stays, whatever it takes.
void Judge::keep_within_bounds() {
  std::size_t bytes = 0;
  for (std::size_t i = warnings_.size(); i-- > 0;) {
    bytes += warnings_[i].warning.ByteSizeLong();
    const bool newest = i + 1 == warnings_.size();
    if (newest || (bytes <= kWarningsBytesMax && warnings_.size() - i <= kWarningsMax)) continue;
    warnings_.erase(warnings_.begin(), warnings_.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    return;
  }
}

// Those who ask look again; and once more when the next begins or is over.
void Judge::look_at_warnings(Turn& turn) {
  std::erase_if(warnings_, [&](const InForce& known) {
    const auto& infos = known.warning.infos();
    return std::all_of(infos.begin(), infos.end(),
                       [&](const auto& info) { return instant_ms(info.until_ms()) <= clock_; });
  });
  std::optional<Instant> next;
  for (const auto& known : warnings_)
    for (const auto& info : known.warning.infos())
      for (const std::int64_t turns_ms : {info.from_ms(), info.until_ms()})
        if (const Instant at = instant_ms(turns_ms); at > clock_)
          next = next ? std::min(*next, at) : at;
  for (const std::uint32_t rule : rulebook_.asks_warnings())
    for (std::uint32_t slot = 0; slot < states_[rule].areas.count(); ++slot)
      mark(rule, states_[rule].areas.area(slot));
  if (next) wake(turn, {.kind = warning_turns}, *next);
}

}  // namespace fenghuo::rules

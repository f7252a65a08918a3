// Every value that a scenario brought into a night, with how well it is known.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "cli/drill/report_page.h"

namespace fenghuo::cli {

enum class ValueKind : std::uint8_t {
  reading,
  gauge_fault,
  failure,
  channel,
  behaviour,
  inject,
  danger,
  refusal,
  going_back,
  history,
  chance,
  program  // nobody said otherwise, so the simulator's own holds
};

inline constexpr std::array<ValueKind, 12> kValueKinds{
    ValueKind::reading,    ValueKind::gauge_fault, ValueKind::failure, ValueKind::channel,
    ValueKind::behaviour,  ValueKind::inject,      ValueKind::danger,  ValueKind::refusal,
    ValueKind::going_back, ValueKind::history,     ValueKind::chance,  ValueKind::program};

Text words_of(ValueKind kind);

/// One value, or a run of readings of a station that have the same mark. Texts are markup.
struct KnownValue {
  ValueKind kind{};
  std::string what;
  std::string value;
  simulator::Origin origin;
  std::size_t count = 1;
};

std::vector<KnownValue> known_values(const ReportPage& page);

}  // namespace fenghuo::cli
